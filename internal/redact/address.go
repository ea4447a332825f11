package redact

import "strings"

// passwordsInAddresses finds the name and password of addresses such as
// postgres://name:password@host/db. Where the password is a placeholder, it
// finds nothing.
func passwordsInAddresses(text string) []Finding {
	var list []Finding
	for from := 0; ; {
		i := strings.Index(text[from:], "://")
		if i < 0 {
			return list
		}
		start := from + i + len("://")
		from = start
		end := start + strings.IndexFunc(text[start:]+" ", func(r rune) bool {
			return r <= ' ' || strings.ContainsRune("/?#<>\"'`|", r)
		})
		at := strings.LastIndexByte(text[start:end], '@')
		if at < 0 {
			continue
		}
		_, password, ok := strings.Cut(text[start:start+at], ":")
		if ok && !placeholder(password) {
			list = append(list, Finding{Secret, "a password in an address", start, start + at})
		}
	}
}

// placeholder tells whether a value stands for one that is given elsewhere:
// $PASSWORD, ${x}, <token>, {{secret}}, ****, xxxx, [secret 1], or nothing.
func placeholder(value string) bool {
	if value == "" || strings.ContainsAny(value[:1], "$<{[%") || strings.HasSuffix(value, "…") || strings.HasSuffix(value, "...") {
		return true
	}
	if strings.Trim(value, "*xX.•_-0") == "" {
		return true
	}
	switch strings.ToLower(value) {
	case "password", "passwd", "pass", "secret", "token", "redacted", "removed", "hidden", "none", "null", "nil", "true", "false", "changeme", "unknown", "empty":
		return true
	}
	return false
}
