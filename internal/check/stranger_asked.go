package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// strangerAsked sees people of whom the review says that they were asked, or that
// the story holds for them, without saying that they were there.
func strangerAsked() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "stranger-asked",
			About:  "interviewed, calibrated or not asked, but no participant",
			Why:    "What somebody was asked about is what they saw; the review does not say that they were there. Often a key has a slip.",
			Before: "participants: [{who: kieran}]\nreview: {interviewed: [kiran]}",
			After:  "participants: [{who: kieran}]\nreview: {interviewed: [kieran]}",
		},
		review: func(c *checker, r *incident.Review) {
			if len(r.Participants) == 0 {
				return
			}
			for _, who := range r.Study.Interviewed {
				c.stranger(r, "interviewed", who)
			}
			for _, who := range r.Study.Calibrated {
				c.stranger(r, "calibrated", who)
			}
			for _, reason := range r.Study.NotAsked {
				c.stranger(r, "not_asked", reason.Who)
			}
		},
	}
}

func (c *checker) stranger(r *incident.Review, field, who string) {
	if participant(r, who) {
		return
	}
	var there []string
	for _, p := range r.Participants {
		there = append(there, p.Who)
	}
	line := r.Line("review." + field)
	if p := c.person(who); p == nil || p.Path == "" {
		hint := "add them to `participants`, or write them a profile"
		if near := diag.Nearest(who, there); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		c.warn(r, line, fmt.Sprintf("%s: %s is no participant, and has no profile", field, who), hint)
		return
	}
	if field == "calibrated" { // one may well ask, or miss asking, somebody who was not there
		c.note(r, line, fmt.Sprintf("%s: %s is no participant", field, who), "add them to `participants` if they were there")
	}
}
