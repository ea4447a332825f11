package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// timeOrder sees times of the front matter that cannot all be right. An incident
// that was detected only after it had resolved is none of them: that happens.
func timeOrder() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "time-order",
			About:  "detected, mitigated or resolved lies before what must come first",
			Why:    "An incident cannot be detected before it began, or end before it was mitigated. Most often a zone is missing, or a day. That it was detected only after it was over is no slip: that happens.",
			Before: "started: 2026-03-14 02:04 Europe/Lisbon\nmitigated: 2026-03-14 01:40",
			After:  "started: 2026-03-14 02:04 Europe/Lisbon\nmitigated: 2026-03-14 03:40 Europe/Lisbon",
		},
		review: func(c *checker, r *incident.Review) {
			type fact struct {
				name string
				at   incident.Moment
			}
			for _, pair := range [][2]fact{
				{{"started", r.Started}, {"detected", r.Detected}},
				{{"started", r.Started}, {"mitigated", r.Mitigated}},
				{{"started", r.Started}, {"resolved", r.Resolved}},
				{{"mitigated", r.Mitigated}, {"resolved", r.Resolved}},
			} {
				first, then := pair[0], pair[1]
				if before(then.at, first.at) {
					c.warn(r, r.Line(then.name), fmt.Sprintf("%s (%s) lies before %s (%s)", then.name, when(then.at), first.name, when(first.at)),
						"mend one of the two; mind their zones")
				}
			}
		},
	}
}
