package content

import (
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// asOf returns the day from which ages are counted: the first that is given,
// else the newest on which the book says that something happened.
func asOf(b *incident.Book, given ...incident.Moment) time.Time {
	for _, m := range given {
		if m.Known() {
			return m.Day()
		}
	}
	var newest time.Time
	for _, r := range b.Reviews {
		for _, m := range happened(r) {
			if m.Day().After(newest) {
				newest = m.Day()
			}
		}
	}
	return newest
}

// happened are the times of a review that lay in the past when it was written.
func happened(r *incident.Review) []incident.Moment {
	list := []incident.Moment{r.Started, r.Detected, r.Mitigated, r.Resolved, r.Published, r.Study.Met, r.Decisions.Decided}
	for _, a := range r.Decisions.Actions {
		list = append(list, a.Done)
	}
	for _, p := range r.Perspectives {
		list = append(list, p.Confirmed)
	}
	return list
}
