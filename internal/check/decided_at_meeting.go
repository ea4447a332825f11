package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// decidedAtMeeting sees actions that were decided on the day on which the story
// was told.
func decidedAtMeeting() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "decided-at-meeting",
			About: "actions were decided on the day of the meeting that told the story",
			Why: "Once a meeting may decide what to change, everybody listens for what could be changed, and the telling stops at the first thing that can. Where the story is told on one day and decisions are made on another, by fewer people, both become better: the story longer, the list shorter. " +
				"A few nights in between also show which of the ideas were only the loudest.",
			Before: "review: {met: 2026-03-20}\nactions: {decided: 2026-03-20}",
			After:  "review: {met: 2026-03-20}\nactions: {decided: 2026-03-24}",
		},
		review: func(c *checker, r *incident.Review) {
			decided, met := r.Decisions.Decided, r.Study.Met
			if len(r.Decisions.Actions) == 0 || !decided.Known() || !met.Known() || !decided.Day().Equal(met.Day()) {
				return
			}
			c.note(r, r.Line("actions.decided"), fmt.Sprintf("the actions were decided on the day on which the story was told (%s)", when(met)),
				"next time, tell the story on one day and decide on another")
		},
	}
}
