package compare

import "html"

// Words compares two plain texts word by word: a title, a summary.
func Words(old, new string) []Run {
	a, b := plainItems(old), plainItems(new)
	c := comparer{}
	text, _ := c.text(a, b, false)
	return text.line()
}

func plainItems(text string) []item {
	return appendTokens(nil, html.EscapeString(text), "")
}
