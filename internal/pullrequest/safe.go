package pullrequest

import "strings"

// printable keeps what an author wrote from steering a terminal or ending a line:
// control characters, and the marks that turn the direction of text, become «�».
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20, 0x7f <= r && r < 0xa0, r == 0x2028, r == 0x2029,
			0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}

// uncommanded keeps a line from being a command to a code host's runner, which
// reads them in what a step prints: «::error::» where a line begins, «##[» anywhere.
func uncommanded(line string) string {
	trimmed := strings.TrimLeft(line, " ")
	if strings.HasPrefix(trimmed, "::") {
		line = line[:len(line)-len(trimmed)] + ":" + unjoined + trimmed[1:]
	}
	return strings.ReplaceAll(line, "##[", "##"+unjoined+"[")
}
