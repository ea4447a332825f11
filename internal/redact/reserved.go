package redact

import "strings"

// Reserved tells whether a value is kept for examples, and so nobody's: a host
// of RFC 2606 and RFC 6761, a number between 555-0100 and 555-0199, a key that
// says EXAMPLE, or a mailbox that takes no mail.
func Reserved(value string) bool {
	lower := strings.ToLower(value)
	if box, host, ok := strings.Cut(lower, "@"); ok {
		return exampleHost(host) || strings.HasPrefix(box, "noreply") || strings.HasPrefix(box, "no-reply") || box == "git" || strings.HasSuffix(box, "_git")
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, value)
	if n := len(digits); n >= 7 && n <= 11 && strings.HasPrefix(digits[n-7:], "55501") {
		return true
	}
	return strings.Contains(lower, "example")
}

func exampleHost(host string) bool {
	for _, name := range []string{"example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return strings.HasSuffix(host, "users.noreply.github.com")
}
