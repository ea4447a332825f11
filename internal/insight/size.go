package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Size is how many people an incident took, beside what was usual before it:
// the 90th percentile, by nearest rank, of the twenty incidents before it whose
// people are known, of which there must be ten. Unit: participants.
type Size struct {
	Review string `json:"review"`
	People int    `json:"people"`
	Usual  int    `json:"usual"`  // nine in ten of those before had no more; 0: too few before
	Before int    `json:"before"` // how many that is of
}

// More tells whether more people came than usual.
func (s Size) More() bool { return s.Before > 0 && s.People > s.Usual }

// Sizes are how many people incidents took.
type Sizes struct {
	Figure
	Reviews []Size `json:"reviews"` // oldest first, those whose people are known
}

const (
	sizeBefore = 20
	sizeFloor  = 10
	sizeUsual  = 0.9
)

// sizes are of incidents that come oldest first; those whose people are not
// known have none.
func sizes(incidents []*incident.Review) map[*incident.Review]Size {
	all := make(map[*incident.Review]Size, len(incidents))
	var before []int
	for _, r := range incidents {
		n := len(r.Participants)
		if n == 0 {
			continue
		}
		s := Size{Review: r.Slug, People: n}
		if last := slices.Clone(lastOf(before, sizeBefore)); len(last) >= sizeFloor {
			slices.Sort(last)
			s.Usual, s.Before = last[nearestRank(len(last), sizeUsual)], len(last)
		}
		all[r] = s
		before = append(before, n)
	}
	return all
}

// Sizes are those of the scope, beside what was usual in the whole book.
func (x *Insights) Sizes() Sizes {
	f := Sizes{Reviews: []Size{}, Figure: Figure{
		Key: "size", Title: "How many people it took",
		Unit:   "participants of an incident",
		Quiet:  "No incident of the window took clearly more people than those before it.",
		Cannot: "More people are not worse, and fewer are not better: some incidents are handled well by many, and some are carried by too few. Who watched without being named is missing.",
		Table:  Table{Columns: []string{"Review", "Day", "People", "Nine in ten before it had at most"}},
	}}
	recent := x.recent()
	for _, r := range recent {
		s, ok := x.sizes()[r]
		if !ok {
			continue
		}
		f.Reviews = append(f.Reviews, s)
		usual := any("too few before it")
		if s.Before > 0 {
			usual = s.Usual
		}
		f.Table.add(review(r), day(r.Started.Day()), s.People, usual)
	}
	slices.Reverse(f.Table.Rows)
	for _, r := range slices.Backward(recent) {
		if s := x.sizes()[r]; s.More() {
			f.find([]string{r.Slug}, "More people than usual came to %v: %v, where nine in ten of the %v incidents before it had %v or fewer.", story(r), s.People, s.Before, s.Usual)
		}
	}
	f.Rests = []Known{{len(f.Reviews), len(recent), "reviews say who was there"}}
	f.unknown("No review of the window says who was there. `participants: [ana, bo]` in the front matter does.")
	return f
}
