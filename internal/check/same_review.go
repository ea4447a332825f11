package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// sameReview sees two reviews with one title and one start: a copy that was kept.
func sameReview() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "same-review",
			About:  "two reviews have the same title and the same start",
			Why:    "Most often a file was copied and both were kept. Figures count one incident twice.",
			Before: "content/reviews/2026-03-14-dns.md and content/reviews/2026/2026-03-14-dns-2.md",
			After:  "content/reviews/2026/2026-03-14-dns.md",
		},
		book: func(c *checker) {
			type likeness struct {
				title string
				at    int64
			}
			first := make(map[likeness]*incident.Review)
			for _, r := range c.Reviews {
				if !r.Started.HasClock() {
					continue
				}
				key := likeness{incident.Key(r.Title), r.Started.Time.Unix()}
				if other := first[key]; other != nil {
					c.note(r, r.Line("title"), fmt.Sprintf("%s has the same title and the same start", other.Path), "keep one of the two; `aliases:` keeps the other's address working")
					continue
				}
				first[key] = r
			}
		},
	}
}
