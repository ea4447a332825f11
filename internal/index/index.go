// Package index computes what readers browse in a book: its taxonomies and
// their terms, what was learned, noticed and asked, the actions by state and
// age, the months of the calendar. It holds pointers into the book and numbers,
// no HTML and no addresses.
//
// Only reviews that format.md's table of statuses admits are counted: published
// and not-reviewed ones are listed; drafts stand in BeingWritten alone; retired
// ones nowhere.
package index

import (
	"slices"
	"sync"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Options are what the index needs to know beside the book.
type Options struct {
	Severities []string // configured names, the gravest first
}

// An Index is what readers browse.
type Index struct {
	Book         *incident.Book
	Reviews      []*incident.Review // listed, newest first
	BeingWritten []*incident.Review // drafts and those being calibrated, newest first
	Years        []Year             // newest first
	Taxonomies   []*Taxonomy        // in the order of menus

	// Gathered when first asked for: who looks at one page of a large book needs
	// few of them.
	Learnings   func() []Said
	Surprises   func() []Said
	Discoveries func() []Said // also noticed
	Questions   func() []Said
	Actions     func() []Action
	Months      func() []Month

	Waived []Waived

	people map[string]*incident.Person
	place  map[string]int // of each slug in Reviews
}

// New computes the index of a book.
func New(book *incident.Book, o Options) *Index {
	x := &Index{
		Book:   book,
		people: make(map[string]*incident.Person, len(book.People)),
		place:  make(map[string]int, len(book.Reviews)),
	}
	for _, r := range book.Reviews {
		switch {
		case r.Status.Listed():
			x.place[r.Slug] = len(x.Reviews)
			x.Reviews = append(x.Reviews, r)
		case r.Status.BeingWritten():
			x.BeingWritten = append(x.BeingWritten, r)
		}
	}
	for _, p := range book.People {
		x.people[p.Key] = p
	}
	x.Years = Years(x.Reviews)
	x.Taxonomies = taxonomies(book, x.Reviews, o)
	x.Learnings = saidLater(x.Reviews, incident.SectionLearnings)
	x.Surprises = saidLater(x.Reviews, incident.SectionSurprises)
	x.Discoveries = saidLater(x.Reviews, incident.SectionNoticed)
	x.Questions = saidLater(x.Reviews, incident.SectionQuestions)
	x.Actions = sync.OnceValue(func() []Action { return actions(book, x.Reviews) })
	x.Months = sync.OnceValue(func() []Month { return months(book, x.Reviews) })
	x.Waived = waived(book.Reviews)
	return x
}

// Person returns the person with the key, or nil.
func (x *Index) Person(key string) *incident.Person { return x.people[key] }

// Taxonomy returns the taxonomy with the key, or nil.
func (x *Index) Taxonomy(key string) *Taxonomy {
	for _, t := range x.Taxonomies {
		if t.Key == key {
			return t
		}
	}
	return nil
}

// A Year is the reviews of incidents that started in one calendar year.
type Year struct {
	Year    int // 0: the start is not known
	Reviews []*incident.Review
}

// Years puts reviews together by year, the newest first.
func Years(reviews []*incident.Review) []Year {
	var list []Year
	for _, r := range reviews {
		y := 0
		if r.Started.Known() {
			y = r.Started.Day().Year()
		}
		i := slices.IndexFunc(list, func(e Year) bool { return e.Year == y })
		if i < 0 {
			i = len(list)
			list = append(list, Year{Year: y})
		}
		list[i].Reviews = append(list[i].Reviews, r)
	}
	slices.SortStableFunc(list, func(a, b Year) int { return b.Year - a.Year })
	return list
}
