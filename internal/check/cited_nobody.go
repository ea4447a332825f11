package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// citedNobody sees evidence of which nobody knows who said it.
func citedNobody() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "cited-nobody",
			About:  "a message that the narrative cites does not say who wrote it",
			Why:    "A claim leans on what was said, and who said it is half of what was said.",
			Before: "{\"id\":\"m-17\",\"at\":\"2026-03-14T02:06:31Z\",\"text\":\"looking\"}",
			After:  "{\"id\":\"m-17\",\"at\":\"2026-03-14T02:06:31Z\",\"who\":\"kieran\",\"text\":\"looking\"}",
		},
		review: func(c *checker, r *incident.Review) {
			if len(r.Messages) == 0 {
				return
			}
			cited := r.Cited()
			for _, m := range r.Messages {
				if m.Who == "" && cited[m.ID] {
					c.report(diag.Note, r.Transcript, m.Line, fmt.Sprintf("%s is cited, and does not say who wrote it", m.ID), "add \"who\"")
				}
			}
		},
	}
}
