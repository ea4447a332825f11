package check

import (
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// emptyReview sees published reviews that tell no story at all.
func emptyReview() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "empty-review",
			About:  "published with hardly a word",
			Why:    "Whoever finds it in a list expects a story. As a draft it waits where it is not in the way.",
			Before: "status: published",
			After:  "status: draft",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Status == incident.Published && r.Narrative.Words < 10 && len(r.Perspectives) == 0 && len(r.Messages) == 0 && len(r.Summary) < 40 {
				c.note(r, 0, "the review is published, and says hardly anything", "write `status: draft` while it is being written, or `status: not-reviewed` and `because:`")
			}
		},
	}
}
