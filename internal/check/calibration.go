package check

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// calibration sees people who were interviewed, and of whom nothing says whether
// the story holds for them.
func calibration() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "calibration",
			About: "somebody was interviewed for a published review, and nothing says that the story holds for them",
			Why: "What somebody says in an interview passes through whoever writes it down, and is put beside what the others said. Before it is published, each of them should have read it and been able to say: that is not how it was. " +
				"It is the cheapest way to find what is wrong, and the one thing that makes people tell as much the next time.\n\n" +
				"A yes is a name under calibrated, a confirmed date in their own perspective, or an approval of theirs of the pull request. Whoever could not be asked stands under not_asked, with the reason.",
			Before: "status: published\nreview:\n  interviewed: [kieran, ariel]\n  calibrated: [kieran]",
			After:  "status: published\nreview:\n  interviewed: [kieran, ariel]\n  calibrated: [kieran]\n  not_asked: {ariel: \"on leave until April\"}",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Status != incident.Published {
				return
			}
			var open []string
			for _, who := range r.Study.Interviewed {
				if !confirmed(r, who) && !excused(r, who) {
					open = append(open, who)
				}
			}
			if len(open) > 0 {
				c.note(r, r.Line("review.interviewed"), "nothing says that the story holds for "+some(open)+", who told it",
					"ask them to read it, and add them to `calibrated`; or to `not_asked`, with the reason")
			}
		},
	}
}

// confirmed tells whether somebody said that the story holds for them.
func confirmed(r *incident.Review, who string) bool {
	if slices.Contains(r.Study.Calibrated, who) || slices.Contains(r.Study.Approvers, who) {
		return true
	}
	if slices.ContainsFunc(r.Perspectives, func(p incident.Perspective) bool { return p.Who == who && p.Confirmed.Known() }) {
		return true
	}
	if r.Provenance == nil {
		return false
	}
	return slices.ContainsFunc(r.Provenance.Revisions, func(v incident.Revision) bool {
		return slices.ContainsFunc(v.Approvals, func(a incident.Approval) bool {
			return a.By.Key == who && a.Source != incident.ApprovalMerge
		})
	})
}
