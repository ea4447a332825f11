package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// noStart says, once for the book, how many reviews have no place in time: lists
// put them last, and no figure by date counts them.
func noStart() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "no-start",
			About:  "nothing says when the incident started",
			Why:    "Without a day a review has no place in time: lists put it last, and no figure by date counts it. It is said once for the book.",
			Before: "title: Lookups stopped",
			After:  "title: Lookups stopped\nstarted: 2026-03-14",
		},
		book: func(c *checker) {
			var without []*incident.Review
			for _, r := range c.changed() {
				if !r.Started.Known() && r.Line("started") == 0 && !c.waives(r) {
					without = append(without, r)
				}
			}
			if len(without) == 0 {
				return
			}
			message := "nothing says when this started: lists put it last"
			if n := len(without) - 1; n > 0 {
				message += fmt.Sprintf(" (so in %s)", count(n, "more review", "more reviews"))
			}
			c.note(without[0], 0, message, "write `started:`, or begin the file's name with the date; `started: unknown` says that nobody knows")
		},
	}
}
