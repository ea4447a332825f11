package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/diag"
)

// readHTMLBlock reads a block of raw HTML, of which nothing is shown: marks of
// inner parts count, other comments are silent, the rest is reported once.
func (d *document) readHTMLBlock(n *ast.HTMLBlock) {
	d.commentsIn(n)
	if n.HTMLBlockType == ast.HTMLBlockType2 || n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	d.reportHTML(first.Value(d.narrative.Source), first.Start)
}

// readRawHTML reads a tag or comment within a line.
func (d *document) readRawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	first := n.Segments.At(0)
	value := n.Segments.Value(d.narrative.Source)
	switch {
	case bytes.HasPrefix(value, []byte("<!--")):
		d.readComment(value, first.Start)
	case !bytes.HasPrefix(value, []byte("</")):
		d.reportHTML(value, first.Start)
	}
}

func (d *document) reportHTML(source []byte, offset int) {
	name := tagName(source)
	p := diag.Problem{
		Rule: "raw-html", Severity: diag.Warning,
		Message: "raw HTML is not shown",
		Hint:    htmlHint(name),
	}
	if name != "" {
		p.Message = "raw HTML is not shown: <" + name + ">"
	}
	p.Column = d.columnAt(offset)
	d.report(offset, p)
}

// tagName returns the name of the first tag of source, in lower case.
func tagName(source []byte) string {
	i := bytes.IndexByte(source, '<') + 1
	if i < len(source) && source[i] == '/' {
		i++
	}
	end := i
	for end < len(source) && (isWord(source[end]) || source[end] == '-') {
		end++
	}
	return strings.ToLower(string(source[i:end]))
}

func htmlHint(tag string) string {
	switch tag {
	case "img":
		return "write ![what it shows](picture.png)"
	case "br":
		return "end the line with a backslash, or begin a new paragraph"
	case "a":
		return "write [text](address)"
	case "b", "strong", "i", "em", "u":
		return "write **bold** or *emphasis*"
	case "code", "kbd", "tt", "pre":
		return "write `code`, or fence it with ```"
	case "details", "summary":
		return "give the part a heading of its own"
	case "table", "tr", "td", "th":
		return "write the table with | between its cells"
	}
	return "write it in Markdown, or between `backticks` to show it as it stands"
}
