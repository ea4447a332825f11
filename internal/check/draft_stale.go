package check

import (
	"fmt"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// workedOn tells whether somebody wrote something of a review since a day: what is
// in no commit yet is being written now.
func (c *checker) workedOn(r *incident.Review, since time.Time) bool {
	if r.Provenance != nil {
		return slices.ContainsFunc(r.Provenance.Revisions, func(v incident.Revision) bool { return v.When.After(since) })
	}
	return slices.ContainsFunc(c.Reviews, func(other *incident.Review) bool { return other.Provenance != nil })
}

// draftStale sees drafts that were begun long ago. Left unsaid, they become a
// gap that nobody chose.
func draftStale() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "draft-stale",
			About: "a draft of an incident that is more than half a year old",
			Why: "A draft is on no list. After half a year it is a story that some people know and nobody can find; what there is of it may well be worth more than what it lacks.\n\n" +
				"Where the history is known, a draft that somebody worked on in that time is left alone.",
			Before: "status: draft",
			After:  "status: not-reviewed\nbecause: Those who were there have left; what is known stands below.",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Status != incident.Draft || !r.Started.Known() || c.AsOf.IsZero() {
				return
			}
			if ago := c.AsOf.AddDate(0, -6, 0); r.Started.Day().Before(ago) && !c.workedOn(r, ago) {
				c.note(r, r.Line("status"), fmt.Sprintf("still a draft, of an incident on %s", when(r.Started)), "publish what there is, or write `status: not-reviewed` and `because:`")
			}
		},
	}
}
