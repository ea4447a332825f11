package incident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isWordByte tells whether c may be part of a word: a letter, a digit, or a byte
// of a letter beyond ASCII.
func isWordByte(c byte) bool { return isDigit(c) || isLetter(c) || c >= utf8.RuneSelf }

// wordGoesOn tells whether rest, which follows a part of a word, belongs to it.
func wordGoesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// leadingWord returns the ASCII letters at the beginning of s, or "" if the word
// does not end with them.
func leadingWord(s string) string {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if wordGoesOn(s[n:]) {
		return ""
	}
	return s[:n]
}

// hasPrefixFold tells whether s begins with prefix, which is in lower case.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// spaces returns how many spaces s begins with, no-break ones included.
func spaces(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
}

// number returns the value of the digits that s begins with, and how many there
// are; more than max digits are not a number.
func number(s string, max int) (value, n int) {
	for n < len(s) && isDigit(s[n]) {
		if n == max {
			return 0, 0
		}
		value = value*10 + int(s[n]-'0')
		n++
	}
	return value, n
}
