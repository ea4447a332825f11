package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// surveyCount sees more people who learned something than people who answered.
func surveyCount() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "survey-count",
			About:  "more people learned something than answered",
			Why:    "The one counts people, the other answers; more people cannot have learned something than answered.",
			Before: "survey: {responses: 5, learned: 6}",
			After:  "survey: {responses: 6, learned: 5}",
		},
		review: func(c *checker, r *incident.Review) {
			if s := r.Study.Survey; s != nil && s.Learned > s.Responses {
				c.warn(r, r.Line("review.survey"), fmt.Sprintf("%d said they learned something, of %d who answered", s.Learned, s.Responses), "`learned` counts people; `responses` counts answers")
			}
		},
	}
}
