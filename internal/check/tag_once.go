package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// tagOnce says, once for the book, how many of its tags lead from one review to
// no other. It is silent in small books, and where most tags are shared.
func tagOnce() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "tag-once",
			About: "most tags are used by one review alone",
			Why: "A tag is a way from one review to the next. One that a single review uses leads nowhere; in collections with free tags these are three of four. A few that come back – reboot, certificate, hand-over – say more than a fine word for each case; the fine words are found by searching the text.\n\n" +
				"It is said of books of 20 reviews and more, when more than half of the tags are used once, and names those that nobody has described.",
			Before: "tags: [expired-leaf-certificate-on-edge-node-3]",
			After:  "tags: [certificate]",
		},
		book: func(c *checker) {
			const reviews, shown = 20, 12
			s := c.sort("tags", c.o.Config.Places.Tags, c.Tags, func(r *incident.Review) []string { return r.Tags })
			var once []string
			var at *incident.Review
			for _, t := range s.terms {
				r := s.first[t.Key]
				if s.uses[t.Key] != 1 || t.Path != "" || r == nil || c.waives(r) {
					continue
				}
				once = append(once, t.Key)
				if at == nil || r.Path < at.Path {
					at = r
				}
			}
			if at == nil || len(c.Reviews) < reviews || c.o.Changed == nil && 2*len(once) <= len(s.terms) {
				return
			}
			slices.Sort(once)
			list := strings.Join(once[:min(shown, len(once))], ", ")
			if more := len(once) - shown; more > 0 {
				list += fmt.Sprintf(" and %d more", more)
			}
			c.note(at, at.Line("tags"), fmt.Sprintf("%d of the %d tags are used by one review alone", len(once), len(s.terms)), "use those that others use, or take them out: "+list)
		},
	}
}
