package site

import (
	"net/url"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// knownSections begin what the review knows now, after the story.
var knownSections = []incident.Section{
	incident.SectionFactors, incident.SectionLearnings, incident.SectionWentWell, incident.SectionHard,
	incident.SectionLucky, incident.SectionSurprises, incident.SectionNoticed, incident.SectionQuestions,
}

// tell lays the narrative out: the story, then the perspectives, then what is
// known. The summary stands at the top of the page already, and follow-ups stand
// apart with the decisions.
func (v *ReviewView) tell(p *press, r *incident.Review) {
	view := p.narrativeView(v.Page, r.Narrative.File)
	view.Started = r.Started
	view.DropTitle = true
	told := markdown.Render(r.Narrative, view)
	t := teller{p: p, r: r, pg: v.Page, cast: v.Cast}
	known, lede := false, p.plain(r.Summary)
	skipped := map[string]bool{}
	for _, part := range told.Parts {
		section := part.Block.Section
		if section == incident.SectionFollowUps {
			skipped[part.Block.ID] = true
			continue
		}
		if part.Block.Kind == incident.Paragraph && lede != "" && part.Block.Text == lede {
			v.Opening, lede = &t.passages(part)[0], "" // stands at the top of the page
			continue
		}
		if slices.Contains(knownSections, section) {
			known = true
		}
		if known {
			v.Known = append(v.Known, t.passages(part)...)
		} else {
			v.Story = append(v.Story, t.passages(part)...)
		}
	}
	v.Story, v.Known = withoutLoneHeadings(v.Story, skipped), withoutLoneHeadings(v.Known, skipped)
	for i, pv := range r.Perspectives {
		if pv.Heading == "" {
			v.Perspectives = append(v.Perspectives, p.account(v.Page, r, i))
		}
	}
	v.outline(told.Outline, skipped)
}

// outline is the table of contents: the headings, with the perspectives where they
// stand between the story and what is known, and the decisions at the end.
func (v *ReviewView) outline(items []markdown.OutlineItem, skipped map[string]bool) {
	add := func(level int, title, id string) {
		v.Outline = append(v.Outline, Part{Level: level, Link: Link{Title: title, Href: "#" + url.PathEscape(id)}})
	}
	voices := len(v.Perspectives) == 0
	for _, item := range items {
		if skipped[item.ID] {
			continue
		}
		if !voices && slices.ContainsFunc(v.Known, func(p Passage) bool { return p.ID == item.ID }) {
			add(2, "In their own words", "c-perspectives")
			voices = true
		}
		add(item.Level, item.Text, item.ID)
	}
	if !voices {
		add(2, "In their own words", "c-perspectives")
	}
	if v.Decisions != nil {
		add(2, "What was decided", "c-decisions")
	}
}

// withoutLoneHeadings drops a heading that lost everything under it, and tells
// the outline.
func withoutLoneHeadings(list []Passage, skipped map[string]bool) []Passage {
	var kept []Passage
	for i, passage := range list {
		if passage.Section == incident.SectionSummary && passage.Heading && (i+1 == len(list) || list[i+1].Heading) {
			skipped[passage.ID] = true
			continue
		}
		kept = append(kept, passage)
	}
	return kept
}

// A teller turns the parts of one narrative into passages, and remembers the
// day it has told last.
type teller struct {
	cast   []Castmate // in the order of the participants; nil: names nobody
	p      *press
	r      *incident.Review
	pg     Page
	day    string   // and the zone
	noted  []string // ids of the notes that stand somewhere already
	quoted []string // ids of the messages that do
}

// passages are the passages of any page's text.
func (p *press) passages(pg Page, body markdown.Page) []Passage {
	t := teller{p: p, r: &incident.Review{}, pg: pg}
	var list []Passage
	for _, part := range body.Parts {
		list = append(list, t.passages(part)...)
	}
	return list
}

func (t *teller) passages(part markdown.Part) []Passage {
	if len(part.Entries) == 0 {
		return []Passage{{
			Edit:     t.edit(part.Block),
			Heading:  part.Block.Kind == incident.Heading,
			Section:  part.Block.Section,
			ID:       part.Block.ID,
			HTML:     part.HTML,
			Notes:    t.notes(part.Footnotes),
			People:   t.named(part.Mentions),
			Evidence: t.quotes(part.Block.Evidence, t.r.Started.Time.Location()),
		}}
	}
	var list []Passage
	for _, e := range part.Entries {
		list = append(list, t.entry(e))
	}
	list[len(list)-1].Notes = t.notes(part.Footnotes)
	return list
}

// edit is where a change of the part below a heading is proposed.
func (t *teller) edit(b incident.Block) string {
	if b.Kind != incident.Heading || t.r.Path == "" {
		return ""
	}
	return t.p.editLine(t.r.Path, b.Line)
}

// named are those of the cast whom a passage names: their colours stand in its
// margin as in the strip.
func (t *teller) named(keys []string) []*Castmate {
	var list []*Castmate
	for _, key := range keys {
		for i, part := range t.r.Participants {
			if part.Who == key && i < len(t.cast) {
				list = append(list, &t.cast[i])
			}
		}
	}
	return list
}

// notes stand beside the passage that refers to them. A note that is referred to
// again stands there again, and keeps its id at the first place.
func (t *teller) notes(footnotes []markdown.Footnote) []markdown.Footnote {
	notes := slices.Clone(footnotes)
	for i := range notes {
		if slices.Contains(t.noted, notes[i].ID) {
			notes[i].ID = ""
			continue
		}
		t.noted = append(t.noted, notes[i].ID)
	}
	return notes
}

func (t *teller) entry(e markdown.EntryPart) Passage {
	passage := Passage{
		Entry:    true,
		ID:       e.Entry.ID,
		Phase:    string(e.Entry.Phase),
		HTML:     e.HTML,
		Evidence: t.quotes(e.Entry.Evidence, e.Entry.At.Time.Location()),
		People:   t.named(e.Entry.Mentions),
	}
	at := e.Entry.At
	if at.Known() {
		passage.ISO = iso(at)
		d := at.Day().Format("Mon 2 Jan")
		if at.HasClock() {
			passage.Zone = incident.ZoneName(at.Time)
		}
		if d+passage.Zone != t.day {
			t.day, passage.Date = d+passage.Zone, d
		} else {
			passage.Zone = ""
		}
	}
	passage.Clock = entryClock(at, e.Entry.Until)
	return passage
}

// entryClock is what the margin shows of an entry's time: the clock, or nothing
// for an entry that has only a date.
func entryClock(at, until incident.Moment) string {
	if at.Precision == incident.DayOnly || at.Precision == incident.NotKnown {
		return ""
	}
	text := at.Clock()
	if at.About {
		text = "~" + text
	}
	if until.Precision != incident.NotKnown && until.Precision != incident.DayOnly {
		text += "–" + until.Clock()
	}
	return text
}

// quotes are the messages with the ids, as the margin shows them: by the clock of
// what stands beside them. A message stands beside the first passage that cites
// it; later ones lead to it by their links.
func (t *teller) quotes(ids []string, zone *time.Location) []Quote {
	var list []Quote
	for _, id := range ids {
		i := slices.IndexFunc(t.r.Messages, func(m incident.Message) bool { return m.ID == id })
		if i < 0 || slices.Contains(t.quoted, id) {
			continue
		}
		t.quoted = append(t.quoted, id)
		m := t.r.Messages[i]
		list = append(list, Quote{
			ID:    id,
			Href:  t.pg.To(incident.ConversationAddress(t.r.Slug) + "#" + id),
			Who:   t.p.speaker(m.Who),
			Clock: m.At.Time.In(zone).Format("15:04"),
			HTML:  t.p.inline(t.pg, t.r.Transcript, m.Text),
		})
	}
	return list
}

// account is the i-th perspective, told on its own.
func (p *press) account(pg Page, r *incident.Review, i int) Account {
	pv := r.Perspectives[i]
	view := p.narrativeView(pg, pv.Narrative.File)
	view.Prefix = perspectivePrefix(r, i)
	view.Top = 4
	view.DropTitle = true
	a := Account{ID: r.PerspectiveAnchor(i), Who: p.who(pg, pv.Who)}
	for _, part := range r.Participants {
		if part.Who == pv.Who {
			a.Team = p.teamName(part.Team)
		}
	}
	if pv.Confirmed.Known() {
		a.Confirmed = dayText(pv.Confirmed.Day())
	}
	t := teller{p: p, r: r, pg: pg}
	for _, part := range markdown.Render(pv.Narrative, view).Parts {
		a.Passages = append(a.Passages, t.passages(part)...)
	}
	return a
}
