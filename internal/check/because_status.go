package check

import (
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// becauseStatus holds `because` and the status not-reviewed together: leaving an
// incident unreviewed is a choice on record.
func becauseStatus() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "because-status",
			About:  "not-reviewed without because, or because without not-reviewed",
			Why:    "That nobody reviewed an incident is a choice, and a good one where others had more to teach. With its reason it is on record; without, it looks like a gap.",
			Before: "status: not-reviewed",
			After:  "status: not-reviewed\nbecause: Third of its kind; the first was studied.",
		},
		review: func(c *checker, r *incident.Review) {
			switch {
			case r.Status == incident.NotReviewed && r.Because == "":
				c.warn(r, r.Line("status"), "nobody reviewed this, and nothing says why", "add `because:`, a sentence; a choice on record is no gap")
			case r.Status != incident.NotReviewed && r.Because != "":
				c.warn(r, r.Line("because"), "`because` says why nobody reviewed this, but the status is "+string(r.Status), "write `status: not-reviewed`, or take `because` out")
			}
		},
	}
}
