package markdown

import (
	"html/template"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Render shows a narrative. It reads the source again, so what it shows is what
// Parse found, with the same ids.
func Render(n incident.Narrative, v View) Page {
	d := read(n.File, n.Source, n.Line, v.Options)
	r := newRenderer(d, v)
	r.readFootnotes()
	var page Page
	for i := 0; i < len(d.pieces); i++ {
		p := d.pieces[i]
		if p.timeless || r.drop(p) {
			continue
		}
		last := i
		for p.entries != nil && last+1 < len(d.pieces) && (d.pieces[last+1].entries != nil || d.pieces[last+1].timeless) {
			last++
		}
		r.renderPieces(&page, d.pieces[i:last+1])
		i = last
	}
	page.Footnotes = r.footnotes
	page.Outline = r.outline
	return page
}

// A renderer turns nodes into HTML, and notes for each part what it refers to.
type renderer struct {
	d      *document
	v      View
	src    []byte
	out    []byte
	levels levels
	byHead map[ast.Node]int

	footnotes []Footnote
	noted     []int // footnotes that the part refers to, by number
	mentions  []string
	outline   []OutlineItem
	links     int // depth of links: none stand inside another
	dropped   bool
	sentence  bool // for Inline

	pos, from, to int // which bytes of an inline text are shown; to is toEnd for all
	ranged        bool
	ranges        rangeCursor
}

func newRenderer(d *document, v View) *renderer {
	r := &renderer{d: d, v: v, src: d.narrative.Source, to: toEnd}
	r.levels.top = v.Top
	if v.Top <= 0 {
		r.levels.top = 2
	}
	r.dropped = !v.DropTitle
	r.out = make([]byte, 0, 2*len(r.src)+256)
	return r
}

// drop tells whether a piece is not shown: the title, which the page has, and
// the footnotes, which have a place of their own.
func (r *renderer) drop(p piece) bool {
	b := r.d.narrative.Blocks[p.block]
	if b.Kind == incident.Footnotes {
		return true
	}
	if b.Kind == incident.Heading && !r.dropped && p.entries == nil {
		r.dropped = true
		return b.Section == incident.NoSection
	}
	return false
}

// renderPieces makes one part of a piece, or of a run of entries.
func (r *renderer) renderPieces(page *Page, pieces []piece) {
	r.noted, r.mentions = nil, nil
	b := r.d.narrative.Blocks[pieces[0].block]
	if b.ID != "" {
		b.ID = r.v.Prefix + b.ID
	}
	p := Part{Block: b}
	start := len(r.out)
	switch {
	case pieces[0].entries != nil:
		for _, piece := range pieces {
			for _, e := range piece.entries {
				p.Entries = append(p.Entries, r.renderEntry(e))
			}
		}
	case pieces[0].rest != nil:
		r.renderRest(pieces[0].rest)
	default:
		r.block(pieces[0].node)
	}
	if p.Entries == nil {
		p.HTML = template.HTML(r.out[start:])
	}
	p.Footnotes = r.partFootnotes()
	p.Mentions = distinct(r.mentions)
	page.Parts = append(page.Parts, p)
}

// renderEntry shows one entry without its time and phase.
func (r *renderer) renderEntry(e entryPiece) EntryPart {
	start := len(r.out)
	if e.head != nil || len(e.cells) > 0 {
		from := len(r.out)
		r.write("<p>")
		empty := len(r.out)
		if e.head != nil {
			r.inlineRange(e.head, e.from, e.to)
		}
		for i, c := range e.cells {
			if i > 0 {
				r.write(cellGap)
				r.inlines(c)
				continue
			}
			r.inlineRange(c, e.from, toEnd)
		}
		if len(r.out) == empty {
			r.out = r.out[:from]
		} else {
			r.write("</p>\n")
		}
	}
	for i, n := range e.more {
		if _, plain := n.(*ast.Paragraph); plain && i == 0 && e.skipped > 0 {
			r.write("<p>")
			r.inlineRange(n, e.skipped, toEnd)
			r.write("</p>\n")
			continue
		}
		r.block(n)
	}
	entry := r.d.narrative.Entries[e.entry]
	entry.ID = r.v.Prefix + entry.ID
	return EntryPart{Entry: entry, HTML: template.HTML(r.out[start:])}
}

// renderRest shows items or rows that stand between entries.
func (r *renderer) renderRest(nodes []ast.Node) {
	switch parent := nodes[0].Parent().(type) {
	case *ast.List:
		r.openList(parent)
		for _, n := range nodes {
			r.block(n)
		}
		r.closeList(parent)
	case *east.Table:
		r.renderTable(parent, nodes)
	}
}

// block shows one block.
func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.inlines(n)
		if n.NextSibling() != nil {
			r.write("\n")
		}
	case *ast.List:
		r.openList(n)
		r.blocks(n)
		r.closeList(n)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		r.code(n)
	case *east.Table:
		r.renderTable(n, nil)
	case *ast.ThematicBreak:
		r.write("<hr>\n")
	}
}

func (r *renderer) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c)
	}
}

func (r *renderer) heading(n *ast.Heading) {
	level := strconv.Itoa(r.levels.shown(n.Level))
	id := ""
	if b, ok := r.headingBlock(n); ok {
		id = r.v.Prefix + b.ID
		r.outline = append(r.outline, OutlineItem{Level: int(level[0] - '0'), ID: id, Text: b.Text})
	}
	r.write("<h", level)
	if id != "" {
		r.attribute("id", id)
	}
	r.write(">")
	r.inlines(n)
	r.write("</h", level, ">\n")
}

// headingBlock returns the block of a top-level heading.
func (r *renderer) headingBlock(n *ast.Heading) (incident.Block, bool) {
	if r.byHead == nil {
		r.byHead = map[ast.Node]int{}
		for _, p := range r.d.pieces {
			if _, ok := p.node.(*ast.Heading); ok {
				r.byHead[p.node] = p.block
			}
		}
	}
	i, ok := r.byHead[n]
	if !ok {
		return incident.Block{}, false
	}
	return r.d.narrative.Blocks[i], true
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	r.write("<p")
	r.statementID(n)
	r.write(">")
	r.inlines(n)
	r.write("</p>\n")
}

// statementID gives the element of a statement its anchor.
func (r *renderer) statementID(n ast.Node) {
	if i, ok := r.d.stated[n]; ok {
		r.attribute("id", r.v.Prefix+r.d.narrative.Statements[i].ID)
	}
}

func (r *renderer) openList(n *ast.List) {
	switch {
	case !n.IsOrdered():
		r.write("<ul>\n")
	case n.Start != 1:
		r.write(`<ol start="`, strconv.Itoa(n.Start), "\">\n")
	default:
		r.write("<ol>\n")
	}
}

func (r *renderer) closeList(n *ast.List) {
	if n.IsOrdered() {
		r.write("</ol>\n")
		return
	}
	r.write("</ul>\n")
}

func (r *renderer) listItem(n *ast.ListItem) {
	if n.FirstChild() == nil {
		return // a line of a template that nobody filled in
	}
	r.write("<li")
	if first := n.FirstChild(); first != nil {
		if _, ok := first.FirstChild().(*east.TaskCheckBox); ok {
			r.write(` class="task"`)
		}
	}
	r.statementID(n)
	if rightToLeft(n, r.src) {
		r.write(` dir="rtl"`) // the mark of the item stands where its text begins
	}
	r.write(">")
	r.blocks(n)
	r.write("</li>\n")
}

func (r *renderer) write(parts ...string) {
	for _, s := range parts {
		r.out = append(r.out, s...)
	}
}

// attribute writes an attribute after the name of a tag.
func (r *renderer) attribute(name, value string) {
	r.write(" ", name, `="`)
	r.out = appendEscaped(r.out, value)
	r.write(`"`)
}

// appendEscaped adds text as it may stand between tags and in attributes.
func appendEscaped[T string | []byte](out []byte, text T) []byte {
	from := 0
	for i := range len(text) {
		entity := ""
		switch text[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		case '\'':
			entity = "&#39;"
		case 0:
			entity = "\uFFFD"
		default:
			continue
		}
		out = append(out, text[from:i]...)
		out = append(out, entity...)
		from = i + 1
	}
	return append(out, text[from:]...)
}
