package site

import (
	"html/template"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A PageView is a page of free text.
type PageView struct {
	Page
	Story []Passage
	Above []Link // the index it belongs to
	Empty Empty
}

// planPages are the book's own pages, the stories that go with patterns, and an
// about page, which every book has.
func (p *press) planPages() []page {
	var pages []page
	for _, free := range p.book.Pages {
		pages = append(pages, p.freePage(incident.PageAddress(free.Key), free))
	}
	for _, free := range p.book.Patterns {
		if !p.isFigure(free.Key) {
			pages = append(pages, p.freePage(incident.PatternAddress(free.Key), free))
		}
	}
	if !p.hasAbout() {
		pages = append(pages, page{address: addressAbout, layout: layoutPage, view: p.emptyAbout})
	}
	return pages
}

func (p *press) hasAbout() bool {
	return slices.ContainsFunc(p.book.Pages, func(free *incident.Page) bool {
		return incident.PageAddress(free.Key) == addressAbout
	})
}

func (p *press) emptyAbout(pg Page) view {
	pg.Title = "About"
	pg.Description = "About " + p.site.Title + "."
	return PageView{Page: pg, Empty: Empty{
		Text:  "Nobody has written yet what this book is for, and how to add to it. In content/pages/about.md:",
		Paste: "---\ntitle: About this casebook\n---\n\nWe write down what happened so that the next person can find it.\n",
	}}
}

func (p *press) freePage(address string, free *incident.Page) page {
	return page{address: address, source: free.Path, layout: layoutPage, view: func(pg Page) view {
		pg.Title = free.Title
		pg.Description = clip(firstParagraph(free.Body), 200)
		pg.Edit = p.source(free.Path)
		return PageView{Page: pg, Story: p.story(pg, free), Above: above(pg)}
	}}
}

// above is the index that a pattern's story belongs to.
func above(pg Page) []Link {
	if !strings.HasPrefix(pg.Address, addressPatterns) {
		return nil
	}
	return []Link{pg.link("Patterns", addressPatterns)}
}

// aboutText is what the book says of itself in short.
func (p *press) aboutText() string {
	for _, free := range p.book.Pages {
		if incident.PageAddress(free.Key) == addressAbout {
			return clip(firstParagraph(free.Body), 200)
		}
	}
	return "What happened, told by those who were there: " + plural(len(p.x.Reviews), "review") + "."
}

// aboutLead is the first paragraph of the about page, for the home page.
func (p *press) aboutLead(pg Page) template.HTML {
	for _, free := range p.book.Pages {
		if incident.PageAddress(free.Key) == addressAbout {
			return p.inline(pg, free.Path, firstParagraph(free.Body))
		}
	}
	return ""
}

// Data is nothing: a page of free text is its own data.
func (v PageView) Data() any { return nil }
