package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// publishedEarly sees reviews that were out before the incident was over.
func publishedEarly() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "published-early",
			About:  "published before the incident was resolved, or had started",
			Why:    "How long a story took to be told is counted from the end of the incident. One of the two days is a slip.",
			Before: "resolved: 2026-03-14\npublished: 2026-02-23",
			After:  "resolved: 2026-03-14\npublished: 2026-03-23",
		},
		review: func(c *checker, r *incident.Review) {
			for _, m := range []struct {
				name string
				at   incident.Moment
			}{{"resolved", r.Resolved}, {"started", r.Started}} {
				if r.Published.Known() && m.at.Known() && r.Published.Day().Before(m.at.Day()) {
					c.warn(r, r.Line("published"), fmt.Sprintf("published (%s) lies before %s (%s)", when(r.Published), m.name, when(m.at)), "mend one of the two")
					return
				}
			}
		},
	}
}
