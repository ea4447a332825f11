package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// singleCause says, once for the book, where reviews look for the one cause.
func singleCause() rule {
	return rule{
		Rule: diag.Rule{Name: "single-cause", About: "a heading asks for the root cause"},
		book: func(c *checker) {
			line, others := 0, 0
			var first *incident.Review
			for _, r := range c.Reviews {
				at := rootCause(r)
				switch {
				case at == 0 || c.waives(r):
				case first == nil:
					first, line = r, at
				default:
					others++
				}
			}
			if first == nil {
				return
			}
			message := "the heading asks for one cause: incidents have several, and which is the root depends on where one stops asking"
			if others > 0 {
				message += fmt.Sprintf(" (so in %s)", count(others, "more review", "more reviews"))
			}
			c.note(first, line, message, "write `## Contributing factors`")
		},
	}
}

// rootCause returns the line of a heading that asks for one cause, or 0.
func rootCause(r *incident.Review) int {
	for _, b := range r.Narrative.Blocks {
		if b.Kind != incident.Heading {
			continue
		}
		switch incident.Key(b.Text) {
		case "root-cause", "the-root-cause", "root-cause-analysis":
			return b.Line
		}
	}
	return 0
}
