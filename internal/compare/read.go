package compare

import (
	"crypto/sha256"
	"html/template"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A story is one version as it is compared.
type story struct {
	page  markdown.Page
	first time.Time // midnight UTC of the incident's first day; zero when not known
	notes []*block
	names map[string]string // of the footnotes, by their numbers
}

// A block is a top-level block of one version, or a moment of its timeline.
type block struct {
	*node
	Block // what does not depend on the other version

	when, phase string
	day         int // of the timeline, from the incident's first
}

// read renders a version.
func read(v Version) story {
	s := story{page: markdown.Render(v.Narrative, v.View), first: v.View.Started.Day(), names: map[string]string{}}
	var t teller
	for _, f := range s.page.Footnotes {
		t.add(Block{Kind: incident.Footnotes, ID: f.ID}, f.HTML)
	}
	s.notes = t.list
	return s
}

// nameNotes gives footnotes that are versions of one a name in common: their
// numbers are other notes' doing.
func nameNotes(old, new *story) {
	for i, f := range old.page.Footnotes {
		old.names[strconv.Itoa(f.Number)] = "old " + strconv.Itoa(i)
	}
	for j, i := range align(nodes(old.notes), nodes(new.notes)).old {
		name := "new " + strconv.Itoa(j)
		new.names[strconv.Itoa(new.page.Footnotes[j].Number)] = name
		if i >= 0 {
			old.names[strconv.Itoa(old.page.Footnotes[i].Number)] = name
		}
	}
}

// blocks are the blocks of the text.
func (s story) blocks() []*block {
	t := teller{notes: s.names, first: s.first}
	for _, p := range s.page.Parts {
		t.part(p)
	}
	return t.list
}

// A teller makes blocks of parts, and remembers the heading above them.
type teller struct {
	notes map[string]string
	first time.Time
	under string
	list  []*block
}

func (t *teller) part(p markdown.Part) {
	b := Block{Kind: p.Block.Kind, Section: p.Block.Section, Line: p.Block.Line, Under: t.under, ID: p.Block.ID}
	if p.Entries == nil {
		t.add(b, p.HTML)
		if b.Kind == incident.Heading {
			t.under = p.Block.Text
		}
		return
	}
	for _, e := range p.Entries {
		t.entry(b, e)
	}
}

func (t *teller) add(b Block, html template.HTML) *block {
	added := &block{Block: b, node: readTree(string(html), t.notes)}
	t.list = append(t.list, added)
	return added
}

// entry adds a moment of the timeline, which is the same as another only at the
// same time.
func (t *teller) entry(b Block, e markdown.EntryPart) {
	b.Entry, b.ID, b.Line, b.Kind = true, e.Entry.ID, e.Entry.Line, incident.Paragraph
	added := t.add(b, e.HTML)
	added.shape = shapeEntry
	added.when, added.phase = clock(e.Entry), string(e.Entry.Phase)
	if day := e.Entry.At.Day(); !day.IsZero() {
		if t.first.IsZero() {
			t.first = day
		}
		added.day = int(day.Sub(t.first) / (24 * time.Hour))
		added.Day = day.Format("Mon 2 Jan")
	}
	added.sign = strconv.Itoa(added.day) + " " + added.when
	added.key = sha256.Sum256(append([]byte(added.sign+"\x00"+added.phase), added.key[:]...))
}

// time is the entry's time as a reader of both versions needs it: with the day
// where that is another.
func (b *block) time(other *block) string {
	if b.day == other.day || b.Day == "" {
		return b.when
	}
	return strings.TrimSpace(b.Day + ", " + b.when)
}

// clock is an entry's time as its author wrote it: no date, which the entries
// before it may have said.
func clock(e incident.Entry) string {
	if !e.At.HasClock() && e.At.Precision != incident.ClockOnly {
		return ""
	}
	text := e.At.Clock()
	if e.At.About {
		text = "~" + text
	}
	if e.Until.HasClock() || e.Until.Precision == incident.ClockOnly {
		text += "–" + e.Until.Clock()
	}
	return text
}
