package site

import (
	"fmt"
	"html/template"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A Said is one thing a review says, with the review it comes from.
type Said struct {
	HTML     template.HTML `json:"-"`
	Text     string        `json:"text"`
	Address  string        `json:"address"` // the place in its review
	Href     string        `json:"-"`
	Review   Link          `json:"review"`
	Day      When          `json:"started"`
	Services []Link        `json:"services,omitempty"`
}

// Sayings are what reviews say, in the order of the reviews.
type Sayings []Said

// Groups puts together what stands in one review, so that a list names it once.
func (s Sayings) Groups() []Sayings {
	var groups []Sayings
	for _, said := range s {
		last := len(groups) - 1
		if last >= 0 && groups[last][0].Review == said.Review {
			groups[last] = append(groups[last], said)
			continue
		}
		groups = append(groups, Sayings{said})
	}
	return groups
}

// A StatementsView is everything the book says under one kind of heading.
type StatementsView struct {
	Page
	Intro    string
	Empty    Empty
	Chapters Chapters
	Years    []SaidYear
}

// A SaidYear is the sayings of one year's reviews.
type SaidYear struct {
	Title string
	Said  Sayings
}

// An Empty state teaches: what to write, with lines to paste.
type Empty struct {
	Text  string
	Paste string
}

// A statementKind is one heading that gathers what reviews say.
type statementKind struct {
	address, title string
	section        incident.Section
	intro, paste   string
}

var statementKinds = []statementKind{
	{addressLearnings, "What we learned", incident.SectionLearnings,
		"What we know now that we did not know before, in the words of those who found out. Each leads back to the story it comes from.",
		"## What we learned\n\n- The retry budget is shared by every client of the gateway.\n"},
	{addressSurprises, "What surprised us", incident.SectionSurprises,
		"Where the system, or the people in it, turned out other than somebody believed. A surprise marks the edge of what we know.",
		"## What surprised us\n\n- The standby had been promoted for six weeks, and nobody could have seen it.\n"},
	{addressNoticed, "Also noticed", incident.SectionNoticed,
		"Found on the way, and worth knowing, though it was not part of the story.",
		"## Also noticed\n\n- The runbook names a host that was retired in spring.\n"},
	{addressQuestions, "Open questions", incident.SectionQuestions,
		"What nobody could answer when the story was told. If you can answer one, open the review and propose a change.",
		"## Open questions\n\n- Who else relies on the order in which these jobs run?\n"},
}

// weight is how many statements of the kind a review makes.
func (k statementKind) weight(r *incident.Review) int {
	n := 0
	for _, s := range r.Narrative.Statements {
		if s.Section == k.section {
			n++
		}
	}
	return n
}

// planStatements are the pages of learnings, surprises, discoveries and
// questions: one view, four headings. What does not fit on one page has pages by
// year.
func (p *press) planStatements() []page {
	var pages []page
	for _, k := range statementKinds {
		all := chapters(p.x.Years, k.weight)
		shown := newest(all)
		pages = append(pages, page{address: k.address, layout: layoutStatements, view: func(pg Page) view {
			return p.statements(pg, k, all, shown)
		}})
		if countOf(shown) == countOf(all) {
			continue
		}
		pages = append(pages, planChapters(k.address, layoutStatements, all, func(pg Page, c chapter, shown []chapter) view {
			v := p.statements(pg, k, all, shown)
			v.Title, v.Intro = k.title+": "+c.title(), ""
			v.Description = fmt.Sprintf("%s of %s.", v.Title, p.site.Title)
			return v
		})...)
	}
	return pages
}

func (p *press) statements(pg Page, k statementKind, all, shown []chapter) StatementsView {
	pg.Title, pg.Description = k.title, k.intro
	v := StatementsView{
		Page:     pg,
		Intro:    k.intro,
		Chapters: contents(pg, k.address, all, shown),
		Empty:    Empty{Text: "No review has this heading yet. Write it in any review, one list item for each:", Paste: k.paste},
	}
	for _, c := range shown {
		v.Years = append(v.Years, SaidYear{Title: c.title(), Said: p.sayings(pg, index.Statements(c.reviews, k.section, c.count))})
	}
	return v
}

func (p *press) saying(pg Page, s index.Said) Said {
	r := s.Review
	address := incident.ReviewAddress(r.Slug) + "#" + s.ID
	return Said{
		HTML:     p.inline(pg, r.Narrative.File, s.Markdown),
		Text:     s.Text,
		Address:  address,
		Href:     pg.To(address),
		Review:   pg.link(r.Title, incident.ReviewAddress(r.Slug)),
		Day:      day(r.Started),
		Services: p.terms(pg, index.Services, r.Services),
	}
}

func (p *press) sayings(pg Page, list []index.Said) Sayings {
	var said Sayings
	for _, s := range list {
		said = append(said, p.saying(pg, s))
	}
	return said
}

// Data is the sayings for a program.
func (v StatementsView) Data() any {
	list := []Said{}
	for _, y := range v.Years {
		list = append(list, y.Said...)
	}
	return struct {
		Title    string `json:"title"`
		Count    int    `json:"count"`
		Total    int    `json:"total"`
		Chapters []Link `json:"chapters,omitempty"`
		Said     []Said `json:"said"`
	}{v.Title, v.Chapters.Count, v.Chapters.Total, v.Chapters.pages(), list}
}
