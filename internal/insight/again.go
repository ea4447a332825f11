package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A ReliedOn is a person whom a service relied on again: they responded in at
// least 60 % of its last five reviews, which must be three reviews or more; the
// sign is stronger where they were known to be off call at least once. It is the
// sign of an island of knowledge. Unit: reviews, of the last five in the window.
//
// Tables, JSON, game days and reasons for a closer look follow that definition.
// The figure's sentences ask for more: in a book where people take turns, and on
// a few reviews of many people, somebody comes up as often now and then, and to
// name them would be to read a pattern into chance. So a sentence stands only
// where taking turns would seldom give as much (see Turns, under 0.05) over all
// reviews of the service in the window. The page says so.
type ReliedOn struct {
	Person  string   `json:"person"`
	Of      int      `json:"of"`        // the last reviews: five, or as many as there are
	OffCall int      `json:"off_call"`  // of Reviews, known to have been pulled in off call
	Reviews []string `json:"reviews"`   // in which they responded, newest first
	Window  int      `json:"in_window"` // in how many reviews of the service they responded, in the window
	Turns   float64  `json:"turns_p"`   // how likely somebody would, if people took turns; 0 where nobody else responded to anything
}

// Clear tells whether taking turns would seldom give as much.
func (a ReliedOn) Clear() bool { return a.Turns < significant }

const (
	againOf    = 5 // the last reviews
	againFloor = 3 // of which somebody was in so many
	againShare = 0.6
)

// reliedOnAgain are the people a service relied on in its last reviews, which
// come oldest first, by key.
func reliedOnAgain(last []*incident.Review, s *incident.Service) []ReliedOn {
	list := []ReliedOn{}
	for _, share := range shares(last, s) {
		if share.Reviews < againFloor || float64(share.Reviews) < againShare*float64(len(last)) {
			continue
		}
		a := ReliedOn{Person: share.Person, Of: len(last), OffCall: share.OffCall}
		for _, r := range slices.Backward(last) {
			if responded(r, share.Person) {
				a.Reviews = append(a.Reviews, r.Slug)
			}
		}
		list = append(list, a)
	}
	return list
}

func responded(r *incident.Review, who string) bool {
	return slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return p.Who == who && p.Responder() })
}

// appearances is in how many of the reviews somebody responded.
func appearances(reviews []*incident.Review, who string) int {
	n := 0
	for _, r := range reviews {
		n += one(responded(r, who))
	}
	return n
}

// sentence says whom the service relied on.
func (a ReliedOn) sentence(n names, service string, of int) Sentence {
	s := say("%v responded in %v of the last %v reviews of %v", n.person(a.Person), len(a.Reviews), a.Of, n.service(service))
	if a.OffCall > 0 {
		s = say("%v, %v off call", s, a.howOften())
	}
	if of > a.Of {
		s = say("%v; in the whole window, in %v of %v", s, a.Window, of)
	}
	return say("%v.", s)
}

// howOften says how many of the times they were off call.
func (a ReliedOn) howOften() string {
	if a.OffCall == len(a.Reviews) {
		return "each time"
	}
	return times(a.OffCall)
}

// reliedOnBy are the people whom a service relied on again as of one of its
// reviews, and who were in it: the last five are that review and those before.
func (x *Insights) reliedOnBy(r *incident.Review, service string) []ReliedOn {
	reviews := x.byService[service]
	i := slices.Index(reviews, r)
	if i < 0 {
		return nil
	}
	began := monthsBefore(r.Started.Day(), x.Window.Months)
	last := lastOf(reviews[:i+1], againOf)
	for len(last) > 0 && !last[0].Started.Day().After(began) {
		last = last[1:]
	}
	if !slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return appearances(last, p.Who) >= againFloor }) {
		return nil
	}
	return slices.DeleteFunc(reliedOnAgain(last, x.services[service]), func(a ReliedOn) bool { return !responded(r, a.Person) })
}
