package check

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// namedWithoutPart sees people whom the story names and the facts do not.
func namedWithoutPart() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "named-without-part",
			About: "the text names somebody who is neither a participant nor part of the review",
			Why: "Somebody whom the story names was there, or knew something that mattered. As long as they are not among the participants, no page of theirs leads here, no figure counts how far the incident reached, and nobody thinks of asking them.\n\n" +
				"It is said of reviews that list their participants.",
			Before: "participants:\n  - {who: kieran}\n\nAt 02:31 @ruth was called, who knew the flag.",
			After:  "participants:\n  - {who: kieran}\n  - {who: ruth, role: expert, joined: 02:31}",
		},
		review: func(c *checker, r *incident.Review) {
			if len(r.Participants) == 0 || r.Status == incident.Retired {
				return
			}
			parts := named(r)
			for _, a := range r.Decisions.Actions {
				parts = append(parts, a.Owner)
			}
			var strangers []string
			line := 0
			for _, m := range r.Narrative.Mentions {
				if c.person(m.Key) == nil || slices.Contains(parts, m.Key) || slices.Contains(strangers, m.Key) {
					continue
				}
				if line == 0 {
					line = m.Line
				}
				strangers = append(strangers, m.Key)
			}
			if len(strangers) > 0 {
				c.note(r, line, "the text names "+some(strangers)+", of whom the front matter says nothing", "add them to `participants`, as `observer` or `expert` perhaps")
			}
		},
	}
}
