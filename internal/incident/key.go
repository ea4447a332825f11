package incident

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxKey bounds a key's length in bytes, so that it fits a file name with room
// for what a page adds.
const maxKey = 120

// spelled are signs that tell names apart and would otherwise be dropped: C, C#
// and C++ are three technologies.
var spelled = strings.NewReplacer("+", " plus ", "#", " sharp ", "&", " and ", "@", " ")

// Key makes the key of a name: the last part of its page's address, and what
// «the same» means for people, teams, services and terms. It keeps letters and
// digits of every script in lower case, NFC, joined by single hyphens. A name
// without any gets a key from its code points, so that no name has none.
func Key(name string) string {
	if isKey(name) {
		return name
	}
	text := name
	if strings.ContainsAny(text, "+#&@") {
		text = spelled.Replace(text)
	}
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return codePoints(name)
	}
	return clip(b.String(), maxKey)
}

// isKey tells whether a name is its own key, as most are that people write.
func isKey(name string) bool {
	if name == "" || len(name) > maxKey || name[0] == '-' || name[len(name)-1] == '-' {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if c == '-' && name[i-1] != '-' {
			continue
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func codePoints(name string) string {
	var parts []string
	for _, r := range strings.TrimSpace(name) {
		parts = append(parts, fmt.Sprintf("u%x", r))
	}
	return clip(strings.Join(parts, "-"), maxKey)
}

// clip cuts s to at most n bytes without splitting a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimRight(s[:n], "-")
}
