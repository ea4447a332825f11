package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// mostFields bounds what a body can add: facts stand near its top.
const mostFields = 40

// readFields finds facts written as lines of the body: «**Severity**: 2»,
// «- Time to repair: 40 min», «## Date: July 1, 2020», a heading «Date» with its
// value under it, and tables of two columns. They stand before the timeline;
// a table named for its metrics may stand anywhere.
func (d *document) readFields(n ast.Node, from, to mark) {
	switch n := n.(type) {
	case *ast.Heading:
		d.readHeadingField(n, from, to)
	case *ast.Paragraph:
		if d.timeline.begun || d.readFieldUnder(n, from, to) {
			return
		}
		d.readLines(n, from.text, to.text)
	case *ast.List:
		if d.timeline.begun {
			return
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			if _, head, ok := d.itemParts(item); ok {
				d.readField(head.from.text, head.to.text, head.node.Pos())
			}
		}
	case *east.Table:
		d.readFieldTable()
	}
}

func (d *document) readHeadingField(h *ast.Heading, from, to mark) {
	if h.Level > 1 && !d.timeline.begun { // the highest is the title, colon or not
		d.readField(from.text, to.text, h.Pos())
	}
}

// readFieldUnder reads the paragraph under a heading that is a field's key.
func (d *document) readFieldUnder(p *ast.Paragraph, from, to mark) bool {
	h, ok := p.PreviousSibling().(*ast.Heading)
	if !ok || len(d.narrative.Blocks) < 2 || len(d.breaks) > 0 {
		return false
	}
	span := d.blockSpans[len(d.blockSpans)-2]
	key := strings.TrimSpace(string(d.text[span[0]:span[1]]))
	switch strings.ToLower(strings.TrimSuffix(key, ":")) {
	case "date", "author", "authors", "status", "severity", "owner", "incident date", "started", "resolved", "duration", "start date/time", "end date/time", "report status":
		d.addField(key, string(d.text[from.text:to.text]), h.Pos())
		return true
	}
	return false
}

// readLines reads each line of a paragraph.
func (d *document) readLines(p *ast.Paragraph, from, to int) {
	start := from
	for i := 0; i <= len(d.breaks); i++ {
		end := to
		if i < len(d.breaks) {
			end = d.breaks[i]
		}
		at := p.Pos()
		if i < p.Lines().Len() {
			at = p.Lines().At(i).Start
		}
		d.readField(start, end, at)
		start = end + 1
	}
}

// readField reads «Key: value» from one byte of the text to another.
func (d *document) readField(from, to, at int) {
	const longest = 40
	text := d.text[from:max(from, to)]
	key, value, ok := strings.Cut(string(text[:min(len(text), 400)]), ":")
	key = strings.TrimSpace(key)
	if !ok || key == "" || len(key) > longest || len(strings.Fields(key)) > 5 || strings.HasPrefix(value, "//") {
		return
	}
	d.addField(key, value, at)
}

func (d *document) addField(key, value string, at int) {
	value = strings.TrimSpace(value)
	if value == "" || len(d.narrative.Fields) >= mostFields || !isWord(key[0]) {
		return
	}
	d.narrative.Fields = append(d.narrative.Fields, incident.BodyField{
		Key: strings.TrimSuffix(key, ":"), Value: value, Line: d.lineAt(at),
	})
}

// readFieldTable reads the rows of a table of keys and values.
func (d *document) readFieldTable() {
	rows := d.rows()
	if len(rows) == 0 || len(rows[0]) != 2 {
		return
	}
	switch words(d.cell(rows[0][0])) {
	case "metric", "metrics", "field", "key", "property", "attribute", "item", "":
		rows = rows[1:]
	default:
		if d.timeline.begun {
			return
		}
	}
	for _, row := range rows {
		if len(row) == 2 && d.cell(row[0]) != "" {
			d.addField(d.cell(row[0]), d.cell(row[1]), row[0].node.Pos())
		}
	}
}
