package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a mark of punctuation, or white space that no word follows,
// as it stands in HTML. White space before a word belongs to it.
type token struct {
	text string // as written
	lead int    // how much of text is white space before a word
}

// word is what two tokens are compared by.
func (t token) word() string {
	if strings.TrimSpace(t.text) == "" {
		return " "
	}
	return t.text[t.lead:]
}

// isWord tells a word from punctuation and space.
func (t token) isWord() bool {
	r, _ := utf8.DecodeRuneInString(t.text[t.lead:])
	return wordy(r)
}

// tokens parts escaped text. Its tokens put together are the text again.
func tokens(text string) []token {
	list := make([]token, 0, len(text)/5+1)
	for len(text) > 0 {
		lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		end := lead + tokenLength(text[lead:])
		if end == lead {
			lead = 0
		}
		list = append(list, token{text: text[:end], lead: lead})
		text = text[end:]
	}
	return list
}

// tokenLength returns how many bytes of text, which does not begin with white
// space, are one word or one mark; 0 at the end.
func tokenLength(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case size == 0:
		return 0
	case r == '&':
		return entityLength(text)
	case unspaced(r):
		return size + joined(text[size:])
	case wordy(r):
		return wordLength(text)
	}
	size += joined(text[size:])
	n := size
	for strings.HasPrefix(text[n:], text[:size]) { // a line of dashes is one mark
		n += size
	}
	return n
}

// wordLength returns the length of the word that text begins with: letters and
// digits, with what stands within one: didn't, 02:04, 3.8.
func wordLength(text string) int {
	n, digit := 0, false
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if unspaced(r) && n > 0 {
			return n
		}
		if !wordy(r) {
			size = within(text[n:], digit)
			if size == 0 {
				return n
			}
		}
		digit = unicode.IsDigit(r)
		n += size
	}
	return n
}

// within returns the length of a sign that stands inside a word, after a digit or
// a letter, or 0 if text begins with none.
func within(text string, digit bool) int {
	size, next := 1, unicode.IsDigit
	switch {
	case strings.HasPrefix(text, "&#39;"):
		size, next = len("&#39;"), unicode.IsLetter
	case strings.HasPrefix(text, "’"):
		size, next = len("’"), unicode.IsLetter
	case !strings.ContainsRune(".,:", rune(text[0])):
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text[size:])
	if digit != unicode.IsDigit(r) || !next(r) {
		return 0
	}
	return size
}

// joined returns the length of what belongs to the sign before it: accents,
// variants, and what a zero-width joiner ties to it.
func joined(text string) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case r == '\u200d':
			_, next := utf8.DecodeRuneInString(text[n+size:])
			n += size + next
		case unicode.IsMark(r), r >= 0x1F3FB && r <= 0x1F3FF: // the last are tones of skin
			n += size
		default:
			return n
		}
	}
	return n
}

// entityLength returns the length of the entity that text begins with.
func entityLength(text string) int {
	const longest = len("&amp;")
	if i := strings.IndexByte(text[:min(len(text), longest)], ';'); i > 0 {
		return i + 1
	}
	return 1
}

func wordy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}

// unspaced tells whether the script of r puts no spaces between words: each of
// its signs is then a word.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsMark(r)
}
