package markdown

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Parse reads the Markdown src, which begins on a line of file, into what
// casebook knows of it, and reports what its author should mend.
func Parse(file string, src []byte, line int, o Options) (incident.Narrative, diag.List) {
	d := read(file, src, line, o)
	d.checkShortcodes()
	d.fit()
	return d.narrative, d.problems
}

// fit gives up the room in which lists could still grow: a book keeps thousands
// of narratives.
func (d *document) fit() {
	n := &d.narrative
	n.Entries, n.Statements = slices.Clone(n.Entries), slices.Clone(n.Statements)
	n.Links, n.Mentions = slices.Clone(n.Links), slices.Clone(n.Mentions)
}

// A document is a narrative while it is read: one walk over goldmark's tree, by
// Parse and by Render alike.
type document struct {
	narrative incident.Narrative
	problems  diag.List
	options   Options
	lines     []int // where each line of the source begins

	text        []byte // of all blocks, without markup; what has a Text is a part of it
	breaks      []int  // where in text a line of the source ended within the last paragraph
	mentionAt   []int  // where in text each mention stands
	evidence    []string
	cited       []cited // the links that evidence is from
	citationIDs map[ast.Node]string
	codeWords   int
	inLink      int
	column      columnCache
	began       mark // where the block that is being read begins

	parts   []part // of the block that is being read: its items, rows, paragraphs
	partOf  map[ast.Node]int
	indexed int // the block of partOf

	blockSpans, entrySpans, statementSpans [][2]int // their texts

	sections sections
	inner    inner
	timeline timeline
	ids      ids
	pieces   []piece          // what Render shows, in order
	stated   map[ast.Node]int // the statement that a node makes
}

// A mark is how far the reading has come.
type mark struct{ text, mentions, evidence int }

// A part is a part of a block that may be an entry or a statement of its own.
type part struct {
	node     ast.Node
	row      int // of a table, from 0, the header; -1 for all else
	from, to mark
}

// A piece is what one block, or a part of it, gives to a page.
type piece struct {
	block    int
	node     ast.Node // shown whole; nil for entries
	rest     []ast.Node
	entries  []entryPiece
	timeless bool // a date alone, which the entries say again
}

func read(file string, src []byte, line int, o Options) *document {
	d := &document{options: o, narrative: incident.Narrative{File: file, Source: src, Line: line}}
	d.lines = lineStarts(src)
	d.text = make([]byte, 0, len(src)+len(src)/8)
	d.sections.extra = extraSynonyms(o.Sections)
	root := tree(src)
	d.narrative.Blocks = make([]incident.Block, 0, root.ChildCount())
	d.blockSpans = make([][2]int, 0, root.ChildCount())
	d.pieces = make([]piece, 0, root.ChildCount())
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		d.readBlock(n)
	}
	d.began = d.mark()
	d.timeline.close(d)
	d.checkInner()
	d.finish()
	return d
}

// readBlock reads one top-level block.
func (d *document) readBlock(n ast.Node) {
	kind, ok := kindOf(n)
	if !ok {
		d.blockText(n) // a comment, raw HTML, a definition: nothing to show
		return
	}
	b := incident.Block{Kind: kind, Line: d.lineAt(n.Pos()), Inner: d.inner.open}
	d.parts, d.breaks, d.inner.touched = d.parts[:0], d.breaks[:0], false
	from := d.mark()
	d.began = from
	d.blockText(n)
	to := d.mark()
	b.Evidence = distinct(d.evidence[from.evidence:to.evidence])
	b.Inner = b.Inner || d.inner.touched
	if kind == incident.Footnotes { // goldmark puts them last, whatever section that is
		d.sections.stack, d.sections.pseudo = nil, incident.NoSection
		d.timeline.end(d)
	}
	if h, ok := n.(*ast.Heading); ok {
		b.Level = h.Level
		b.ID = d.ids.heading(string(d.text[from.text:to.text]))
		d.enterHeading(h, string(d.text[from.text:to.text]))
	} else if section, ok := d.pseudoHeading(n, from); ok {
		d.enterPseudo(section)
	}
	b.Section = d.sections.current()
	d.narrative.Blocks = append(d.narrative.Blocks, b)
	d.endText(from)
	d.place(n, from, to)
}

// place gives the block that was just read to whoever makes something of it.
func (d *document) place(n ast.Node, from, to mark) {
	i := len(d.narrative.Blocks) - 1
	b := &d.narrative.Blocks[i]
	d.blockSpans = append(d.blockSpans, [2]int{from.text, to.text})
	if b.Section == incident.SectionTimeline && d.timeline.see(d, n, from, to) {
		return
	}
	d.pieces = append(d.pieces, piece{block: i, node: n})
	d.hearZone(n, from, to)
	if d.options.KeepFields {
		d.readFields(n, from, to)
	}
	if gathers(b.Section) && b.Kind != incident.Heading {
		d.gather(n)
	}
}

func kindOf(n ast.Node) (incident.BlockKind, bool) {
	switch n.(type) {
	case *ast.Heading:
		return incident.Heading, true
	case *ast.Paragraph, *ast.TextBlock:
		return incident.Paragraph, true
	case *ast.List:
		return incident.List, true
	case *east.Table:
		return incident.Table, true
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return incident.Code, true
	case *ast.Blockquote:
		return incident.Quote, true
	case *ast.ThematicBreak:
		return incident.Rule, true
	case *east.FootnoteList:
		return incident.Footnotes, true
	}
	return 0, false
}

// finish gives the texts their strings. Anchors of entries and statements come
// after those of all headings, which others link to.
func (d *document) finish() {
	n := &d.narrative
	n.Words = countWords(d.text) - d.codeWords
	text := d.texts()
	begun := false
	for i, span := range d.blockSpans {
		b := &n.Blocks[i]
		first := !begun && b.Kind == incident.Paragraph && !b.Inner && len(bytes.TrimSpace(d.text[span[0]:span[1]])) > 0
		begun = begun || first
		if !d.options.Brief || first || b.Kind == incident.Heading || len(b.Evidence) > 0 {
			b.Text = text(span)
		}
	}
	for i, span := range d.entrySpans {
		if n.Entries[i].Text = text(span); len(n.Entries[i].Evidence) > 0 {
			n.Entries[i].Text = d.told(span)
		}
		n.Entries[i].ID = d.ids.entry(n.Entries[i].At)
	}
	for i, span := range d.statementSpans {
		s := &n.Statements[i]
		if s.Text = s.Markdown; s.Text != string(d.text[span[0]:span[1]]) {
			s.Text = text(span)
		}
		s.ID = d.ids.statement(*s)
	}
	d.cite()
}

// texts returns what makes a string of a part of the text. All are parts of one
// string, unless only few of them are kept: that would be kept whole.
func (d *document) texts() func(span [2]int) string {
	if d.options.Brief {
		return func(span [2]int) string { return string(d.text[span[0]:span[1]]) }
	}
	all := string(d.text)
	return func(span [2]int) string { return all[span[0]:span[1]] }
}

func (d *document) mark() mark {
	return mark{text: len(d.text), mentions: len(d.narrative.Mentions), evidence: len(d.evidence)}
}

// textFrom returns a copy of the text since a mark, at most so many bytes of it.
func (d *document) textFrom(from, to mark, most int) string {
	return string(d.text[from.text:min(to.text, from.text+most)])
}

func lineStarts(src []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], '\n')
		if n < 0 {
			return starts
		}
		i += n + 1
		starts = append(starts, i)
	}
}

// index returns which line of the source, from 0, holds the byte at offset.
func (d *document) index(offset int) int {
	return sort.Search(len(d.lines), func(i int) bool { return d.lines[i] > offset }) - 1
}

// lineAt returns the line of the file that holds the byte at offset.
func (d *document) lineAt(offset int) int {
	return d.narrative.Line + max(d.index(offset), 0)
}

// A columnCache remembers the last column that was counted: a line of a million
// characters may hold a hundred thousand links.
type columnCache struct{ line, offset, column int }

// columnAt returns the column, in characters from 1, of the byte at offset.
func (d *document) columnAt(offset int) int {
	line := max(d.index(offset), 0)
	c := &d.column
	if c.line != line || c.offset > offset || c.column == 0 {
		*c = columnCache{line: line, offset: d.lines[line], column: 1}
	}
	offset = min(max(offset, c.offset), len(d.narrative.Source))
	c.column += utf8.RuneCount(d.narrative.Source[c.offset:offset])
	c.offset = offset
	return c.column
}

// report adds a problem at a place of the source.
func (d *document) report(offset int, p diag.Problem) {
	p.File, p.Line = d.narrative.File, d.lineAt(offset)
	d.problems = append(d.problems, p)
}

// distinct returns the words once each, in order.
func distinct(words []string) []string {
	const few = 16
	var seen map[string]bool
	if len(words) > few {
		seen = make(map[string]bool, len(words))
	}
	var out []string
	for _, w := range words {
		if seen[w] || seen == nil && slices.Contains(out, w) {
			continue
		}
		if seen != nil {
			seen[w] = true
		}
		out = append(out, w)
	}
	return out
}

// countWords counts runs of bytes that are no white space and hold a letter or
// a digit.
func countWords(text []byte) int {
	words, in := 0, false
	for _, c := range text {
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			in = false
		case !in && (c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf):
			words++
			in = true
		}
	}
	return words
}
