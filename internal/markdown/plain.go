package markdown

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Inline shows a sentence or paragraph of Markdown without an element around it:
// a summary, a learning, an action's title. Of several blocks the text runs on.
func Inline(src string, v View) template.HTML {
	if !marked(src) {
		return template.HTML(appendEscaped(nil, strings.TrimSpace(src)))
	}
	d := &document{options: v.Options, narrative: incident.Narrative{Source: []byte(src), Line: 1}}
	r := newRenderer(d, v)
	r.sentence = true
	r.flow(tree(d.narrative.Source))
	return template.HTML(bytes.TrimSpace(r.out))
}

// flow shows the inline text of all blocks in n, a space apart.
func (r *renderer) flow(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.TableCell:
		if len(r.out) > 0 {
			r.write(" ")
		}
		r.inlines(n)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		r.write(" <code>")
		lines := n.Lines()
		for i := range lines.Len() {
			segment := lines.At(i)
			r.out = appendEscaped(r.out, segment.Value(r.src))
		}
		r.write("</code>")
	case *ast.HTMLBlock, *ast.LinkReferenceDefinition, *east.FootnoteList:
	default:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.flow(c)
		}
	}
}

// Plain returns Markdown's text without markup, its lines joined.
func Plain(src string) string {
	if !marked(src) {
		return strings.Join(strings.Fields(src), " ")
	}
	source := []byte(src)
	d := &document{narrative: incident.Narrative{Source: source}, lines: lineStarts(source)}
	d.childrenText(tree(source))
	return strings.Join(strings.Fields(string(d.text)), " ")
}

// marked tells whether text may hold any markup: most sentences do not.
func marked(src string) bool {
	return strings.ContainsAny(src, "*_`[]<>&\\~#@|!:\n") || strings.Contains(src, "www.") ||
		strings.HasPrefix(src, "-") || strings.HasPrefix(src, "+") || strings.HasPrefix(src, " ") || strings.HasPrefix(src, "\t") ||
		src != "" && src[0] >= '0' && src[0] <= '9' || strings.ContainsAny(src, "=")
}

// plainOf returns the text of one node.
func plainOf(n ast.Node, src []byte) string {
	d := &document{narrative: incident.Narrative{Source: src}, lines: []int{0}}
	d.inlineText(n)
	return string(d.text)
}
