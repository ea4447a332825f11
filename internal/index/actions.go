package index

import (
	"cmp"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// An Action is an action and the review that decided it.
type Action struct {
	Review *incident.Review
	incident.Action
	Since   time.Time // the day it was decided; zero when that is not known
	Age     int       // whole days from Since to the book's AsOf; -1 when not known
	Overdue bool      // open, and its due day is past
}

// stateOrder is the order in which actions are read: what is open first.
var stateOrder = []incident.ActionState{
	incident.ActionOpen, incident.ActionUnknown, incident.ActionDone, incident.ActionDropped,
}

// ActionsOf gathers the actions of some reviews: by state, then the oldest first.
func (x *Index) ActionsOf(reviews []*incident.Review) []Action { return actions(x.Book, reviews) }

// actions gathers every action: by state, then the oldest first.
func actions(b *incident.Book, reviews []*incident.Review) []Action {
	var list []Action
	for _, r := range reviews {
		since := r.Decisions.Decided.Day()
		for _, a := range r.Decisions.Actions {
			list = append(list, Action{
				Review:  r,
				Action:  a,
				Since:   since,
				Age:     age(since, b.AsOf),
				Overdue: a.State == incident.ActionOpen && a.Due.Known() && a.Due.Day().Before(b.AsOf),
			})
		}
	}
	slices.SortStableFunc(list, func(a, b Action) int {
		return cmp.Or(
			slices.Index(stateOrder, a.State)-slices.Index(stateOrder, b.State),
			b.Age-a.Age,
		)
	})
	return list
}

func age(since, asOf time.Time) int {
	if since.IsZero() || asOf.Before(since) {
		return -1
	}
	return int(asOf.Sub(since).Hours() / 24)
}
