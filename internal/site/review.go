package site

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A ReviewView is one review: what it is about, who was there and what it cost
// them, the story with its instruments in the margin, what is known now, and,
// apart from the telling, what was decided.
type ReviewView struct {
	Page
	Card    Card
	Date    When          // the day in full
	Lede    template.HTML // the summary
	Opening *Passage      // the same as a paragraph of the story, in the place of Lede
	Notice  Notice
	During  Links // what the organisation was going through
	About   []Group
	Cast    []Castmate
	Cost    []Amount
	Crew    []Crew // the cast by team, where it is too large to tell of each at once
	Strip   *StripView
	Times   []Fact
	Outline []Part

	Story        []Passage // up to what was learned
	Perspectives []Account
	Known        []Passage // from what was learned on
	Conversation *Link
	Empty        Empty // without a word of the story

	Decisions *DecisionsView
	Origin    []Fact // how the review came about
	History   *History
	Text      *Authorship // how its text came to be
	Closer    Closer      // what the figures say of it
	Related   []Card
	Relatives []Relative
	Older     *Card
	Newer     *Card
	Next      *Card
}

// A Part is a line of the table of contents.
type Part struct {
	Level int
	Link  Link
}

// A Notice says at the top what a reader must know of the review's status.
type Notice struct {
	Title, Text string
}

// A Group is the terms of one taxonomy that a review names.
type Group struct {
	Title string
	Links Links
}

// A Passage is a part of the story with what stands beside it in the margin.
type Passage struct {
	Entry    bool
	Heading  bool
	Edit     string // of a heading: where a change below it is proposed
	Section  incident.Section
	ID       string
	ISO      string
	Date     string // when it or the zone differs from the entry before
	Zone     string // with Date
	Clock    string
	Phase    string
	HTML     template.HTML
	Evidence []Quote
	Notes    []markdown.Footnote
	People   []*Castmate // of the cast, whom it names
}

// Beside tells whether something stands in the margin beside the passage.
func (p *Passage) Beside() bool { return len(p.Evidence) > 0 || len(p.Notes) > 0 }

// A Quote is a message that a sentence rests on.
type Quote struct {
	ID    string
	Href  string
	Who   string
	Clock string
	HTML  template.HTML
}

// leastTold is how many passages it takes for a telling in a meeting.
const leastTold = 3

// Telling tells whether there is enough to tell in a meeting, part by part.
func (v ReviewView) Telling() bool { return len(v.Story)+len(v.Known) >= leastTold }

// An Account is one person's own words on the whole.
type Account struct {
	ID        string
	Who       Link
	Team      string
	Confirmed string
	Passages  []Passage
}

func (p *press) review(pg Page, r *incident.Review) view {
	card := p.card(pg, r)
	pg.Title = r.Title
	pg.Description = firstSentences(card.Summary, 200)
	pg.Edit = p.source(r.Path)
	pg.Picture = p.reviewPicture(pg, r)
	v := ReviewView{
		Page:    pg,
		Card:    card,
		Date:    When{ISO: card.Day.ISO, Text: dateInFull(r.Started)},
		Lede:    p.inline(pg, r.Path, r.Summary),
		Notice:  notice(r),
		About:   p.about(pg, r),
		Cast:    p.cast(pg, r),
		Cost:    p.cost(r),
		Times:   times(r),
		Origin:  p.origin(pg, r),
		History: history(r.Provenance),
		Text:    p.authorship(pg, r),
		Related: p.cards(pg, p.x.Related(r)),
	}
	for _, e := range p.x.During(r) {
		v.During = append(v.During, pg.link(e.Title, addressCalendar+"#"+incident.EventAnchor(e.Key)))
	}
	v.Crew = crews(v.Cast)
	v.Strip = p.strip(pg, r, v.Cast)
	v.Closer = p.closer(pg, r)
	v.Decisions = p.decisions(pg, r)
	v.tell(p, r)
	if r.Narrative.Words == 0 && v.Perspectives == nil && r.Status != incident.NotReviewed {
		v.Empty = Empty{
			Text:  "Nobody has told this story yet. A paragraph is enough to begin with, in " + r.Path + ":",
			Paste: "It was a Tuesday, and the queue had been long since noon. Ariel saw it first.\n\n## What surprised us\n\n- It had looked the same every Tuesday.\n",
		}
	}
	v.Relatives = p.relatives(pg, r)
	v.neighbours(p, r)
	if len(r.Messages) > 0 {
		l := pg.link(plural(len(r.Messages), "message"), incident.ConversationAddress(r.Slug))
		v.Conversation = &l
	}
	return v
}

func dateInFull(m incident.Moment) string {
	if !m.Known() {
		return "Date unknown"
	}
	text := longDay(m.Day())
	if m.About {
		text = "About " + text
	}
	return text
}

func notice(r *incident.Review) Notice {
	switch r.Status {
	case incident.Draft:
		return Notice{"Draft", "This review is being written. What it says may change."}
	case incident.Calibrating:
		return Notice{"Being calibrated", "The people who were there are reading whether this is how it looked from where they stood."}
	case incident.NotReviewed:
		text := "Nobody studied this one closely, by choice."
		if r.Because != "" {
			text += " The reason on record: " + r.Because
		}
		return Notice{"Not reviewed", text}
	case incident.Retired:
		return Notice{"Retired", "Kept for those who have its address. It is no longer listed or counted."}
	}
	return Notice{}
}

// about is what the review touched, by taxonomy.
func (p *press) about(pg Page, r *incident.Review) []Group {
	var groups []Group
	for _, taxonomy := range []string{index.Services, index.Teams, index.Technologies, index.Factors, index.Tags, index.ExternalParties} {
		if links := p.terms(pg, taxonomy, index.Keys(r, taxonomy)); len(links) > 0 {
			groups = append(groups, Group{Title: labels[taxonomy].many, Links: links})
		}
	}
	return groups
}

func times(r *incident.Review) []Fact {
	var facts []Fact
	for _, t := range []struct {
		label string
		at    incident.Moment
	}{{"Started", r.Started}, {"Detected", r.Detected}, {"Mitigated", r.Mitigated}, {"Resolved", r.Resolved}} {
		if t.at.Known() {
			facts = append(facts, Fact{Label: t.label, Text: when(sameClock(t.at, r.Started)).Text})
		}
	}
	if text := span(r.Started, r.Resolved); text != "" {
		facts = append(facts, Fact{Label: "From first to last", Text: text})
	}
	return facts
}

// sameClock shows a moment by the clock of another, so that a reader need not
// reckon.
func sameClock(m, other incident.Moment) incident.Moment {
	if m.HasClock() && other.HasClock() {
		m.Time = m.Time.In(other.Time.Location())
	}
	return m
}

// neighbours fills in what to read next: a relative, else the older neighbour.
func (v *ReviewView) neighbours(p *press, r *incident.Review) {
	older, newer := p.x.Neighbours(r)
	if older != nil {
		c := p.card(v.Page, older)
		v.Older = &c
	}
	if newer != nil {
		c := p.card(v.Page, newer)
		v.Newer = &c
	}
	switch {
	case len(v.Related) > 0:
		v.Next = &v.Related[0]
	case len(v.Relatives) > 0:
		v.Next = &v.Relatives[0].Card
	case v.Older != nil:
		v.Next = v.Older
	default:
		v.Next = v.Newer
	}
	if v.Older != nil && v.Next.Slug == v.Older.Slug {
		v.Older = nil
	}
	if v.Newer != nil && v.Next.Slug == v.Newer.Slug {
		v.Newer = nil
	}
}

// Data is the review for a program.
func (v ReviewView) Data() any {
	return struct {
		Card
		Times     []Fact         `json:"times,omitempty"`
		About     []Group        `json:"about,omitempty"`
		Cast      []Castmate     `json:"participants,omitempty"`
		Cost      []Amount       `json:"coordination,omitempty"`
		Decisions *DecisionsView `json:"decisions,omitempty"`
		Origin    []Fact         `json:"origin,omitempty"`
		Related   []string       `json:"related,omitempty"`
		History   *History       `json:"history,omitempty"`
		Relatives []Relative     `json:"relatives,omitempty"`
		Figures   closerData     `json:"figures"`
	}{v.Card, v.Times, v.About, v.Cast, v.Cost, v.Decisions, v.Origin, slugs(v.Related), v.History, v.Relatives, v.Closer.data}
}

func slugs(cards []Card) []string {
	var list []string
	for _, c := range cards {
		list = append(list, c.Slug)
	}
	return list
}

// origin tells how the review came about: how closely, by whom, with whom.
func (p *press) origin(pg Page, r *incident.Review) []Fact {
	s := r.Study
	var facts []Fact
	add := func(label, text string, who ...string) {
		links := p.terms(pg, index.People, who)
		if text != "" || len(links) > 0 {
			facts = append(facts, Fact{Label: label, Text: text, Links: links})
		}
	}
	add("Depth", s.Depth)
	if s.Facilitator != "" {
		add("Facilitated by", "", s.Facilitator)
	}
	add("Interviewed", "", s.Interviewed...)
	add("The story held for", "", confirmed(r)...)
	add("Yet to say so", "", unconfirmed(r)...)
	for _, n := range s.NotAsked {
		add("Not asked", n.Why, n.Who)
	}
	if r.Provenance == nil {
		add("Approved by", "", s.Approvers...)
	}
	if s.Met.Known() {
		add("Met on "+shortDay(s.Met.Day()), "", s.Attended...)
	}
	if s.Survey != nil {
		add("Survey", surveyText(*s.Survey))
	}
	if r.Published.Known() {
		add("Published", dayText(r.Published.Day()))
	}
	if r.ID != "" {
		add("Known elsewhere as", r.ID)
	}
	return facts
}

// calibrated are those for whom the story held: by the front matter, or by a
// perspective that says so.
func calibrated(r *incident.Review) []string {
	list := slices.Clone(r.Study.Calibrated)
	for _, pv := range r.Perspectives {
		if pv.Confirmed.Known() && !slices.Contains(list, pv.Who) {
			list = append(list, pv.Who)
		}
	}
	return list
}

// surveyFloor is how many answers it takes before means are shown.
const surveyFloor = 5

func surveyText(s incident.Survey) string {
	if s.Responses < surveyFloor {
		return fmt.Sprintf("%s; too few to say more", plural(s.Responses, "answer"))
	}
	return fmt.Sprintf("%s; %d said they learned something", plural(s.Responses, "answer"), s.Learned)
}
