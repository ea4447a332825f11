package diag

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the list for a person at a terminal: a line for each
// problem, its hint indented below it. Editors and code hosts know how to find
// `file:line:column:` at the start of a line.
func (l List) WriteText(w io.Writer) error {
	for _, p := range l {
		if _, err := io.WriteString(w, p.String()+"\n"); err != nil {
			return fmt.Errorf("write problems: %w", err)
		}
	}
	return nil
}

// String returns the problem as WriteText shows it, without a final newline.
func (p Problem) String() string {
	var b strings.Builder
	if at := p.Position.String(); at != "" {
		b.WriteString(at + ": ")
	}
	fmt.Fprintf(&b, "%s: %s [%s]", p.Severity, printable(p.Message), printable(p.Rule))
	return inert(b.String()) + p.indentedHint()
}

// indentedHint is the hint on lines of its own, each after the end of the last.
func (p Problem) indentedHint() string {
	var b strings.Builder
	for line := range strings.Lines(p.Hint) {
		b.WriteString("\n    " + inert(printable(strings.TrimRight(line, "\r\n"))))
	}
	return b.String()
}

// inert keeps a line from being a command to the runner of a workflow, which
// reads every line that its steps print.
func inert(line string) string {
	line = strings.ReplaceAll(line, "##[", "## [")
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "::") {
		return "· " + line
	}
	return line
}

// String returns file:line:column, as much of it as is known.
func (p Position) String() string {
	file := printable(p.File)
	switch {
	case p.Line == 0:
		return file
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
	}
}

// printable keeps what an author wrote from steering the terminal: control
// characters, and the marks that turn the direction of text, become «�».
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r < 0x20, 0x7f <= r && r < 0xa0, r == 0x2028, r == 0x2029,
			0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}
