package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/casebook-dev/casebook/internal/incident"
)

// cellGap stands between the cells of a table's row.
const cellGap = " · "

// blockText adds the text of a block to the document's, and on the way all that
// is found in it: links, mentions, raw HTML.
func (d *document) blockText(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading, *ast.Paragraph, *ast.TextBlock:
		from := d.mark()
		d.inlineText(n)
		d.addPart(n, -1, from)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		d.codeText(n)
	case *ast.HTMLBlock:
		d.readHTMLBlock(n)
	case *east.Table:
		d.tableText(n)
	case *ast.LinkReferenceDefinition, *ast.ThematicBreak:
	default:
		d.childrenText(n)
	}
}

func (d *document) childrenText(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.separate()
		from := d.mark()
		d.blockText(c)
		if _, ok := c.(*ast.ListItem); ok {
			d.addPart(c, -1, from)
		}
	}
}

// separate ends a line of the text, unless one has just ended.
func (d *document) separate() {
	if len(d.text) > 0 && d.text[len(d.text)-1] != '\n' {
		d.text = append(d.text, '\n')
	}
}

// endText ends the text of a block that began at from.
func (d *document) endText(from mark) {
	if len(d.text) > from.text {
		d.separate()
	}
}

func (d *document) addPart(n ast.Node, row int, from mark) {
	d.parts = append(d.parts, part{node: n, row: row, from: from, to: d.mark()})
}

func (d *document) codeText(n ast.Node) {
	from := len(d.text)
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		d.text = append(d.text, segment.Value(d.narrative.Source)...)
	}
	for len(d.text) > from && d.text[len(d.text)-1] == '\n' {
		d.text = d.text[:len(d.text)-1]
	}
	d.codeWords += countWords(d.text[from:])
}

func (d *document) tableText(table *east.Table) {
	row := 0
	for r := table.FirstChild(); r != nil; r = r.NextSibling() {
		d.separate()
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			if c.PreviousSibling() != nil {
				d.text = append(d.text, cellGap...)
			}
			from := d.mark()
			d.inlineText(c)
			d.addPart(c, row, from)
		}
		row++
	}
}

// inlineText adds the text of what stands inside n.
func (d *document) inlineText(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c2 := c.(type) {
		case *ast.Text:
			run, last := textRun(c2, d.narrative.Source)
			d.runText(run, c2)
			if last.SoftLineBreak() || last.HardLineBreak() {
				d.breaks = append(d.breaks, len(d.text))
				d.text = append(d.text, ' ')
			}
			c = last
		case *ast.CodeSpan:
			d.text = appendCode(d.text, c2, d.narrative.Source)
		case *ast.Link:
			at := len(d.cited)
			d.addLink(unescape(c2.Destination), c.Pos(), false)
			d.inLink++
			d.inlineText(c)
			d.inLink--
			if len(d.cited) > at {
				d.cited[at].node, d.cited[at].to = c, len(d.text)
			}
		case *ast.Image:
			d.addLink(unescape(c2.Destination), c.Pos(), true)
			d.inlineText(c)
		case *ast.AutoLink:
			d.addLink(autoLinkDest(c2, d.narrative.Source), c.Pos(), false)
			d.text = append(d.text, c2.Label(d.narrative.Source)...)
		case *ast.RawHTML:
			d.readRawHTML(c2)
		case *ast.String:
			d.text = append(d.text, c2.Value...)
		default:
			d.inlineText(c)
		}
	}
}

// textRun returns the source of n and of the text nodes that go on where it
// ends, and the last of them: goldmark parts text wherever a mark might begin.
func textRun(n *ast.Text, src []byte) ([]byte, *ast.Text) {
	segment, last := n.Segment, n
	for !last.SoftLineBreak() && !last.HardLineBreak() {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != segment.Stop || next.IsRaw() != n.IsRaw() || next.Segment.Padding > 0 {
			break
		}
		segment.Stop, last = next.Segment.Stop, next
	}
	return segment.Value(src), last
}

// runText adds a run of text and notes the mentions and bare addresses in it.
func (d *document) runText(run []byte, n *ast.Text) {
	for i := 0; ; {
		t := nextToken(run, i)
		d.text = appendUnescaped(d.text, run[i:t.from])
		if t.kind == noToken {
			return
		}
		offset := n.Segment.Start + t.from
		switch {
		case t.kind == mentionToken:
			d.mentionAt = append(d.mentionAt, len(d.text))
			d.narrative.Mentions = append(d.narrative.Mentions, incident.Mention{
				Key: string(run[t.from+1 : t.to]), Line: d.lineAt(offset),
			})
		case d.inLink == 0:
			d.addLink(t.dest(run), offset, false)
		}
		d.text = appendUnescaped(d.text, run[t.from:t.to])
		i = t.to
	}
}

// appendCode adds the text of a code span; a line's end in it is a space.
func appendCode(out []byte, n *ast.CodeSpan, src []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(src)
			if bytes.HasSuffix(value, []byte{'\n'}) {
				out = append(append(out, value[:len(value)-1]...), ' ')
				continue
			}
			out = append(out, value...)
		}
	}
	return out
}

// unescape returns what Markdown source says once its backslashes and entities
// are read.
func unescape(source []byte) string {
	return string(appendUnescaped(nil, source))
}

func appendUnescaped(out, source []byte) []byte {
	for {
		i := escapeIn(source)
		if i < 0 {
			return append(out, source...)
		}
		out = append(out, source[:i]...)
		source = source[i:]
		if source[0] == '\\' && len(source) > 1 && util.IsPunct(source[1]) {
			out = append(out, source[1])
			source = source[2:]
			continue
		}
		n := 1
		if source[0] == '&' {
			n = entityLength(source)
		}
		if n == 1 {
			out = append(out, source[0])
		} else {
			out = append(out, util.ResolveEntityNames(util.ResolveNumericReferences(source[:n]))...)
		}
		source = source[n:]
	}
}

// escapeIn returns where the first backslash or entity may be, or -1.
func escapeIn(source []byte) int {
	i := bytes.IndexByte(source, '\\')
	if i >= 0 {
		source = source[:i]
	}
	if j := bytes.IndexByte(source, '&'); j >= 0 {
		return j
	}
	return i
}

// entityLength returns the length of the entity that source may begin with, or 1.
func entityLength(source []byte) int {
	const longest = 34 // &CounterClockwiseContourIntegral;
	i := bytes.IndexByte(source[:min(len(source), longest)], ';')
	if i < 2 || bytes.IndexByte(source[1:i], '&') >= 0 {
		return 1
	}
	return i + 1
}
