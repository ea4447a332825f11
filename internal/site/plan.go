package site

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// The addresses of pages that are there once.
const (
	addressHome         = ""
	addressReviews      = "reviews/"
	addressLearnings    = "learnings/"
	addressSurprises    = "surprises/"
	addressNoticed      = "noticed/"
	addressQuestions    = "questions/"
	addressActions      = "actions/"
	addressCalendar     = "calendar/"
	addressPatterns     = "patterns/"
	addressWaivers      = "waivers/"
	addressContributors = "contributors/"
	addressTakingPart   = "contributors/taking-part/"
	addressSearch       = "search/"
	addressAbout        = "about/"

	addressLearning      = "learning/"
	addressOpportunities = "opportunities/"
	addressGameDays      = "game-days/"
	addressFacilitators  = "facilitators/"

	addressNotFound = "404.html"
)

// The layouts, by the names of their files.
const (
	layoutHome         = "home.html"
	layoutReviews      = "reviews.html"
	layoutReview       = "review.html"
	layoutConversation = "conversation.html"
	layoutChanges      = "changes.html"
	layoutTaxonomy     = "taxonomy.html"
	layoutTerm         = "term.html"
	layoutPerson       = "person.html"
	layoutStatements   = "statements.html"
	layoutActions      = "actions.html"
	layoutCalendar     = "calendar.html"
	layoutPatterns     = "patterns.html"

	layoutPattern       = "pattern.html"
	layoutOpportunities = "opportunities.html"
	layoutGameDays      = "gamedays.html"
	layoutFacilitators  = "facilitators.html"
	layoutInterview     = "interview.html"

	layoutWaivers      = "waivers.html"
	layoutContributors = "contributors.html"
	layoutTakingPart   = "taking-part.html"
	layoutSearch       = "search.html"
	layoutPage         = "page.html"
	layoutStories      = "stories.html"
	layoutNotFound     = "404.html"

	layoutPullRequest = "pull-request.html" // a guest's
)

// plan lists every page of the site. Casebook's own come first, then what the
// book brings, in the book's order; of two that claim one address the first
// keeps it, and the other is a problem.
func (p *press) plan() ([]page, diag.List) {
	var pages []page
	pages = append(pages,
		page{address: addressHome, layout: layoutHome, view: p.home},
		page{address: addressReviews, layout: layoutReviews, view: p.allReviews},
		page{address: addressPatterns, layout: layoutPatterns, view: p.patterns},
		page{address: addressLearning, layout: layoutPatterns, view: p.learning},
		page{address: addressOpportunities, layout: layoutOpportunities, view: p.opportunities},
		page{address: addressGameDays, layout: layoutGameDays, view: p.gameDays},
		page{address: addressFacilitators, layout: layoutFacilitators, view: p.facilitators},
		page{address: addressWaivers, layout: layoutWaivers, view: p.waivers},
		page{address: addressContributors, layout: layoutContributors, view: p.contributors},
		page{address: addressSearch, layout: layoutSearch, view: p.search},
		page{address: addressNotFound, layout: layoutNotFound, view: p.notFound},
	)
	pages = append(pages, p.planActions()...)
	pages = append(pages, p.planCalendar()...)
	pages = append(pages, p.planTakingPart()...)
	pages = append(pages, p.planGuests()...)
	pages = append(pages, p.planPatterns()...)
	pages = append(pages, p.planHelp()...)
	pages = append(pages, p.planStatements()...)
	for _, t := range p.x.Taxonomies {
		pages = append(pages, p.planTaxonomy(t)...)
	}
	for _, r := range p.reviews {
		pages = append(pages, p.planReview(r)...)
	}
	pages = append(pages, p.planInterviews()...)
	pages = append(pages, p.planYears()...)
	pages = append(pages, p.planAllReviews()...)
	pages = append(pages, p.planPages()...)
	pages = append(pages, p.planFeeds()...)
	pages = append(pages, p.planFiles()...)
	pages = append(pages, p.planCovers()...)
	pages = append(pages, p.planSitemap(pages)...)
	pages = append(pages, p.planRedirects()...)
	pages, problems := distinct(pages)
	for _, pg := range pages {
		p.planned[strings.TrimSuffix(pg.address, "/")] = true
	}
	return pages, problems
}

func (p *press) planReview(r *incident.Review) []page {
	list := []page{{
		address: incident.ReviewAddress(r.Slug),
		source:  r.Path,
		layout:  layoutReview,
		view:    func(pg Page) view { return p.review(pg, r) },
	}}
	if len(r.Messages) > 0 {
		list = append(list, page{
			address: incident.ConversationAddress(r.Slug),
			source:  r.Transcript,
			layout:  layoutConversation,
			view:    func(pg Page) view { return p.conversation(pg, r) },
		})
	}
	return append(list, p.planChanges(r)...)
}

func (p *press) planTaxonomy(t *index.Taxonomy) []page {
	list := []page{{
		address: t.Key + "/",
		layout:  layoutTaxonomy,
		view:    func(pg Page) view { return p.taxonomy(pg, t) },
	}}
	for _, term := range t.Terms {
		pg := page{address: t.Key + "/" + term.Key + "/", layout: layoutTerm}
		if term.Profile != nil {
			pg.source = term.Profile.Path
		}
		if t.Key == index.People {
			pg.layout = layoutPerson
			pg.view = func(pg Page) view { return p.personView(pg, term) }
		} else {
			pg.view = func(pg Page) view { return p.term(pg, term) }
		}
		list = append(list, pg)
		list = append(list, p.planStories(term)...)
	}
	return list
}

// distinct drops pages whose address, as a file system that folds case and
// composes characters sees it, is already taken.
func distinct(pages []page) ([]page, diag.List) {
	var problems diag.List
	taken := make(map[string]page, len(pages))
	kept := pages[:0]
	for _, pg := range pages {
		key := strings.ToLower(norm.NFC.String(strings.TrimSuffix(pg.address, "/")))
		if first, ok := taken[key]; ok {
			problems = append(problems, collision(first, pg))
			continue
		}
		taken[key] = pg
		kept = append(kept, pg)
	}
	return kept, problems
}

func collision(first, second page) diag.Problem {
	owner := first.source
	if owner == "" {
		owner = "a page of casebook's own"
	}
	return diag.Problem{
		Position: diag.Position{File: second.source},
		Rule:     "address-taken",
		Severity: diag.Warning,
		Message:  fmt.Sprintf("address /%s belongs to %s; this file's page is left out", second.address, owner),
		Hint:     "rename this file, or take the address out of its aliases",
	}
}
