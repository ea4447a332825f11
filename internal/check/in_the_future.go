package check

import (
	"fmt"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// inTheFuture sees incidents that start after the day from which the book counts.
func inTheFuture() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "in-the-future",
			About:  "started after the day from which ages are counted",
			Why:    "Ages and windows are counted up to the book's day; what starts after it is in none of them. Most often the year is a slip.",
			Before: "started: 2062-03-14",
			After:  "started: 2026-03-14",
		},
		review: func(c *checker, r *incident.Review) {
			if c.AsOf.IsZero() || !r.Started.Known() || !r.Started.Day().After(c.AsOf.AddDate(0, 0, 1)) {
				return
			}
			c.warn(r, r.Line("started"), fmt.Sprintf("started (%s) lies after %s, the day from which ages are counted", when(r.Started), c.AsOf.Format(time.DateOnly)),
				"mind the year; or move `as_of` in the settings")
		},
	}
}
