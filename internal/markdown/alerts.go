package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// quote shows a quotation, or an alert: a quotation whose first line is [!NOTE]
// or another of GitHub's five.
func (r *renderer) quote(n *ast.Blockquote) {
	name, size := r.d.alert(n)
	if name == "" {
		r.write("<blockquote>\n")
		r.blocks(n)
		r.write("</blockquote>\n")
		return
	}
	r.write(`<div class="alert alert-`, strings.ToLower(name), `" role="note">`, "\n", `<p class="alert-title">`, name, "</p>\n")
	first := n.FirstChild()
	if r.d.textSize(first) > size {
		r.write("<p>")
		r.inlineRange(first, size, toEnd)
		r.write("</p>\n")
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		r.block(c)
	}
	r.write("</div>\n")
}

// alert returns the name of the alert that a quotation is, and how many bytes of
// its first paragraph's text say so; "" if it is none.
func (d *document) alert(n *ast.Blockquote) (name string, size int) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return "", 0
	}
	segment := p.Lines().At(0)
	line := strings.TrimSpace(string(segment.Value(d.narrative.Source)))
	for _, name := range []string{"Note", "Tip", "Important", "Warning", "Caution"} {
		if strings.EqualFold(line, "[!"+name+"]") {
			return name, len(line) + 1
		}
	}
	return "", 0
}
