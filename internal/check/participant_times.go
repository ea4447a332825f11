package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// participantTimes sees people who left before they came, or came long after it
// was over.
func participantTimes() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "participant-times",
			About:  "a participant left before they joined, or joined days away from the incident",
			Why:    "Hours that people gave to an incident are summed from when they came and left. A slip of the day makes a night of five minutes, or a month.",
			Before: "- {who: kieran, joined: 02:06, left: 01:40}",
			After:  "- {who: kieran, joined: 02:06, left: 04:40}",
		},
		review: func(c *checker, r *incident.Review) {
			from, to := span(r)
			for _, p := range r.Participants {
				if before(p.Left, p.Joined) {
					c.warn(r, p.Line, fmt.Sprintf("%s left (%s) before they joined (%s)", p.Who, when(p.Left), when(p.Joined)), "mend one of the two; mind their zones")
				}
				if at := p.Joined.Day(); !from.IsZero() && !at.IsZero() && (at.Before(from.AddDate(0, 0, -2)) || at.After(to.AddDate(0, 0, 7))) {
					c.note(r, p.Line, fmt.Sprintf("%s joined on %s, days away from the incident (%s)", p.Who, when(p.Joined), when(r.Started)), "mind the day; a time alone takes the day of `started`")
				}
			}
		},
	}
}
