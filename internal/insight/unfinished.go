package insight

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Unfinished says of an incident that is related to earlier ones whose actions
// are still open, which those are. Unit: actions.
func (x *Insights) Unfinished(r *incident.Review) []Finding {
	var list []Finding
	for _, e := range x.earlier(r) {
		open := 0
		for _, a := range e.Decisions.Actions {
			open += one(a.State == incident.ActionOpen)
		}
		if open == 0 {
			continue
		}
		since := ""
		if days, ok := x.decidedAgo(e); ok {
			since = fmt.Sprintf(", %s after they were decided", count(days, "day"))
			if open == 1 {
				since = fmt.Sprintf(", %s after it was decided", count(days, "day"))
			}
		}
		list = append(list, Finding{
			Text:    say("It is related to %v, of which %v still open%v.", story(e), are(open, "action"), since),
			Reviews: []string{e.Slug},
		})
	}
	return list
}

// decidedAgo is how many days ago a review's actions were decided.
func (x *Insights) decidedAgo(r *incident.Review) (days int, ok bool) {
	if !r.Decisions.Decided.Known() || x.book.AsOf.Before(r.Decisions.Decided.Day()) {
		return 0, false
	}
	return int(x.book.AsOf.Sub(r.Decisions.Decided.Day()).Hours() / 24), true
}

// are says how many there are: 1 action is, 2 actions are.
func are(n int, one string) string {
	if n == 1 {
		return count(n, one) + " is"
	}
	return count(n, one) + " are"
}
