package check

import "strings"

// hide replaces what is not the author's own by bytes of 0x01, line ends kept:
// code, quotations, addresses, comments. Of a link it leaves the words.
func hide(text string) string {
	b := []byte(text)
	alert := alertPattern.MatchString(text)
	for i := 0; i < len(b); {
		n := 0
		if i == 0 || text[i-1] == '\n' {
			n = hiddenLines(text[i:], alert)
		}
		if n == 0 {
			n = hiddenPart(text[i:])
		}
		for k := i; k < i+n; k++ {
			if b[k] != '\n' {
				b[k] = 1
			}
		}
		i += max(n, 1)
	}
	return string(b)
}

// hiddenLines returns how much of a text that begins a line is fenced code or a
// quotation: whole lines. In an alert, which is a quotation by its form, lines of
// its own are none.
func hiddenLines(text string, alert bool) int {
	line, _, _ := strings.Cut(text, "\n")
	bare := strings.TrimLeft(line, " \t")
	inside := strings.TrimLeft(bare, "> \t")
	for _, fence := range []string{"```", "~~~"} {
		if strings.HasPrefix(inside, fence) {
			return fenced(text, fence)
		}
	}
	item := strings.TrimLeft(strings.TrimLeft(bare, "0123456789"), "-*+.) \t")
	if !alert && (strings.HasPrefix(bare, ">") || strings.HasPrefix(item, "> ")) {
		return len(line)
	}
	return 0
}

// fenced returns the length of the code that a fence begins, up to the line that
// ends it.
func fenced(text, fence string) int {
	n := strings.IndexByte(text, '\n') + 1
	for n > 0 && n < len(text) {
		line, _, _ := strings.Cut(text[n:], "\n")
		n += len(line)
		if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t>"), fence); ok && strings.Trim(rest, fence[:1]+" \t\r") == "" {
			return n
		}
		if n < len(text) {
			n++
		}
	}
	return len(text)
}

// hiddenPart returns the length of what begins a text and is not the author's; 0
// for what is.
func hiddenPart(text string) int {
	switch text[0] {
	case '`':
		ticks := text[:len(text)-len(strings.TrimLeft(text, "`"))]
		return until(text, ticks, len(ticks), true)
	case '<':
		if strings.HasPrefix(text, "<!--") {
			return until(text, "-->", 4, true)
		}
		if len(text) > 1 && (isLetter(text[1]) || text[1] == '/') {
			return until(text, ">", 1, false)
		}
	case '!':
		if strings.HasPrefix(text, "![") {
			return until(text, ")", 2, false)
		}
	case ']':
		if strings.HasPrefix(text, "](") {
			return until(text, ")", 2, false)
		}
	case 'h':
		if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
			return len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool { return r > ' ' && r != ')' && r != '>' }))
		}
	case '"':
		return until(text, `"`, 1, true)
	case "“"[0]:
		switch {
		case strings.HasPrefix(text, "“"):
			return until(text, "”", len("“"), true)
		case strings.HasPrefix(text, "„"):
			return max(until(text, "“", len("„"), true), until(text, "”", len("„"), true))
		}
	case "«"[0]:
		if strings.HasPrefix(text, "«") {
			return until(text, "»", len("«"), true)
		}
	}
	return 0
}

// until returns the length of text up to the end of mark, which is looked for
// from a place on: on the same line, or as far as the paragraph goes. Without it,
// nothing has begun.
func until(text, mark string, from int, paragraph bool) int {
	const most = 2000
	end := min(len(text), most)
	stop := "\n"
	if paragraph {
		stop = "\n\n"
	}
	if i := strings.Index(text[:end], stop); i >= 0 {
		end = i
	}
	if from > end {
		return 0
	}
	i := strings.Index(text[from:end], mark)
	if i < 0 {
		return 0
	}
	return from + i + len(mark)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
