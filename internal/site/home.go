package site

import (
	"html/template"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A HomeView is the page that changes with the book.
type HomeView struct {
	Page
	Reviews      int
	About        template.HTML // the about page's first paragraph
	Newest       []Card
	Learned      Sayings
	Questions    Sayings
	Start        []Card // where a newcomer may begin
	Often        []Neighbours
	BeingWritten []Card
	Earlier      []Anniversary
	EarlierMonth string // the month that readers without a script see
	EarlierNone  bool   // nothing is on record in it
}

// An Anniversary is a review by the day of the year on which it began.
type Anniversary struct {
	Card
	Day   string // month and day: 03-14
	Shown bool   // in the month of the book's day
}

// How many of each the home page shows.
const (
	homeNewest    = 3
	homeLearned   = 5
	homeQuestions = 5
	homeStart     = 3
)

func (p *press) home(pg Page) view {
	pg.Title = p.site.Title
	pg.Description = p.aboutText()
	v := HomeView{
		Page:         pg,
		Reviews:      len(p.x.Reviews),
		Newest:       p.cards(pg, firstOf(p.x.Reviews, homeNewest)),
		Learned:      p.sayings(pg, oneEach(p.x.Reviews, incident.SectionLearnings, homeLearned)),
		Questions:    p.sayings(pg, oneEach(p.x.Reviews, incident.SectionQuestions, homeQuestions)),
		Start:        p.cards(pg, startingPoints(p.x, homeStart)),
		BeingWritten: p.cards(pg, p.x.BeingWritten),
		EarlierMonth: p.book.AsOf.Month().String(),
		Earlier:      p.anniversaries(pg),
	}
	v.Often = p.often(pg)
	v.About = p.aboutLead(pg)
	v.EarlierNone = !slices.ContainsFunc(v.Earlier, func(a Anniversary) bool { return a.Shown })
	return v
}

// How often the home page hears of a term before it says so, and of how many.
const (
	oftenReviews = 3
	oftenTerms   = 8
)

// often are the terms of which most is told.
func (p *press) often(pg Page) []Neighbours {
	var list []Neighbours
	for _, key := range []string{index.Services, index.Factors, index.ExternalParties, index.Technologies} {
		var links []Link
		for _, term := range p.x.Taxonomy(key).Terms {
			if len(term.Reviews) >= oftenReviews {
				links = append(links, p.termLink(pg, term))
			}
		}
		slices.SortStableFunc(links, func(a, b Link) int { return b.Count - a.Count })
		if len(links) > 0 {
			list = append(list, Neighbours{Title: labels[key].many, Links: firstOf(links, oftenTerms)})
		}
	}
	return list
}

// anniversaries lists the reviews of earlier years by their day; a script shows
// those of the reader's week, and without one the month of the book's own day.
func (p *press) anniversaries(pg Page) []Anniversary {
	var list []Anniversary
	for _, r := range p.x.Reviews {
		if !r.Started.Known() || p.book.AsOf.Sub(r.Started.Day()) < 300*24*time.Hour {
			continue
		}
		at := r.Started.Day()
		list = append(list, Anniversary{
			Card:  p.card(pg, r),
			Day:   at.Format("01-02"),
			Shown: at.Month() == p.book.AsOf.Month(),
		})
	}
	return firstOf(list, 366)
}

// startingPoints are reviews that repay a newcomer: looked at deeply, told by
// several voices, and come back to by later reviews. The newest stand on the page
// already.
func startingPoints(x *index.Index, n int) []*incident.Review {
	if len(x.Reviews) < homeNewest {
		return nil
	}
	var list []*incident.Review
	for floor := 6; floor > 0 && len(list) < n; floor-- {
		for _, r := range x.Reviews[homeNewest:] {
			if len(list) < n && worth(x, r) == floor {
				list = append(list, r)
			}
		}
	}
	return list
}

func worth(x *index.Index, r *incident.Review) int {
	w := min(len(r.Perspectives), 2) + min(len(x.Related(r)), 2)
	if r.Study.Depth == "deep" {
		w++
	}
	if len(r.Messages) > 0 {
		w++
	}
	return w
}

// oneEach takes at most one saying of each review, so that no story drowns the
// others.
func oneEach(reviews []*incident.Review, section incident.Section, n int) []index.Said {
	var list []index.Said
	for _, r := range reviews {
		if len(list) == n {
			break
		}
		list = append(list, index.Statements([]*incident.Review{r}, section, 1)...)
	}
	return list
}

func firstOf[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// Data is the home page for a program.
func (v HomeView) Data() any {
	return struct {
		Title     string `json:"title"`
		AsOf      string `json:"as_of"`
		Reviews   int    `json:"reviews"`
		Newest    []Card `json:"newest"`
		Learned   []Said `json:"learned"`
		Questions []Said `json:"questions"`
		Start     []Card `json:"start"`
	}{v.Title, v.Site.AsOf, v.Reviews, v.Newest, v.Learned, v.Questions, v.Start}
}
