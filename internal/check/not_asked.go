package check

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// notAsked sees participants of a deep review whose account is nowhere.
func notAsked() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "not-asked",
			About:  "a participant of a deep review was neither asked nor left out for a reason",
			Why:    "A deep review rests on what each of those who were there saw. Whoever was not asked for a reason stands under not_asked with it; the others were forgotten, or it was forgotten to say so.",
			Before: "review: {depth: deep, interviewed: [ariel]}   # kieran took part",
			After:  "review:\n  depth: deep\n  interviewed: [ariel]\n  not_asked: {kieran: \"on leave until April\"}",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Study.Depth != "deep" || r.Status.BeingWritten() {
				return
			}
			var missing []string
			for _, p := range r.Participants {
				if p.Responder() && !heard(r, p.Who) {
					missing = append(missing, p.Who)
				}
			}
			if len(missing) > 0 {
				c.note(r, r.Line("review.interviewed"), "nobody asked "+some(missing)+", or it is not said", "add them to `interviewed`, or to `not_asked` with the reason")
			}
		},
	}
}

// heard tells whether somebody was asked, spoke for themselves, or was left out
// for a reason.
func heard(r *incident.Review, who string) bool {
	return slices.Contains(r.Study.Interviewed, who) || slices.Contains(r.Study.Calibrated, who) ||
		slices.ContainsFunc(r.Study.NotAsked, func(reason incident.Reason) bool { return reason.Who == who }) ||
		slices.ContainsFunc(r.Perspectives, func(p incident.Perspective) bool { return p.Who == who })
}
