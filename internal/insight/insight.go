// Package insight computes the measures of a book: what no single review shows.
// It returns numbers, the reviews behind them and sentences in plain words, and
// makes no HTML; the command and the pages say the same because both take it
// from here.
//
// # Figures
//
// A figure without its story misleads, so each carries a [Figure]: what is
// counted, of how much it is known, the sentences that its definition allows,
// what it says when it may say nothing, and what it cannot tell. Its key names
// the story that goes with it: content/patterns/<key>.md. No measure ranks
// people, none is of one person's performance, and none is a mean time.
//
// # What is counted
//
// Published and not-reviewed reviews are incidents; game days are left out,
// except where teams met before an incident. Measures of learning count
// published reviews alone. Reviews written are counted, not incidents that
// happened. A fact that a review does not give is unknown: it is counted apart
// and never guessed.
//
// A book must have passed through edition.Of before it comes here. Somebody who
// is not to be named stands in it under words that are no key; nothing is said
// of such a person beyond the review itself, and nobody is held to be the same
// in two reviews by those words.
//
// # Chance
//
// Draws come from a generator with a fixed seed (Vigna's SplitMix64), so that
// the same book gives the same figures.
package insight

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Options are what the measures need to know beside the book. The zero Options
// take the default settings and a window of 24 months.
type Options struct {
	Config *config.Config // nil: the default settings
	Months int            // length of the window; 0: DefaultMonths
	Cited  Outside        // mentions in other repositories; may be empty
}

// A Scope narrows figures to what concerns one service or one team. The zero
// Scope is the whole book.
type Scope struct {
	Service string // key
	Team    string // key
}

// Insights are the measures of one book, each computed when it is asked for.
// They may be asked for by many goroutines.
type Insights struct {
	Window Window

	book   *incident.Book
	config config.Config
	scope  Scope
	names  names
	cited  Outside
	*common
}

// common is what measures of every scope rest on.
type common struct {
	history   []*incident.Review // dated incidents and game days up to the window's end, oldest first
	incidents []*incident.Review // those that are no game days
	undated   int                // incidents without a date, in no window

	bySlug    map[string]*incident.Review // every listed review
	services  map[string]*incident.Service
	people    map[string]*incident.Person
	byService map[string][]*incident.Review // incidents, oldest first

	reliances func() []ServiceReliance
	meetings  func() meetings
	sizes     func() map[*incident.Review]Size
	rests     func() map[*incident.Review][]string
	citations func() map[string][]string
	files     func() map[string]string

	unheard     func() map[string][]string
	facilitated func() []*incident.Review
	candidates  func() []candidate
}

// New prepares the measures of a book.
func New(book *incident.Book, o Options) *Insights {
	c := config.Default()
	if o.Config != nil {
		c = *o.Config
	}
	x := &Insights{
		Window: newWindow(book.AsOf, cmp.Or(o.Months, DefaultMonths)),
		book:   book,
		config: c,
		names:  newNames(book),
		cited:  o.Cited,
		common: new(common),
	}
	x.gather()
	x.reliances = sync.OnceValue(x.relyOn)
	x.meetings = sync.OnceValue(func() meetings { return meet(x.history) })
	x.sizes = sync.OnceValue(func() map[*incident.Review]Size { return sizes(x.incidents) })
	x.rests = sync.OnceValue(func() map[*incident.Review][]string { return shortRests(x.incidents) })
	x.files = sync.OnceValue(x.slugsOfFiles)
	x.citations = sync.OnceValue(x.cite)
	x.unheard = sync.OnceValue(x.absent)
	x.facilitated = sync.OnceValue(func() []*incident.Review { return facilitable(book) })
	x.candidates = sync.OnceValue(x.askable)
	return x
}

// Of narrows the figures to a scope.
func (x *Insights) Of(s Scope) *Insights {
	c := *x
	c.scope = s
	return &c
}

func (x *Insights) gather() {
	x.bySlug = make(map[string]*incident.Review, len(x.book.Reviews))
	x.services = make(map[string]*incident.Service, len(x.book.Services))
	x.people = make(map[string]*incident.Person, len(x.book.People))
	x.byService = map[string][]*incident.Review{}
	for _, s := range x.book.Services {
		x.services[s.Key] = s
	}
	for _, p := range x.book.People {
		x.people[p.Key] = p
	}
	for _, r := range x.book.Reviews {
		if !r.Status.Listed() {
			continue
		}
		x.bySlug[r.Slug] = r
		switch {
		case !r.Started.Known() && r.Kind != incident.GameDay:
			x.undated++
		case r.Started.Known() && !r.Started.Day().After(x.Window.To):
			x.history = append(x.history, r)
		}
	}
	slices.SortFunc(x.history, inOrder)
	for _, r := range x.history {
		if r.Kind == incident.GameDay {
			continue
		}
		x.incidents = append(x.incidents, r)
		for _, s := range r.Services {
			x.byService[s] = append(x.byService[s], r)
		}
	}
}

// inOrder sorts reviews by when they started, the oldest first.
func inOrder(a, b *incident.Review) int {
	return cmp.Or(a.Started.Day().Compare(b.Started.Day()), a.Started.Time.Compare(b.Started.Time), strings.Compare(a.Slug, b.Slug))
}

// concerns tells whether a review lies in the scope.
func (s Scope) concerns(r *incident.Review) bool {
	return (s.Service == "" || slices.Contains(r.Services, s.Service)) && (s.Team == "" || slices.Contains(r.Teams, s.Team))
}

// counts tells whether a participant lies in the scope.
func (s Scope) counts(p incident.Participant) bool { return s.Team == "" || p.Team == s.Team }

// recent are the incidents of the window in the scope, oldest first.
func (x *Insights) recent() []*incident.Review {
	return x.within(x.incidents, x.scope.concerns)
}

// studied are the published reviews of the window in the scope, game days too,
// oldest first: what can be learned from is counted by them.
func (x *Insights) studied() []*incident.Review {
	return x.within(x.history, func(r *incident.Review) bool {
		return r.Status == incident.Published && x.scope.concerns(r)
	})
}

// within are the reviews of the window that pass; all of them without a test.
func (x *Insights) within(reviews []*incident.Review, pass func(*incident.Review) bool) []*incident.Review {
	var list []*incident.Review
	for _, r := range reviews {
		if x.Window.Has(r.Started) && (pass == nil || pass(r)) {
			list = append(list, r)
		}
	}
	return list
}

// slugs are the slugs of reviews, newest first. The reviews come oldest first.
func slugs(reviews []*incident.Review) []string {
	list := make([]string, 0, len(reviews))
	for _, r := range slices.Backward(reviews) {
		list = append(list, r.Slug)
	}
	return list
}

// named tells whether somebody stands under a name: who is not to be named has
// words that are no key.
func named(who string) bool { return who != "" && incident.Key(who) == who }

// responders are the people known by name who acted in an incident.
func responders(r *incident.Review) iter.Seq[*incident.Participant] {
	return func(yield func(*incident.Participant) bool) {
		for i := range r.Participants {
			p := &r.Participants[i]
			if p.Responder() && named(p.Who) && !yield(p) {
				return
			}
		}
	}
}
