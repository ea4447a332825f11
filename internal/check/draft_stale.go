package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// draftStale sees drafts that were begun long ago. Left unsaid, they become a
// gap that nobody chose.
func draftStale() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "draft-stale",
			About:  "a draft of an incident that is more than half a year old",
			Why:    "A draft is on no list. After half a year it is a story that some people know and nobody can find; what there is of it may well be worth more than what it lacks.",
			Before: "status: draft",
			After:  "status: not-reviewed\nbecause: Those who were there have left; what is known stands below.",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Status != incident.Draft || !r.Started.Known() || c.AsOf.IsZero() {
				return
			}
			if r.Started.Day().Before(c.AsOf.AddDate(0, -6, 0)) {
				c.note(r, r.Line("status"), fmt.Sprintf("still a draft, of an incident on %s", when(r.Started)), "publish what there is, or write `status: not-reviewed` and `because:`")
			}
		},
	}
}
