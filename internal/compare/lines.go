package compare

import (
	"strconv"
	"strings"
)

// A lead is what stands before a line of text to show where it belongs.
type lead struct{ indent, bullet string }

// take returns the lead of the next line. After the first line of an item come
// spaces.
func (l *lead) take() string {
	text := l.indent + l.bullet
	l.bullet = strings.Repeat(" ", len(l.bullet))
	return text
}

// enter makes the lead that of what stands in a node, and returns what makes it
// that of the node again.
func (c *comparer) enter(n *node) (leave func()) {
	outer := c.lead
	switch n.shape {
	case shapeQuote:
		c.lead = lead{indent: outer.indent + outer.bullet + "> "}
	case shapeList:
		c.lead = lead{indent: outer.indent + outer.bullet}
	default:
		return func() {}
	}
	return func() {
		c.lead = outer
		c.lead.take() // the bullet stands at the first line already
	}
}

// item gives the lead the bullet of the item at a place, if that is what follows.
func (l *lead) item(n *node, place int) {
	if n.shape == shapeList {
		l.bullet = bullet(n, place)
	}
}

// bullet is what marks the item of a list at a place.
func bullet(list *node, place int) string {
	if !strings.HasPrefix(list.open, "<ol") {
		return "- "
	}
	start, err := strconv.Atoi(attribute(list.open, "start"))
	if err != nil {
		start = 1
	}
	return strconv.Itoa(start+place) + ". "
}

// line adds a line of text.
func (c *comparer) line(mark Mark, runs []Run) {
	if len(runs) > 0 {
		c.lines = append(c.lines, Line{Mark: mark, Lead: c.lead.take(), Runs: runs})
	}
}

// paragraph adds the line of a text, or the lines of code.
func (c *comparer) paragraph(of shape, text runs) {
	if of != shapeCode {
		c.line(text.mark(), text.line())
		return
	}
	for _, run := range text {
		for line := range strings.Lines(run.Text) {
			c.line(run.Mark, []Run{{run.Mark, strings.TrimSuffix(line, "\n")}})
		}
	}
}

// tell adds the lines of a whole node.
func (c *comparer) tell(mark Mark, n *node) {
	if n.leaf() {
		var text runs
		text.add(mark, textOf(n))
		c.paragraph(n.shape, text)
		return
	}
	if n.shape == shapeRow {
		var line runs
		for i, cell := range n.children {
			if i > 0 {
				line.add(mark, cellGap)
			}
			line.add(mark, textOf(cell))
		}
		c.line(mark, line.line())
		return
	}
	defer c.enter(n)()
	for i, child := range n.children {
		c.lead.item(n, i)
		c.tell(mark, child)
	}
}

func textOf(n *node) string {
	var b strings.Builder
	for _, i := range n.items {
		b.WriteString(i.text())
	}
	return b.String()
}

// runs is text in parts of different marks.
type runs []Run

// joinRuns puts parts of one mark together.
func joinRuns(parts []Run) runs {
	var list runs
	var text strings.Builder
	for i, part := range parts {
		text.WriteString(part.Text)
		if i+1 < len(parts) && parts[i+1].Mark == part.Mark {
			continue
		}
		if text.Len() > 0 {
			list.add(part.Mark, text.String())
		}
		text.Reset()
	}
	return list
}

// add adds a part that is not empty.
func (r *runs) add(mark Mark, text string) {
	if last := len(*r) - 1; last >= 0 && (*r)[last].Mark == mark {
		(*r)[last].Text += text
		return
	}
	if text != "" {
		*r = append(*r, Run{mark, text})
	}
}

// line returns the runs as those of one line: its white space is single spaces,
// and none stands at either end.
func (r runs) line() []Run {
	var list runs
	for _, run := range r {
		text := strings.Join(strings.Fields(run.Text), " ")
		if text == "" || run.Text[0] == ' ' || run.Text[0] == '\n' {
			text = " " + text
		}
		if last := run.Text[len(run.Text)-1]; text != " " && (last == ' ' || last == '\n') {
			text += " "
		}
		if len(list) == 0 {
			text = strings.TrimLeft(text, " ")
		}
		list.add(run.Mark, text)
	}
	if last := len(list) - 1; last >= 0 {
		if list[last].Text = strings.TrimRight(list[last].Text, " "); list[last].Text == "" {
			list = list[:last]
		}
	}
	return list
}

// mark says what became of a line, by its runs.
func (r runs) mark() Mark {
	mark := Mark("")
	for _, run := range r {
		m := run.Mark
		if m == Note {
			m = Changed
		}
		if mark != "" && mark != m {
			return Changed
		}
		mark = m
	}
	return mark
}
