package site

import (
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
	Intro   string
	Empty   Empty
	Years   []SaidYear
	Count   int
	Reviews int
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

// planStatements are the pages of learnings, surprises, discoveries and
// questions: one view, four headings.
func (p *press) planStatements() []page {
	return []page{
		p.statements(addressLearnings, "What we learned", p.x.Learnings,
			"What we know now that we did not know before, in the words of those who found out. Each leads back to the story it comes from.",
			"## What we learned\n\n- The retry budget is shared by every client of the gateway.\n"),
		p.statements(addressSurprises, "What surprised us", p.x.Surprises,
			"Where the system, or the people in it, turned out other than somebody believed. A surprise marks the edge of what we know.",
			"## What surprised us\n\n- The standby had been promoted for six weeks, and nobody could have seen it.\n"),
		p.statements(addressNoticed, "Also noticed", p.x.Discoveries,
			"Found on the way, and worth knowing, though it was not part of the story.",
			"## Also noticed\n\n- The runbook names a host that was retired in spring.\n"),
		p.statements(addressQuestions, "Open questions", p.x.Questions,
			"What nobody could answer when the story was told. If you can answer one, open the review and propose a change.",
			"## Open questions\n\n- Who else relies on the order in which these jobs run?\n"),
	}
}

func (p *press) statements(address, title string, said func() []index.Said, intro, paste string) page {
	return page{address: address, layout: layoutStatements, view: func(pg Page) view {
		pg.Title, pg.Description = title, intro
		list := said()
		v := StatementsView{
			Page:  pg,
			Intro: intro,
			Count: len(list),
			Empty: Empty{Text: "No review has this heading yet. Write it in any review, one list item for each:", Paste: paste},
		}
		var last *incident.Review
		for _, s := range list {
			year := "Date unknown"
			if s.Review.Started.Known() {
				year = s.Review.Started.Day().Format("2006")
			}
			if len(v.Years) == 0 || v.Years[len(v.Years)-1].Title != year {
				v.Years = append(v.Years, SaidYear{Title: year})
			}
			y := &v.Years[len(v.Years)-1]
			y.Said = append(y.Said, p.saying(pg, s))
			if s.Review != last {
				v.Reviews++
				last = s.Review
			}
		}
		return v
	}}
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
		Title string `json:"title"`
		Count int    `json:"count"`
		Said  []Said `json:"said"`
	}{v.Title, v.Count, list}
}
