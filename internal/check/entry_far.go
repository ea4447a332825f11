package check

import (
	"fmt"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// far is how long before the start or after the end of an incident a time is
// more likely a slip of the year or the month than part of the story.
const far = 60 * 24 * time.Hour

// entryFar sees timeline entries that lie months away from their incident. What
// is marked as context may lie anywhere before.
func entryFar() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "entry-far",
			About:  "a timeline entry lies months before or after its incident",
			Why:    "Most often the year or the month is a slip, and the strip of the incident becomes months long. What led up to it long before is context, and may be marked so.",
			Before: "- 2025-03-14 02:04 @kieran is paged   # started: 2026-03-14",
			After:  "- 2026-03-14 02:04 @kieran is paged",
		},
		review: func(c *checker, r *incident.Review) {
			from, to := span(r)
			if from.IsZero() || r.Line("started") == 0 {
				return // a day from the file's name may be that of its writing
			}
			var strays []incident.Entry
			for _, e := range r.Narrative.Entries {
				at := e.At.Day()
				if at.IsZero() || e.Phase == "context" && at.Before(from) {
					continue
				}
				if at.Before(from.Add(-far)) || at.After(to.Add(far)) {
					strays = append(strays, e)
				}
			}
			if len(strays) == 0 {
				return
			}
			message := fmt.Sprintf("this entry (%s) lies months away from the incident (%s)", when(strays[0].At), when(r.Started))
			if n := len(strays) - 1; n > 0 {
				message += "; so " + count(n, "more does", "more do")
			}
			c.note(r, strays[0].Line, message, "mind the year and the month; what led up to it may be marked [context]")
		},
	}
}

// span returns the first and the last day of an incident as far as its front
// matter tells, or zero times.
func span(r *incident.Review) (from, to time.Time) {
	from, to = r.Started.Day(), r.Started.Day()
	for _, m := range []incident.Moment{r.Detected, r.Mitigated, r.Resolved} {
		if m.Day().After(to) {
			to = m.Day()
		}
	}
	return from, to
}
