package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes one spelling of those that mean the same: compatible forms are
// decomposed, the accents of Latin, Greek and Cyrillic letters dropped, and all
// letters are small.
func fold(s []byte) []byte {
	d := norm.NFKD.Bytes(s)
	out := make([]byte, 0, len(d))
	for len(d) > 0 {
		r, size := utf8.DecodeRune(d)
		d = d[size:]
		if r = unicode.ToLower(r); !isAccent(r) {
			out = utf8.AppendRune(out, r)
		}
	}
	return norm.NFC.Bytes(out)
}

func isAccent(r rune) bool { return 0x300 <= r && r <= 0x36F }

// keyFold makes of a field's value what its term is called: folded words, a hyphen
// apart. Plus and number signs tell names apart.
func keyFold(value string) string {
	var b strings.Builder
	gap := false
	for _, r := range string(fold([]byte(value))) {
		if !isWord(r) && r != '+' && r != '#' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}
