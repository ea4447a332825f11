package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes one spelling of those that mean the same: compatible forms are
// decomposed, the accents of Latin, Greek and Cyrillic letters dropped, all
// letters are small, and Latin ones that are no accented others are written as
// people do without them.
func fold(s []byte) []byte {
	d := norm.NFKD.Bytes(s)
	out := make([]byte, 0, len(d))
	for len(d) > 0 {
		r, size := utf8.DecodeRune(d)
		d = d[size:]
		r = unicode.ToLower(r)
		switch plain := withoutOwn(r); {
		case plain != "":
			out = append(out, plain...)
		case !isAccent(r):
			out = utf8.AppendRune(out, r)
		}
	}
	return norm.NFC.Bytes(out)
}

// withoutOwn spells a letter that some alphabets have for themselves; empty for
// all others.
func withoutOwn(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	}
	return ""
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
