package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// actionDates sees actions whose state and dates contradict each other.
func actionDates() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "action-dates",
			About:  "an action's state and dates do not fit together",
			Why:    "Ages of actions are counted from these dates. One that was done before it was decided, or is open and done at once, makes the list of open actions say what is not so.",
			Before: "- {title: Give the pager to one rotation, state: open, done: 2026-04-18}",
			After:  "- {title: Give the pager to one rotation, state: done, done: 2026-04-18}",
		},
		review: func(c *checker, r *incident.Review) {
			decided := r.Decisions.Decided
			if before(decided, r.Started) {
				c.warn(r, r.Line("actions.decided"), fmt.Sprintf("actions were decided (%s) before the incident started (%s)", when(decided), when(r.Started)), "mend one of the two")
			}
			for _, a := range r.Decisions.Actions {
				c.actionDates(r, a)
			}
		},
	}
}

func (c *checker) actionDates(r *incident.Review, a incident.Action) {
	decided := r.Decisions.Decided
	switch given := len(r.Decisions.Actions) > 0 && r.Line("actions") > 0; {
	case !given: // read from the narrative, which has no dates
	case a.State == incident.ActionDone && !a.Done.Known():
		c.note(r, a.Line, fmt.Sprintf("the action %q is done, but not since when", a.Title), "add `done: DATE`: ages are counted from it")
	case a.State == incident.ActionOpen && a.Done.Known():
		c.warn(r, a.Line, fmt.Sprintf("the action %q is open, and was done on %s", a.Title, when(a.Done)), "write `state: done`, or take the date out")
	case before(a.Due, decided):
		c.warn(r, a.Line, fmt.Sprintf("the action %q is due (%s) before it was decided (%s)", a.Title, when(a.Due), when(decided)), "mind the year")
	}
}
