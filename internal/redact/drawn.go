package redact

import (
	"encoding/base64"
	"strings"
)

// leastDrawn is the length from which on a string is long enough to tell chance
// from a word.
const leastDrawn = 20

// drawn tells whether a string looks drawn by chance: several kinds of letters
// that take turns as no word or identifier has them. In a string of 62 letters
// drawn evenly a run of one kind is 1.6 letters long; in «KafkaConsumerGroup2»
// more than three.
func drawn(s string) bool {
	s = strings.TrimRight(s, "=")
	if len(s) < leastDrawn || len(s) > 400 || hexadecimal(s) || identifier(s) || encodedText(s) {
		return false
	}
	lower, upper, digits, runs := kinds(s)
	runs -= capitalised(s)
	letters := lower + upper + digits
	mean := float64(len(s)) / float64(runs)
	switch {
	case letters*10 < len(s)*8 || distinct(s)*5 < min(len(s), 40)*2:
		return false // mostly signs, or few letters again and again
	case lower >= 3 && upper >= 3 && digits >= 1:
		return mean < 2.4 || mean < 2.7 && len(s) >= 28
	case len(s) >= 24 && digits >= 4 && lower >= 8 && upper == 0:
		return mean < 3 && !strings.Contains(s, "/")
	}
	return false
}

// kinds counts small letters, capitals, digits, and runs of one kind.
func kinds(s string) (lower, upper, digits, runs int) {
	last := byte(0)
	for i := range len(s) {
		kind := byte('s')
		switch c := s[i]; {
		case isLower(c):
			kind = 'l'
			lower++
		case isUpper(c):
			kind = 'u'
			upper++
		case isDigit(c):
			kind = 'd'
			digits++
		}
		if kind != last {
			runs++
		}
		last = kind
	}
	return lower, upper, digits, runs
}

// capitalised counts words of four letters or more that begin with a capital:
// their two kinds of letters are one run.
func capitalised(s string) int {
	words, lower := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		switch {
		case isLower(s[i]):
			lower++
			continue
		case isUpper(s[i]) && lower >= 3:
			words++
		}
		lower = 0
	}
	return words
}

func distinct(s string) int {
	var seen [256]bool
	n := 0
	for i := range len(s) {
		if !seen[s[i]] {
			seen[s[i]] = true
			n++
		}
	}
	return n
}

// hexadecimal tells whether a string is a number in hexadecimal, dashes and 0x
// left aside: a commit, a digest, a UUID.
func hexadecimal(s string) bool {
	s = strings.TrimPrefix(s, "0x")
	for i := range len(s) {
		if c := s[i] | 0x20; !isDigit(s[i]) && (c < 'a' || c > 'f') && s[i] != '-' {
			return false
		}
	}
	return true
}

// identifier tells whether a string is of a form that names a thing: a ULID, or
// words and numbers with dashes between, as in names of hosts and pods.
func identifier(s string) bool {
	if len(s) == 26 && s[0] == '0' && s == strings.ToUpper(s) {
		return true
	}
	if s != strings.ToLower(s) {
		return false
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '/' })
	longest := 0
	for _, p := range parts {
		if !hexadecimal(p) {
			longest = max(longest, len(p))
		}
	}
	return len(parts) > 1 && longest < 16
}

// encodedText tells whether a string is ordinary text in base64: an identifier
// that a machine packed, and nothing drawn.
func encodedText(s string) bool {
	text, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		return false
	}
	for _, c := range text {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// knownHash tells whether what stands before a value says that it is a digest, a
// public key or the public name of something.
func knownHash(text string, start int) bool {
	before := strings.ToLower(text[max(0, start-12):start])
	for _, mark := range []string{"sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "h1:", ";base64,", "ipfs:", "bitcoin:", "ssh-rsa ", "ed25519 ", "md5:"} {
		if strings.HasSuffix(before, mark) {
			return true
		}
	}
	value := strings.ToLower(text[start:min(len(text), start+8)])
	return strings.HasPrefix(value, "sha256-") || strings.HasPrefix(value, "sha512-") || strings.HasPrefix(value, "sha384-") ||
		strings.HasPrefix(text[start:], "AAAAB3Nza") || strings.HasPrefix(text[start:], "AAAAC3Nza") || strings.HasPrefix(text[start:], "AAAAE2Vj")
}
