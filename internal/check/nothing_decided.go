package check

import (
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// nothingDecided sees reviews that were made with care and say neither what was
// decided, nor that it was decided to change nothing.
func nothingDecided() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "nothing-decided",
			About: "a published review has no actions, and does not say that this is meant so",
			Why: "To change nothing is a decision, and often a good one: every fix has a price, and some hide the next surprise. Not to have decided looks the same a year later. One sentence tells the two apart.\n\n" +
				"It is said of standard and deep reviews.",
			Before: "status: published\nreview: {depth: standard}",
			After:  "status: published\nreview: {depth: standard}\nactions:\n  none_because: \"Every fix we found would hide the next surprise.\"",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Status != incident.Published || r.Study.Depth == "" || r.Study.Depth == "light" || r.Kind == incident.GameDay {
				return
			}
			if len(r.Decisions.Actions) == 0 && r.Decisions.NoneBecause == "" {
				c.note(r, r.Line("actions"), "nothing was decided, and nothing says that this is meant so", "add what was decided under `actions:`, or `none_because:` with a sentence")
			}
		},
	}
}
