package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A cited is a link to a message, and where in the text it stands.
type cited struct {
	node     ast.Node
	from, to int
}

// cite makes a citation of each link to a message: of the entry it stands in, or
// of its sentence. Anchors come after those of all else, which others link to.
func (d *document) cite() {
	n := &d.narrative
	block, entry := 0, 0
	for i, message := range d.evidence {
		link := d.cited[i]
		for block+1 < len(d.blockSpans) && d.blockSpans[block][1] <= link.from {
			block++
		}
		for entry < len(d.entrySpans) && d.entrySpans[entry][1] < link.to {
			entry++
		}
		b := n.Blocks[block]
		c := incident.Citation{Message: message, Inner: b.Inner}
		switch {
		case entry < len(d.entrySpans) && d.entrySpans[entry][0] <= link.from:
			c.ID, c.Text = n.Entries[entry].ID, d.sentence(link, d.entrySpan(link, entry))
		case b.Kind == incident.Footnotes || b.Section == incident.SectionFollowUps:
			c.Text = d.sentence(link, d.sentenceSpan(link)) // stands in several places, or in none
		default:
			c.ID, c.Text = d.ids.unique("said-"+slug(message)), d.sentence(link, d.sentenceSpan(link))
			d.citing(link.node, c.ID)
		}
		n.Citations = append(n.Citations, c)
	}
}

// entrySpan is the text of an entry, or of a sentence of one that goes on.
func (d *document) entrySpan(link cited, entry int) [2]int {
	span := d.entrySpans[entry]
	if span[1]-span[0] > longSentence {
		return d.sentenceSpan(link)
	}
	return span
}

// citing remembers the anchor that Render gives to a link.
func (d *document) citing(n ast.Node, id string) {
	if d.citationIDs == nil {
		d.citationIDs = map[ast.Node]string{}
	}
	d.citationIDs[n] = id
}

// sentence is the text of a span without a link that stands alone in
// parentheses: «(said)» is no part of what is said.
func (d *document) sentence(link cited, span [2]int) string {
	before, after := d.text[span[0]:link.from], d.text[min(link.to, span[1]):span[1]]
	if bytes.HasSuffix(before, []byte("(")) && bytes.HasPrefix(after, []byte(")")) {
		return strings.TrimSpace(string(bytes.TrimRight(before, "( ")) + string(after[1:]))
	}
	return strings.TrimSpace(string(d.text[span[0]:span[1]]))
}

// told is the text of an entry without its links that stand alone in parentheses.
func (d *document) told(span [2]int) string {
	var b strings.Builder
	at := span[0]
	first, _ := slices.BinarySearchFunc(d.cited, at, func(c cited, at int) int { return cmp.Compare(c.from, at) })
	for _, link := range d.cited[first:] {
		if link.to >= span[1] {
			break
		}
		if before := d.text[at:link.from]; bytes.HasSuffix(before, []byte("(")) && d.text[link.to] == ')' {
			b.Write(bytes.TrimRight(before, "( "))
			at = link.to + 1
		}
	}
	b.Write(d.text[at:span[1]])
	return strings.TrimSpace(b.String())
}

// longSentence is how many bytes before and after a link are looked at: a line
// of a million characters may hold a hundred thousand links.
const longSentence = 400

// sentenceSpan finds the sentence around a link, within its line.
func (d *document) sentenceSpan(link cited) [2]int {
	from := max(0, link.from-longSentence)
	for from < link.from && !utf8.RuneStart(d.text[from]) {
		from++
	}
	to := min(len(d.text), link.to+longSentence)
	for to > link.to && to < len(d.text) && !utf8.RuneStart(d.text[to]) {
		to--
	}
	from += bytes.LastIndexByte(d.text[from:link.from], '\n') + 1
	if i := bytes.IndexByte(d.text[link.to:to], '\n'); i >= 0 {
		to = link.to + i
	}
	for at := from; at < link.from; {
		end := sentenceEnd(d.text[at:link.from])
		if end < 0 {
			break
		}
		at += end
		from = at
	}
	last := d.lastMark(link)
	if end := sentenceEnd(d.text[last:to]); end >= 0 {
		to = last + end
	}
	return [2]int{from, to}
}

// lastMark returns where the last character of a link begins that is no closing
// quote: the link's own text may end the sentence.
func (d *document) lastMark(link cited) int {
	for at := link.to; at > link.from; {
		r, size := utf8.DecodeLastRune(d.text[link.from:at])
		at -= size
		if !strings.ContainsRune(closing, r) {
			return at
		}
	}
	return link.from
}

// closing marks may stand between a sentence's end and the space after it.
const closing = `"'”’»)]`

// sentenceEnd returns where the first sentence of a text ends, with the space
// after it, or -1 if it does not end there.
func sentenceEnd(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if !strings.ContainsRune(".!?。！？", r) {
			continue
		}
		wide := size > 2 // a mark of a script that puts no space after it
		rest := bytes.TrimLeft(text[i:], closing)
		if i = len(text) - len(rest); wide || len(rest) > 0 && unicode.IsSpace(decode(rest)) {
			return i
		}
	}
	return -1
}
