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

// Around shortens runs to what stands within so many words of a change; an
// ellipsis stands for the rest. Runs without a change stay as they are.
func Around(list []Run, words int) []Run {
	if len(list) < 2 {
		return list
	}
	out := make([]Run, len(list))
	for i, r := range list {
		if out[i] = r; r.Mark == Kept {
			out[i].Text = shortened(r.Text, words, i > 0, i+1 < len(list))
		}
	}
	return out
}

// shortened keeps the first words of a text, the last, or both.
func shortened(text string, words int, first, last bool) string {
	starts := []int{0} // of words, each with the space before it
	for i := 1; i < len(text); i++ {
		if text[i] == ' ' {
			starts = append(starts, i)
		}
	}
	starts = append(starts, len(text))
	n := len(starts) - 1
	head, tail := 0, n
	if first {
		head = words
	}
	if last {
		tail = n - words
	}
	if tail-head < 3 { // an ellipsis would save nothing
		return text
	}
	return text[:starts[head]] + " …" + text[starts[tail]:]
}

// Pairs says for each new text which of the old ones it was, or -1: the same, or
// one that has half of its words.
func Pairs(old, new []string) []int {
	texts := func(list []string) []*node {
		nodes := make([]*node, len(list))
		for i, text := range list {
			nodes[i] = &node{shape: shapeText, items: plainItems(text)}
			nodes[i].finish()
		}
		return nodes
	}
	return align(texts(old), texts(new)).old
}
