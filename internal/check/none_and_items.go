package check

import (
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// noneAndItems sees a decision to change nothing beside things to change.
func noneAndItems() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "none-and-items",
			About:  "none_because stands beside actions",
			Why:    "The one says that nothing is to be changed, the other what is. A reader cannot know which came later.",
			Before: "actions:\n  none_because: \"Every fix would hide the next surprise.\"\n  items: [{title: Add an alert}]",
			After:  "actions:\n  none_because: \"Every fix would hide the next surprise.\"",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Decisions.NoneBecause != "" && len(r.Decisions.Actions) > 0 {
				c.warn(r, r.Line("actions.none_because"), "`none_because` says that nothing is to be changed, beside "+count(len(r.Decisions.Actions), "action", "actions"),
					"keep one of the two; what was decided against can be told under Follow-ups")
			}
		},
	}
}
