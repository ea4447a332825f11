package site

import (
	"fmt"
	"strconv"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// reviewsOnOnePage bounds the list of all reviews: beyond it, older years have
// pages of their own alone, so that no page grows with the book for ever.
const reviewsOnOnePage = 400

// A ReviewsView is a list of reviews by year, with what it can be narrowed by.
type ReviewsView struct {
	Page
	Intro   string
	Years   []CardYear
	All     []Link // every year's page, with its count
	Count   int    // reviews on this page
	Total   int
	Filters []Filter
	Empty   Empty
}

// A CardYear is the reviews of one year.
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
	years := p.x.Years
	shown := 0
	for i, y := range years {
		if shown += len(y.Reviews); shown > reviewsOnOnePage && i > 0 {
			years = years[:i]
			break
		}
	}
	return p.reviewsView(pg, years)
}

// planYears gives each year a page.
func (p *press) planYears() []page {
	var pages []page
	for _, y := range p.x.Years {
		pages = append(pages, page{address: yearAddress(y.Year), layout: layoutReviews, view: func(pg Page) view {
			pg.Title = "Reviews of " + yearTitle(y.Year)
			if y.Year == 0 {
				pg.Title = "Reviews without a date"
			}
			pg.Description = fmt.Sprintf("%s of %s.", plural(len(y.Reviews), "review"), p.site.Title)
			return p.reviewsView(pg, []index.Year{y})
		}})
	}
	return pages
}

func yearAddress(year int) string {
	if year == 0 {
		return "years/unknown/"
	}
	return "years/" + strconv.Itoa(year) + "/"
}

func yearTitle(year int) string {
	if year == 0 {
		return "Date unknown"
	}
	return strconv.Itoa(year)
}

func (p *press) reviewsView(pg Page, years []index.Year) ReviewsView {
	v := ReviewsView{Page: pg, Total: len(p.x.Reviews), Empty: Empty{
		Text:  "This book has no published review yet. Begin with a file; everything but the text is optional:",
		Paste: "casebook new \"What happened, in ordinary words\"\n",
	}}
	var reviews []*incident.Review
	for _, y := range years {
		v.Years = append(v.Years, CardYear{Title: yearTitle(y.Year), Cards: p.cards(pg, y.Reviews)})
		reviews = append(reviews, y.Reviews...)
	}
	v.Count = len(reviews)
	for _, y := range p.x.Years {
		l := pg.link(yearTitle(y.Year), yearAddress(y.Year))
		l.Count = len(y.Reviews)
		v.All = append(v.All, l)
	}
	for _, key := range []string{index.Services, index.Teams, index.Factors, index.Kinds} {
		if f := p.filter(pg, key, reviews); len(f.Choices) > 1 {
			v.Filters = append(v.Filters, f)
		}
	}
	return v
}

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
		Title   string `json:"title"`
		Count   int    `json:"count"`
		Total   int    `json:"total"`
		Reviews []Card `json:"reviews"`
	}{v.Title, v.Count, v.Total, cards}
}
