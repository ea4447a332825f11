package insight

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Facilitators are who might facilitate each review that is being written, and
// who has facilitated in the window. Candidates did not take part and are of no
// team that was involved; where nobody is left, they did not take part. They are
// in the order of who has facilitated least in the window, then whose last time
// is longest ago, then by key. Whoever asked not to be named, has left, or says
// `facilitates: false` is left out. Unit: reviews facilitated.
type Facilitators struct {
	Figure
	Open []Rota        `json:"open"` // reviews being written, newest first
	Done []Facilitated `json:"done"` // by key
}

// A Rota is who might facilitate one review.
type Rota struct {
	Review      string       `json:"review"`
	Facilitator string       `json:"facilitator,omitempty"` // who does, where that is said
	Suggested   []Suggestion `json:"suggested"`
}

// A Suggestion is somebody who might facilitate, and why.
type Suggestion struct {
	Person string   `json:"person"`
	Reason Sentence `json:"reason"`
}

// A Facilitated is the reviews that somebody facilitated in the window.
type Facilitated struct {
	Person  string   `json:"person"`
	Reviews []string `json:"reviews"` // newest first
}

// Facilitators are those of the scope's reviews.
func (x *Insights) Facilitators() Facilitators {
	f := Facilitators{Open: []Rota{}, Done: []Facilitated{}, Figure: Figure{
		Key: "facilitators", Title: "Who facilitates",
		Unit:   "reviews facilitated in the window",
		Quiet:  "No review is being written just now that lacks somebody to facilitate it.",
		Cannot: "It does not know who has time, who would like to, or who should rather be asked next month. `facilitates: false` in a profile takes somebody off the list, without a reason.",
		Table:  Table{Columns: []string{"Facilitated", "Reviews"}},
	}}
	for _, r := range x.book.Reviews {
		if r.Status.BeingWritten() && x.scope.concerns(r) {
			rota := Rota{Review: r.Slug, Facilitator: r.Study.Facilitator, Suggested: x.Suggest(r)}
			f.Open = append(f.Open, rota)
			f.suggest(x, r, rota)
		}
	}
	known, written := 0, 0
	for _, r := range x.facilitated() {
		if x.scope.concerns(r) && r.Status == incident.Published && x.Window.hasDay(facilitatedOn(r)) {
			written, known = written+1, known+one(named(r.Study.Facilitator))
		}
	}
	f.Rests = []Known{{known, written, "published reviews say who facilitated"}}
	f.done(x)
	return f
}

func (f *Facilitators) suggest(x *Insights, r *incident.Review, rota Rota) {
	if rota.Facilitator != "" || len(rota.Suggested) == 0 {
		return
	}
	first := rota.Suggested[0]
	f.find([]string{r.Slug}, "%v might facilitate %v: %v", x.names.person(first.Person), story(r), first.Reason)
}

func (f *Facilitators) done(x *Insights) {
	by := map[string][]*incident.Review{} // oldest first
	for _, r := range x.facilitated() {
		if r.Status.Listed() && x.scope.concerns(r) && x.Window.hasDay(facilitatedOn(r)) {
			by[r.Study.Facilitator] = append(by[r.Study.Facilitator], r)
		}
	}
	for _, p := range x.book.People {
		if reviews := by[p.Key]; reviews != nil {
			f.Done = append(f.Done, Facilitated{p.Key, slugs(reviews)})
			f.Table.add(x.names.person(p.Key), x.titles(slugs(reviews)))
		}
	}
}

// facilitable are the reviews that somebody facilitates: published ones, game
// days and those being written, oldest first by the day on which that was.
func facilitable(b *incident.Book) []*incident.Review {
	var list []*incident.Review
	for _, r := range b.Reviews {
		if r.Status == incident.Published || r.Status.BeingWritten() {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *incident.Review) int {
		return cmp.Or(facilitatedOn(a).Compare(facilitatedOn(b)), inOrder(a, b))
	})
	return list
}

// facilitatedOn is the day by which a facilitator's work is counted: the
// meeting's, else the publication's, else the incident's.
func facilitatedOn(r *incident.Review) time.Time {
	for _, m := range []incident.Moment{r.Study.Met, r.Published, r.Started} {
		if m.Known() {
			return m.Day()
		}
	}
	return time.Time{}
}

// A candidate is somebody who might facilitate, with what orders them.
type candidate struct {
	person *incident.Person
	times  int       // in the window
	last   time.Time // zero: never
}

// Suggest is who might facilitate a review, the most suitable first.
func (x *Insights) Suggest(r *incident.Review) []Suggestion {
	apart, elsewhere := []candidate{}, []candidate{}
	for _, c := range x.candidates() {
		if took(r, c.person.Key) {
			continue
		}
		elsewhere = append(elsewhere, c)
		if !slices.Contains(r.Teams, x.teamOf(c.person.Key, x.Window.To)) && !slices.Contains(r.Teams, x.teamOf(c.person.Key, r.Started.Day())) {
			apart = append(apart, c)
		}
	}
	where := "was not part of it, and none of the teams was theirs"
	if len(apart) == 0 {
		apart, where = elsewhere, "was not part of it; nobody is left whose team was not either"
	}
	slices.SortFunc(apart, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.times, b.times), a.last.Compare(b.last), strings.Compare(a.person.Key, b.person.Key))
	})
	list := []Suggestion{}
	for _, c := range apart {
		list = append(list, Suggestion{c.person.Key, say("%v; %v.", where, c.history())})
	}
	return list
}

func (c candidate) history() string {
	switch {
	case c.last.IsZero():
		return "has not facilitated yet"
	case c.times == 0:
		return "last facilitated on " + day(c.last)
	}
	return fmt.Sprintf("facilitated %s in the window, last on %s", times(c.times), day(c.last))
}

// askable are the people who may be asked, with how often they facilitated.
func (x *Insights) askable() []candidate {
	var list []candidate
	place := map[string]int{}
	for _, p := range x.book.People {
		if x.here(p.Key) && p.Facilitates != incident.No {
			place[p.Key] = len(list)
			list = append(list, candidate{person: p})
		}
	}
	for _, r := range x.facilitated() {
		i, ok := place[r.Study.Facilitator]
		if !ok {
			continue
		}
		on := facilitatedOn(r)
		list[i].times += one(x.Window.hasDay(on))
		list[i].last = later(list[i].last, on)
	}
	return list
}
