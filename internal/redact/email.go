package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emails finds addresses of mailboxes.
func emails(text string) []Finding {
	var list []Finding
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '@')
		if i < 0 {
			return list
		}
		at := from + i
		from = at + 1
		start := at
		for start > 0 {
			r, n := utf8.DecodeLastRuneInString(text[:start])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._%+-'", r) {
				break
			}
			start -= n
		}
		end := hostEnd(text, at+1)
		for start < at && !isAlnum(text[start]) && text[start] < 0x80 {
			start++
		}
		if start < at && end > at && mailHost(text[at+1:end]) && !(start > 0 && text[start-1] == '/' && inAddress(text, start)) {
			list = append(list, Finding{Email, "an e-mail address", start, end})
			from = end
		}
	}
}

// hostEnd is where the name of a host ends that begins at start.
func hostEnd(text string, start int) int {
	end := start
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' {
			break
		}
		end += n
	}
	return start + len(strings.TrimRight(text[start:end], "-."))
}

// mailHost tells whether a host can take mail: it has a dot, and ends in letters.
// What follows an @ in a package's version, v1.2.3, does not.
func mailHost(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || len(host)-dot < 3 || strings.Contains(host, "..") {
		return false
	}
	for _, c := range []byte(host[dot+1:]) {
		if !isLetter(c) && c < 0x80 {
			return false
		}
	}
	return true
}
