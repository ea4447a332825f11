package site

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// addressYears is where each year's reviews are listed, below it.
const addressYears = "years/"

// A ReviewsView is a list of reviews by year, with what it can be narrowed by.
type ReviewsView struct {
	Page
	Chapters Chapters
	Years    []CardYear
	Filters  []Filter
	All      string // the way to a list of all reviews, for the filter, where this is not
	Empty    Empty
}

// A CardYear is the reviews of one year, or of one month.
type CardYear struct {
	Title string
	Cards []Card
}

// A Filter is one way to narrow the list. Its choices are links to the terms'
// own pages, which a script turns into a menu.
type Filter struct {
	Key, Title string
	Choices    []Link
}

func (p *press) allReviews(pg Page) view {
	pg.Title = "Reviews"
	pg.Description = fmt.Sprintf("All %s of %s, newest first.", plural(len(p.x.Reviews), "review"), p.site.Title)
	if len(p.x.Reviews) < 2 {
		pg.Description = fmt.Sprintf("The reviews of %s, newest first.", p.site.Title)
	}
	v := p.reviewsView(pg, newest(p.years), p.x.Reviews)
	if v.Chapters.Part() {
		v.All = pg.To(addressAllReviews)
	}
	return v
}

// planYears gives each year a page.
func (p *press) planYears() []page {
	return planChapters(addressYears, layoutReviews, p.years, func(pg Page, c chapter, shown []chapter) view {
		pg.Title = "Reviews of " + c.title()
		if c.year == 0 {
			pg.Title = "Reviews without a date"
		}
		pg.Description = fmt.Sprintf("%s of %s.", plural(c.count, "review"), p.site.Title)
		return p.reviewsView(pg, shown, reviewsOf(shown))
	})
}

// reviewsView shows some chapters. The filters offer what those of the scope have.
func (p *press) reviewsView(pg Page, shown []chapter, scope []*incident.Review) ReviewsView {
	v := ReviewsView{Page: pg, Chapters: contents(pg, addressYears, p.years, shown), Empty: Empty{
		Text:  "This book has no published review yet. Begin with a file; everything but the text is optional:",
		Paste: "casebook new \"What happened, in ordinary words\"\n",
	}}
	for _, c := range shown {
		v.Years = append(v.Years, CardYear{Title: c.title(), Cards: p.cards(pg, c.reviews)})
	}
	for _, key := range filterTaxonomies {
		if f := p.filter(pg, key, scope); len(f.Choices) > 1 {
			v.Filters = append(v.Filters, f)
		}
	}
	return v
}

// filterTaxonomies are what a list can be narrowed by.
var filterTaxonomies = []string{index.Services, index.Teams, index.Factors, index.Kinds}

// filter offers the terms of a taxonomy that the reviews have.
func (p *press) filter(pg Page, taxonomy string, reviews []*incident.Review) Filter {
	counts := map[string]int{}
	for _, r := range reviews {
		for _, key := range index.Keys(r, taxonomy) {
			counts[key]++
		}
	}
	f := Filter{Key: taxonomy, Title: labels[taxonomy].short()}
	for _, term := range p.x.Taxonomy(taxonomy).Terms {
		if n := counts[term.Key]; n > 0 {
			l := p.termLink(pg, term)
			l.Count = n
			f.Choices = append(f.Choices, l)
		}
	}
	return f
}

// Data is the list for a program.
func (v ReviewsView) Data() any {
	cards := []Card{}
	for _, y := range v.Years {
		cards = append(cards, y.Cards...)
	}
	return struct {
		Title    string `json:"title"`
		Count    int    `json:"count"`
		Total    int    `json:"total"`
		Chapters []Link `json:"chapters,omitempty"`
		Reviews  []Card `json:"reviews"`
	}{v.Title, v.Chapters.Count, v.Chapters.Total, v.Chapters.pages(), cards}
}
