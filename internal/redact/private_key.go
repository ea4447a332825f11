package redact

import "strings"

// privateKeys finds PEM blocks that hold a private key, PGP's included. One that
// is cut off counts up to the end of the text.
func privateKeys(text string) []Finding {
	var list []Finding
	for _, b := range pemBlocks(text) {
		if strings.Contains(b.label, "PRIVATE KEY") {
			list = append(list, Finding{Secret, "a private key", b.start, b.end})
		}
	}
	return list
}

// A pemBlock is what stands between -----BEGIN and -----END, both included.
type pemBlock struct {
	label      string
	start, end int
}

func pemBlocks(text string) []pemBlock {
	const begin, end = "-----BEGIN ", "-----END "
	var list []pemBlock
	for from := 0; ; {
		i := strings.Index(text[from:], begin)
		if i < 0 {
			return list
		}
		b := pemBlock{start: from + i, end: len(text)}
		rest := text[b.start+len(begin):]
		label, _, ok := strings.Cut(rest, "-----")
		if !ok || len(label) > 60 || strings.Contains(label, "\n") {
			from = b.start + len(begin)
			continue
		}
		b.label = label
		if j := strings.Index(rest, end+label+"-----"); j >= 0 {
			b.end = b.start + len(begin) + j + len(end+label+"-----")
		}
		list = append(list, b)
		from = b.end
	}
}
