package compare

import (
	"html"
	"strconv"
)

// A comparer writes what two versions have and have not in common, and counts.
type comparer struct {
	count          int // changes, through the page
	before         int // those of the blocks that are written
	added, removed int // words

	out   []byte
	lines []Line
	lead  lead

	anchored bool  // this change has its anchor already
	whole    bool  // the block is one change, and has the anchor
	labelled bool  // the block says what became of it: marks need not
	gone     int   // how deep in elements that are gone
	columns  []int // of the table: for each new column the old one, or -1
}

// begin begins a change: the next mark gets its anchor.
func (c *comparer) begin() {
	c.anchored = c.whole
}

// anchor gives the anchor of a change to a block, and not to a mark within it.
func (c *comparer) anchor() string {
	c.whole, c.anchored = true, true
	return c.next()
}

func (c *comparer) next() string {
	c.count++
	return "chg-" + strconv.Itoa(c.count)
}

func (c *comparer) write(parts ...string) {
	for _, s := range parts {
		c.out = append(c.out, s...)
	}
}

// open opens a mark: ins, del, or the span of a note.
func (c *comparer) open(tag, class string) {
	c.write("<", tag, ` class="`, class, `"`)
	if !c.anchored {
		c.anchored = true
		c.write(` id="`, c.next(), `"`)
	}
	c.write(">")
}

// aside writes what the look of a mark says, for those who do not see it.
func (c *comparer) aside(text string) {
	if !c.labelled {
		c.write(`<span class="unseen">`, text, `</span>`)
	}
}

// del writes text that is gone; it is escaped already.
func (c *comparer) del(text string) {
	c.open("del", "chg")
	c.aside("(removed: ")
	c.write(text)
	c.aside(")")
	c.write("</del>")
}

// ins writes items that are new: their text in marks, which end before each tag
// and begin again after it.
func (c *comparer) ins(items []item) {
	last := len(items) - 1
	for last >= 0 && items[last].kind == tagItem {
		last--
	}
	open, first := false, true
	for i, it := range items {
		if it.kind == tagItem || i > last {
			if open {
				c.write("</ins>")
			}
			open = false
			c.write(it.html)
			continue
		}
		text := it.html
		if !open {
			c.write(text[:it.lead]) // a line under white space says nothing
			text = text[it.lead:]
			c.open("ins", "chg")
			open = true
		}
		if first {
			c.aside("(added: ")
			first = false
		}
		c.write(text)
		if i == last {
			c.aside(")")
			c.write("</ins>")
			open = false
		}
	}
}

// note writes a word on what text cannot show.
func (c *comparer) note(text string) {
	c.open("span", "chg-note")
	c.write(" (", html.EscapeString(text), ")</span>")
}

// copy writes a node as it stands in the new version.
func (c *comparer) copy(n *node) {
	c.write(n.before, n.open)
	for _, i := range n.items {
		c.write(i.html)
	}
	for _, child := range n.children {
		c.copy(child)
	}
	c.write(n.close)
}
