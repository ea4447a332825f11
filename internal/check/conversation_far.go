package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// conversationFar sees a conversation that belongs to another incident, or whose
// clock was set to another day.
func conversationFar() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "conversation-far",
			About:  "no message of the conversation lies near the incident",
			Why:    "Either the conversation is another incident's, or a day is wrong in one of the two. Everything that is told by the clock would be wrong with it.",
			Before: "started: 2025-03-14   # the messages are of March 2026",
			After:  "started: 2026-03-14",
		},
		review: func(c *checker, r *incident.Review) {
			from, to := span(r)
			if from.IsZero() {
				return
			}
			var first incident.Moment
			for _, m := range r.Messages {
				if !m.At.Known() {
					continue
				}
				if !first.Known() {
					first = m.At
				}
				if !m.At.Day().Before(from.Add(-far)) && !m.At.Day().After(to.Add(far)) {
					return
				}
			}
			if first.Known() {
				c.report(diag.Warning, r.Transcript, 1, fmt.Sprintf("the conversation (from %s) lies months away from the incident (%s)", when(first), when(r.Started)),
					"see that it is this incident's, and that `started` is right")
			}
		},
	}
}
