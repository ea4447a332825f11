package site

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// Stories are the reviews of a term, from the newest: some as cards, the others as
// lines and, where those are too many for a page, on pages by year.
type Stories struct {
	Cards    []Card
	Older    []Row
	Chapters Chapters // of all, where they have pages of their own
	Count    int
}

// storyCards is how many of a term's reviews stand as cards.
const storyCards = 30

func (p *press) stories(pg Page, t *index.Term) *Stories {
	if len(t.Reviews) <= onOnePage {
		return p.fewStories(pg, t.Reviews)
	}
	s := p.fewStories(pg, t.Reviews[:storyCards])
	s.Count = len(t.Reviews)
	s.Chapters = contents(pg, pg.Address, chapters(index.Years(t.Reviews), each), nil)
	return s
}

// fewStories are reviews that one page bears; nil when there are none.
func (p *press) fewStories(pg Page, reviews []*incident.Review) *Stories {
	if len(reviews) == 0 {
		return nil
	}
	s := &Stories{Cards: p.cards(pg, firstOf(reviews, storyCards)), Count: len(reviews)}
	s.Older = p.rows(pg, reviews[len(s.Cards):])
	return s
}

// inShort are all that the page shows, for a program.
func (s *Stories) inShort() []Row {
	rows := []Row{}
	if s == nil {
		return rows
	}
	for _, c := range s.Cards {
		rows = append(rows, Row{Slug: c.Slug, Address: c.Address, Title: c.Title, Day: c.Day})
	}
	return append(rows, s.Older...)
}

// pages are the pages of all, where the page does not show them.
func (s *Stories) pages() []Link {
	if s == nil {
		return nil
	}
	return s.Chapters.pages()
}

// A StoriesView is some years or months of a term's reviews.
type StoriesView struct {
	Page
	Term     Link
	Chapters Chapters
	Years    []RowYear
}

// A RowYear is the reviews of one year, or of one month.
type RowYear struct {
	Title string
	Rows  []Row
}

// planStories are the pages by year of a term with more reviews than one page
// bears.
func (p *press) planStories(t *index.Term) []page {
	if len(t.Reviews) <= onOnePage {
		return nil
	}
	address := t.Taxonomy + "/" + t.Key + "/"
	all := chapters(index.Years(t.Reviews), each)
	return planChapters(address, layoutStories, all, func(pg Page, c chapter, shown []chapter) view {
		pg.Title = t.Name + ": " + c.title()
		pg.Description = fmt.Sprintf("%s of %s.", plural(c.count, "review"), pg.Title)
		v := StoriesView{Page: pg, Term: pg.link(t.Name, address), Chapters: contents(pg, address, all, shown)}
		for _, c := range shown {
			v.Years = append(v.Years, RowYear{Title: c.title(), Rows: p.rows(pg, c.reviews)})
		}
		return v
	})
}

// Anchor is the id of the heading of these reviews.
func (y RowYear) Anchor() string { return headingAnchor(y.Title) }

// Data is the list for a program.
func (v StoriesView) Data() any {
	rows := []Row{}
	for _, y := range v.Years {
		rows = append(rows, y.Rows...)
	}
	return struct {
		Title    string `json:"title"`
		Count    int    `json:"count"`
		Total    int    `json:"total"`
		Chapters []Link `json:"chapters,omitempty"`
		Reviews  []Row  `json:"reviews"`
	}{v.Title, v.Chapters.Count, v.Chapters.Total, v.Chapters.pages(), rows}
}
