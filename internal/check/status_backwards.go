package check

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// statusBackwards sees reviews that the branch takes back: published before, and
// a draft now. It needs to know what the book said before.
func statusBackwards() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "status-backwards",
			About: "a review that was published is a draft again, or one that was retired is back",
			Why: "What was published has been read, cited and linked to. A review that becomes a draft again disappears from every list, and its readers find nothing. If the story was wrong, mend it where it stands: its history shows what was said before. If nobody should rely on it any more, `status: retired` keeps its page and says so.\n\n" +
				"It is seen where a branch is compared with its base.",
			Before: "status: draft        # was: published",
			After:  "status: retired",
		},
		review: func(c *checker, r *incident.Review) {
			was, known := c.o.Before[r.Slug]
			if !known || rank(r.Status) >= rank(was) {
				return
			}
			c.warn(r, r.Line("status"), fmt.Sprintf("the status goes back from %s to %s", was, r.Status), "mend the text where it stands; `status: retired` takes it out of lists and keeps its page")
		},
	}
}

// rank is how far a status has come. That nobody reviews an incident is a choice
// that may be taken back at any time.
func rank(s incident.Status) int {
	order := []incident.Status{incident.NotReviewed, incident.Draft, incident.Calibrating, incident.Published, incident.Retired}
	return slices.Index(order, s)
}
