package search

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// story adds the narrative, passage by passage, each with the heading above it.
func (w *writer) story(d *document, r *incident.Review) {
	o := w.options
	o.Started = r.Started
	n, _ := markdown.Parse(r.Narrative.File, r.Narrative.Source, r.Narrative.Line, o)
	t := teller{w: w, d: d, n: &n}
	t.tell("", "")
}

// voices adds the accounts that are files of their own.
func (w *writer) voices(d *document, r *incident.Review) {
	for i, pv := range r.Perspectives {
		if pv.Heading != "" {
			continue // stands in the narrative
		}
		n, _ := markdown.Parse(pv.Narrative.File, pv.Narrative.Source, pv.Narrative.Line, w.options)
		t := teller{w: w, d: d, n: &n, voice: true}
		t.tell(r.PerspectiveAnchor(i), "In the words of "+w.name("person", pv.Who))
	}
}

// talk adds the conversation, a passage for each message.
func (w *writer) talk(d *document, r *incident.Review) {
	for _, m := range r.Messages {
		if m.Kind == incident.MessageJoin || m.Kind == incident.MessageLeave {
			continue
		}
		label := w.name("person", m.Who)
		if m.At.HasClock() {
			label += " · " + m.At.Time.Format("15:04")
		}
		d.add(inConversation, m.ID, label, w.named(markdown.Plain(m.Text)))
	}
}

// actions adds what was decided.
func (w *writer) actions(d *document, r *incident.Review) {
	const anchor, label = "c-decisions", "What was decided"
	if r.Decisions.NoneBecause != "" {
		d.add(inFacts, anchor, label, w.named(markdown.Plain(r.Decisions.NoneBecause)))
	}
	for _, a := range r.Decisions.Actions {
		d.add(inFacts, anchor, label, w.named(markdown.Plain(a.Title)))
	}
}

// A teller adds the text of one narrative to a document.
type teller struct {
	w     *writer
	d     *document
	n     *incident.Narrative
	voice bool // one person's account: all of it stands at one place

	anchor, label string // of the heading above
	entry         int    // the next entry
	statement     int    // the next statement
	titled        bool   // the first heading has been seen: it is the page's title
}

func (t *teller) tell(anchor, label string) {
	t.anchor, t.label = anchor, label
	for i, b := range t.n.Blocks {
		end := 1 << 30
		if i+1 < len(t.n.Blocks) {
			end = t.n.Blocks[i+1].Line
		}
		entries, statements := t.entriesBefore(end), t.statementsBefore(end)
		switch {
		case b.Section == incident.SectionFollowUps: // stand with the decisions
		case b.Kind == incident.Heading && len(entries) == 0:
			t.heading(b)
		case len(entries) > 0:
			t.entries(entries)
			t.add(inTimeline, t.anchor, t.label, without(b.Text, entries))
		case len(statements) > 0 && partOf(b.Section) == inLearnings:
			t.statements(statements)
		case b.Section == incident.SectionTimeline && t.told(b):
		case b.Kind == incident.Footnotes:
			t.add(inNarrative, "", "Notes", b.Text)
		default:
			t.block(b)
		}
	}
}

// heading begins what is under it. The first, when it is the review's title, is
// not shown again.
func (t *teller) heading(b incident.Block) {
	first := !t.titled
	t.titled = true
	if t.voice {
		return
	}
	text := strings.TrimSpace(b.Text)
	if first && (b.Level == 1 || text == t.d.Title) {
		return
	}
	t.anchor, t.label = b.ID, text
	if b.Section == incident.SectionSummary && t.summaryAlone() {
		t.anchor = ""
	}
	t.d.add(partOf(b.Section), t.anchor, "", text)
}

// summaryAlone tells whether the summary stands at the top of the page.
func (t *teller) summaryAlone() bool { return t.d.Summary != "" }

func (t *teller) block(b incident.Block) {
	text := strings.TrimSpace(b.Text)
	if b.Kind == incident.Paragraph && t.w.named(strings.Join(strings.Fields(text), " ")) == t.d.Summary {
		return // stands at the top of the page
	}
	t.add(partOf(b.Section), t.anchor, t.label, text)
}

func (t *teller) add(p part, anchor, label, text string) {
	t.d.add(p, anchor, label, t.w.named(text))
}

func (t *teller) entries(list []incident.Entry) {
	for _, e := range list {
		anchor, label := e.ID, t.label
		if t.voice {
			anchor = t.anchor
		}
		if e.At.HasClock() || e.At.Precision == incident.ClockOnly {
			label = e.At.Time.Format("15:04")
		}
		t.add(inTimeline, anchor, label, e.Text)
	}
}

func (t *teller) statements(list []incident.Statement) {
	for _, s := range list {
		anchor := s.ID
		if t.voice {
			anchor = t.anchor
		}
		t.add(inLearnings, anchor, t.label, s.Text)
	}
}

// entriesBefore returns the entries that begin before a line and were not
// returned yet.
func (t *teller) entriesBefore(line int) []incident.Entry {
	from := t.entry
	for t.entry < len(t.n.Entries) && t.n.Entries[t.entry].Line < line {
		t.entry++
	}
	return t.n.Entries[from:t.entry]
}

func (t *teller) statementsBefore(line int) []incident.Statement {
	from := t.statement
	for t.statement < len(t.n.Statements) && t.n.Statements[t.statement].Line < line {
		t.statement++
	}
	return t.n.Statements[from:t.statement]
}

// told tells whether the entry before has taken a block as its own.
func (t *teller) told(b incident.Block) bool {
	return t.entry > 0 && strings.Contains(t.n.Entries[t.entry-1].Text, strings.TrimSpace(b.Text))
}

// without returns the lines of a block that are none of the entries': items
// without a time.
func without(block string, entries []incident.Entry) string {
	taken := map[string]bool{}
	for _, e := range entries {
		for line := range strings.Lines(e.Text) {
			taken[strings.TrimSpace(line)] = true
		}
	}
	var rest []string
	for line := range strings.Lines(block) {
		if line = strings.TrimSpace(line); !endsWithAny(line, taken) {
			rest = append(rest, line)
		}
	}
	return strings.Join(rest, "\n")
}

// endsWithAny tells whether a line, after the time and the phase before it, is
// one of those taken.
func endsWithAny(line string, taken map[string]bool) bool {
	const before = 12 // words that a date, a range of times, a zone and a phase may take
	for range before {
		if taken[line] {
			return true
		}
		_, rest, ok := strings.Cut(line, " ")
		if !ok {
			return false
		}
		line = strings.TrimLeft(rest, " ·–—:-")
	}
	return false
}

// partOf is the part that a section of the narrative belongs to.
func partOf(s incident.Section) part {
	switch s {
	case incident.SectionTimeline:
		return inTimeline
	case incident.SectionLearnings, incident.SectionSurprises, incident.SectionNoticed, incident.SectionQuestions:
		return inLearnings
	}
	return inNarrative
}

// facts adds the names of what the review touched and who was there, and the
// terms by which it can be picked.
func (w *writer) facts(d *document, r *incident.Review) {
	for _, group := range []struct {
		name, label string
		keys        []string
	}{
		{"service", "Services", r.Services},
		{"team", "Teams", r.Teams},
		{"tech", "Technologies", r.Technologies},
		{"factor", "Contributing factors", r.Factors},
		{"tag", "Tags", r.Tags},
		{"party", "External parties", r.ExternalParties},
		{"person", "Who was there", people(r)},
	} {
		anchor := "c-about"
		if group.name == "person" {
			anchor = "c-people"
		}
		d.add(inFacts, anchor, group.label, w.known(d, group.name, group.keys))
	}
	year, _, _ := strings.Cut(d.Day, "-")
	for _, k := range []key{{"severity", r.Severity}, {"kind", string(r.Kind)}, {"status", string(r.Status)}, {"year", year}} {
		d.pick(k.group, k.value, k.value)
	}
	d.key("id", r.ID)
	d.key("id", r.Slug)
}

// known adds what each key of a group can be picked by, and returns their names,
// with their other names.
func (w *writer) known(d *document, group string, keys []string) string {
	var names []string
	for _, k := range keys {
		name := w.name(group, k)
		d.pick(group, k, name)
		d.key(group, name)
		if t := w.names[group][k]; t != nil && len(t.Aliases) > 0 {
			for _, a := range t.Aliases {
				d.key(group, a)
			}
			name += " (" + strings.Join(t.Aliases, ", ") + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// pick adds a value that people choose from a list.
func (d *document) pick(group, value, name string) {
	p := pick{group, keyFold(value), name}
	if p.value != "" && !slices.Contains(d.picks, p) {
		d.picks = append(d.picks, p)
		d.key(group, value)
	}
}

// key adds what the document can be picked by, once.
func (d *document) key(group, value string) {
	k := key{group, keyFold(value)}
	if k.value != "" && !slices.Contains(d.keys, k) {
		d.keys = append(d.keys, k)
	}
}

// people are the participants, and who wrote an account.
func people(r *incident.Review) []string {
	var keys []string
	for _, p := range r.Participants {
		keys = append(keys, p.Who)
	}
	for _, pv := range r.Perspectives {
		if !slices.Contains(keys, pv.Who) {
			keys = append(keys, pv.Who)
		}
	}
	return keys
}
