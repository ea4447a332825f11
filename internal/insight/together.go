package insight

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Together are rotations that one person carried at the same time while an
// incident needed them: a load that no rota shows. Pairs of rotations are
// counted, never people. Unit: times one person came in carrying both.
type Together struct {
	Figure
	Pairs []Carried `json:"pairs"` // by key
}

// A Carried is two rotations that one person carried at once.
type Carried struct {
	Pair    Pair     `json:"pair"`
	Times   int      `json:"times"`
	Woken   int      `json:"woken"`   // of Times, known to have been woken
	Reviews []string `json:"reviews"` // newest first
}

// Together are the pairs in the scope: with a rotation of the service, or
// carried by somebody of the team.
func (x *Insights) Together() Together {
	f := Together{Pairs: []Carried{}, Figure: Figure{
		Key: "rotations-together", Title: "Rotations carried together",
		Unit:   "times one person came in carrying two rotations at once",
		Quiet:  "Nobody is known to have carried two rotations at once in an incident of the window.",
		Cannot: "Only what people carried during an incident is known. Two pagers that stayed silent together are not seen, and nothing says whether it was too much: ask those who carried them.",
		Table:  Table{Columns: []string{"Rotations", "Times", "Of these, woken", "Reviews"}},
	}}
	recent := x.recent()
	known, joins := 0, 0
	for _, r := range slices.Backward(recent) {
		for _, p := range r.Participants {
			if !x.scope.counts(p) {
				continue
			}
			joins, known = joins+1, known+one(p.OnCallKnown)
			for _, pair := range pairsOf(p.OnCall) {
				f.carry(pair, r.Slug, Woken(p) == incident.Yes)
			}
		}
	}
	f.keep(x)
	slices.SortFunc(f.Pairs, func(a, b Carried) int { return slices.Compare(a.Pair[:], b.Pair[:]) })
	for _, c := range f.Pairs {
		f.find(c.Reviews, "%v", c.sentence(day(x.bySlug[c.Reviews[0]].Started.Day())))
		f.Table.addAt("together-"+c.Pair[0]+"-"+c.Pair[1], all(words(c.Pair[:])), c.Times, c.Woken, x.titles(c.Reviews))
	}
	f.Rests = []Known{{known, joins, "times somebody came in, it is known what they carried"}}
	f.unknown("Of nobody is it known what they carried. `on_call: [checkout]` beside the name says it.")
	return f
}

func (f *Together) carry(pair Pair, slug string, woken bool) {
	i := slices.IndexFunc(f.Pairs, func(c Carried) bool { return c.Pair == pair })
	if i < 0 {
		i = len(f.Pairs)
		f.Pairs = append(f.Pairs, Carried{Pair: pair})
	}
	c := &f.Pairs[i]
	c.Times, c.Woken = c.Times+1, c.Woken+one(woken)
	if !slices.Contains(c.Reviews, slug) {
		c.Reviews = append(c.Reviews, slug)
	}
}

// keep leaves the pairs with a rotation of the scope's service.
func (f *Together) keep(x *Insights) {
	s := x.services[x.scope.Service]
	if s == nil {
		return
	}
	f.Pairs = slices.DeleteFunc(f.Pairs, func(c Carried) bool {
		return !slices.Contains(rotations(s), c.Pair[0]) && !slices.Contains(rotations(s), c.Pair[1])
	})
}

// sentence says how often it was, and when last: a habit may be over.
func (c Carried) sentence(last string) Sentence {
	s := say("%v somebody carried %v at once", inReviews(c.Times, len(c.Reviews)), all(words(c.Pair[:])))
	if c.Woken > 0 {
		s = say("%v, and was woken %v", s, times(c.Woken))
	}
	if len(c.Reviews) > 1 {
		s = say("%v; the last time on %v", s, last)
	}
	return say("%v.", s)
}

// inReviews says how often something was in how many reviews.
func inReviews(n, reviews int) string {
	if n == reviews {
		return "In " + count(n, "review")
	}
	return fmt.Sprintf("%d times, in %s,", n, count(reviews, "review"))
}
