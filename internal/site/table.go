package site

import (
	"html/template"
	"strings"
)

// A Table is the numbers behind a picture. The first cell of each row names it.
type Table struct {
	Head []Cell
	Rows [][]Cell
	Wide bool // more columns than a page can fold
}

// A Cell is text that may lead somewhere.
type Cell struct {
	Text   string
	Href   string
	Number bool // stands at the end of its column
}

// HTML is the table, which scrolls where it is too wide.
func (t Table) HTML() template.HTML {
	if len(t.Rows) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<div class="table`)
	if t.Wide {
		b.WriteString(` wide`)
	}
	b.WriteString(`" tabindex="0"><table><thead><tr>`)
	for _, c := range t.Head {
		c.write(&b, "th", ` scope="col"`)
	}
	b.WriteString("</tr></thead>\n<tbody>")
	for _, row := range t.Rows {
		b.WriteString("\n<tr>")
		for i, c := range row {
			if i == 0 {
				c.write(&b, "th", ` scope="row"`)
				continue
			}
			c.write(&b, "td", "")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("\n</tbody></table></div>")
	return template.HTML(b.String())
}

func (c Cell) write(b *strings.Builder, tag, scope string) {
	b.WriteString("<" + tag + scope)
	if c.Number {
		b.WriteString(` class="right"`)
	}
	b.WriteString(">")
	Link{Title: c.Text, Href: c.Href}.write(b)
	b.WriteString("</" + tag + ">")
}

// heads are the heads of columns of text.
func heads(titles ...string) []Cell {
	var list []Cell
	for _, t := range titles {
		list = append(list, Cell{Text: t})
	}
	return list
}
