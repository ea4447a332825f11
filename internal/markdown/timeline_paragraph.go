package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A paragraphEntry is a line of a paragraph that begins with a time, and where
// its text lies in the document's.
type paragraphEntry struct {
	stamp       incident.Stamp
	line        int // where the time's line begins
	after, upTo int
}

// seeParagraph reads a paragraph that begins with a time. Further lines of it
// that do are entries too, if what follows the time sets it apart: a wrapped
// line may begin with a time by chance.
func (t *timeline) seeParagraph(d *document, p *ast.Paragraph, from, to mark) bool {
	entries := d.paragraphEntries(from.text, to.text)
	if len(entries) == 0 {
		return false
	}
	if entries[0].after >= entries[0].upTo && len(entries) == 1 {
		t.openAlone(d, p, entries[0], from, to)
		return true
	}
	t.settle(d)
	block := len(d.narrative.Blocks) - 1
	for _, e := range entries {
		at := p.Pos()
		if e.line > from.text {
			at = d.offsetOf(p, e.line)
		}
		if e.after >= e.upTo && !e.stamp.HasClock() {
			d.reportTimes(at, t.q.SetDay(e.stamp))
			continue
		}
		piece := d.entryPiece(e.stamp, at, d.markAt(from, to, e.after), d.markAt(from, to, e.upTo))
		piece.head, piece.from, piece.to = p, piece.from-from.text, e.upTo-from.text
		if e.upTo == to.text {
			piece.to = toEnd
		}
		d.addEntries(block, piece)
	}
	return true
}

// openAlone opens an entry for a time that stands alone: what follows is its
// text, or, after a date, whatever entries come.
func (t *timeline) openAlone(d *document, p *ast.Paragraph, e paragraphEntry, from, to mark) {
	kind := openParagraph
	if e.stamp.HasClock() {
		t.settle(d)
	} else {
		t.close(d)
		kind = openDate
	}
	t.open = openEntry{kind: kind, stamp: e.stamp, at: p.Pos(), from: to, piece: len(d.pieces)}
	d.pieces = append(d.pieces, piece{block: len(d.narrative.Blocks) - 1, node: p})
}

// paragraphEntries finds the lines of a paragraph that begin with a time.
func (d *document) paragraphEntries(from, to int) []paragraphEntry {
	var entries []paragraphEntry
	start := from
	for i := 0; i <= len(d.breaks); i++ {
		end := to
		if i < len(d.breaks) {
			end = d.breaks[i]
		}
		if s, after, ok := d.lineStamp(start, end, start == from); ok {
			if n := len(entries); n > 0 {
				entries[n-1].upTo = start
			}
			entries = append(entries, paragraphEntry{stamp: s, line: start, after: after, upTo: to})
		} else if start == from {
			return nil
		}
		start = end + 1
	}
	for i := range entries {
		entries[i].after = min(d.afterStamp(entries[i].after, entries[i].upTo), entries[i].upTo)
	}
	return entries
}

// lineStamp reads the time that a line begins with. A date alone, or a time on a
// further line, must be set apart from what follows it.
func (d *document) lineStamp(from, to int, first bool) (incident.Stamp, int, bool) {
	start := from
	for start < to && strings.IndexByte("-_* ", d.text[start]) >= 0 {
		start++ // marks that were meant as emphasis or as an item
	}
	s, end := d.stampAt(start, to)
	if end == 0 {
		return s, 0, false
	}
	apart := d.afterStamp(end, to) > end+1 || end >= to || strings.IndexByte(":-,|", d.text[end]) >= 0
	if !apart && !(first && s.HasClock()) {
		return s, 0, false
	}
	return s, end, true
}

// markAt is the mark at a byte of a paragraph's text: mentions and evidence are
// those up to it, by their lines.
func (d *document) markAt(from, to mark, text int) mark {
	switch {
	case text <= from.text:
		return from
	case text >= to.text:
		return to
	}
	m := mark{text: text, mentions: from.mentions, evidence: from.evidence}
	for m.mentions < to.mentions && d.mentionAt[m.mentions] < text {
		m.mentions++
	}
	for m.evidence < to.evidence && d.cited[m.evidence].from < text {
		m.evidence++
	}
	return m
}

// offsetOf returns the place in the source of the line of a paragraph whose text
// begins at a byte of the document's.
func (d *document) offsetOf(p *ast.Paragraph, text int) int {
	line := 0
	for line < len(d.breaks) && d.breaks[line] < text {
		line++
	}
	if line >= p.Lines().Len() {
		return p.Pos()
	}
	return p.Lines().At(line).Start
}

func decode(text []byte) rune {
	r, _ := utf8.DecodeRune(text)
	return r
}
