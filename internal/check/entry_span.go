package check

import (
	"fmt"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// entrySpan sees entries of a timeline that end before they begin, or go on for
// days: a range across midnight whose second day was not written is read so.
func entrySpan() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "entry-span",
			About:  "a timeline entry ends before it begins, or lasts for days",
			Why:    "A range is read as it stands: 23:50–00:20 as half an hour across midnight, 2026-03-14 02:30 to 2026-03-13 03:10 as a slip. Where one of the two times is wrong, the strip of the incident shows an hour that nobody had.",
			Before: "- 2026-03-14 02:30 – 2026-03-13 03:10 [repair] the broker is rebuilt",
			After:  "- 2026-03-14 02:30–03:10 [repair] the broker is rebuilt",
		},
		review: func(c *checker, r *incident.Review) {
			const days = 3 * 24 * time.Hour
			for _, e := range r.Narrative.Entries {
				switch {
				case before(e.Until, e.At):
					c.warn(r, e.Line, fmt.Sprintf("this entry ends (%s) before it begins (%s)", when(e.Until), when(e.At)), "mend one of the two; a range needs no date after its dash")
				case e.At.HasClock() && e.Until.HasClock() && e.Until.Time.Sub(e.At.Time) > days:
					c.note(r, e.Line, fmt.Sprintf("this entry lasts for days, from %s to %s", when(e.At), when(e.Until)), "mind the second date")
				}
			}
		},
	}
}
