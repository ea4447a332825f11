package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// wideTable is how many columns no page can fold into its width.
const wideTable = 6

// renderTable shows a table: all of it, or its header and the given rows.
func (r *renderer) renderTable(n *east.Table, rows []ast.Node) {
	header := n.FirstChild()
	if header == nil {
		return
	}
	class := "table"
	if header.ChildCount() >= wideTable {
		class = "table wide"
	}
	r.write(`<div class="`, class, "\" tabindex=\"0\"><table>\n<thead>\n")
	r.row(header, "th")
	r.write("</thead>\n")
	if rows == nil {
		for c := header.NextSibling(); c != nil; c = c.NextSibling() {
			rows = append(rows, c)
		}
	}
	if len(rows) > 0 {
		r.write("<tbody>\n")
		for _, row := range rows {
			r.row(row, "td")
		}
		r.write("</tbody>\n")
	}
	r.write("</table></div>\n")
}

func (r *renderer) row(row ast.Node, tag string) {
	r.write("<tr")
	r.statementID(row)
	r.write(">")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		r.write("<", tag)
		if tag == "th" {
			r.write(` scope="col"`)
		}
		if cell, ok := c.(*east.TableCell); ok && cell.Alignment != east.AlignNone {
			r.write(` class="`, cell.Alignment.String(), `"`)
		}
		r.write(">")
		r.inlines(c)
		r.write("</", tag, ">")
	}
	r.write("</tr>\n")
}
