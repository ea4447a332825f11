package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The colours of a terminal, by the sequences of ECMA-48.
const (
	bold   = "\x1b[1m"
	faint  = "\x1b[2m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
	reset  = "\x1b[0m"
)

// writeExcerpts writes the list for a person: what WriteText says, with the line
// that each problem is on, and a mark below what it is about.
func (l List) writeExcerpts(w *writer) error {
	for _, p := range l {
		if _, err := fmt.Fprintln(w, w.excerpt(p)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) excerpt(p Problem) string {
	var b strings.Builder
	if at := inert(p.Position.String()); at != "" {
		b.WriteString(w.paint(bold, at) + ": ")
	}
	colour := severityColour(p.Severity)
	fmt.Fprintf(&b, "%s: %s %s", w.paint(colour, p.Severity.String()), printable(p.Message), w.paint(faint, "["+printable(p.Rule)+"]"))
	if line, ok := w.line(p); ok && strings.TrimSpace(line) != "" {
		text, mark := quote(line, about(p, line), p.Column > 0)
		number := fmt.Sprint(p.Line)
		b.WriteString("\n" + w.paint(faint, "  "+number+" | ") + text)
		if mark != "" {
			b.WriteString("\n" + w.paint(faint, "  "+strings.Repeat(" ", len(number))+" | ") + w.paint(colour, mark))
		}
	}
	return b.String() + p.indentedHint()
}

func (w *writer) paint(colour, text string) string {
	if !w.Colour {
		return text
	}
	return colour + text + reset
}

func severityColour(s Severity) string {
	switch s {
	case Error:
		return red
	case Warning:
		return yellow
	}
	return cyan
}

// quote returns a line as a terminal of ordinary width shows it, and marks for
// the line below it, under what the problem is about.
func quote(line string, s span, marked bool) (text, mark string) {
	const before, most = 60, 110
	from, to := 0, len(line)
	if s.from > before { // what matters would stand too far to the right
		from = runeStart(line, s.from-before)
	}
	if to-from > most {
		to = runeStart(line, from+most)
	}
	text = shown(line[from:to])
	lead := ""
	if from > 0 {
		lead = "…"
	}
	if to < len(line) {
		text += "…"
	}
	if !marked {
		return lead + text, ""
	}
	space := strings.Repeat(" ", width(lead)+width(shown(line[from:s.from])))
	about := shown(line[s.from:max(s.from, min(s.to, to))])
	return lead + text, space + "^" + strings.Repeat("~", max(width(about)-1, 0))
}

// shown is text with its tabs made spaces and what steers a terminal taken out.
func shown(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(printable(s), "\t", "  "), "##[", "## [")
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// width is how many columns a terminal gives a text: two for the characters of
// East Asia and for most emoji, none for marks that lie over another.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x300 && r <= 0x36f, r >= 0xfe00 && r <= 0xfe0f, r == 0x200d:
		case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
			r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1f64f, r >= 0x1f900 && r <= 0x1f9ff, r >= 0x20000 && r <= 0x3fffd:
			n += 2
		default:
			n++
		}
	}
	return n
}
