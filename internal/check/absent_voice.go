package check

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// absentVoice sees people who acted in an incident of which the review lets them
// say nothing: no account of theirs, no message, no entry that mentions them.
func absentVoice() rule {
	return rule{
		Rule: diag.Rule{
			Name:  "absent-voice",
			About: "somebody acted in the incident, and the review lets them say and do nothing",
			Why: "Whoever took part saw something that nobody else saw. A review that names them among the participants and never again tells the story from where the others stood. Often it is the person who came for ten minutes and knew what the flag does.\n\n" +
				"A voice is an account under Perspectives, a message of theirs that the text cites, or an entry of the timeline that mentions them. It is said of reviews that say how closely they looked, light ones aside.",
			Before: "participants:\n  - {who: ruth, role: expert}\n  - {who: kieran, role: responder}\n\n## Timeline (UTC)\n- 02:04 [detect] @kieran is paged",
			After:  "## Timeline (UTC)\n- 02:04 [detect] @kieran is paged\n- 02:31 [diagnose] @ruth, called because she wrote the relay, asks for the old value of the flag",
		},
		review: func(c *checker, r *incident.Review) {
			if r.Study.Depth == "" || r.Study.Depth == "light" || r.Status == incident.NotReviewed || r.Status == incident.Retired {
				return
			}
			var absent []string
			for _, p := range r.Participants {
				if p.Responder() && !spoken(r, p.Who) && !excused(r, p.Who) {
					absent = append(absent, p.Who)
				}
			}
			if len(absent) > 0 {
				c.note(r, r.Line("participants"), some(absent)+" took part, and the review lets them say and do nothing",
					"ask what they saw; mention them in the timeline, cite a message of theirs, or add their account under Perspectives")
			}
		},
	}
}

// spoken tells whether a review lets somebody speak or act.
func spoken(r *incident.Review, who string) bool {
	if slices.ContainsFunc(r.Perspectives, func(p incident.Perspective) bool { return p.Who == who }) ||
		slices.ContainsFunc(r.Narrative.Entries, func(e incident.Entry) bool { return slices.Contains(e.Mentions, who) }) {
		return true
	}
	cited := r.Cited()
	return slices.ContainsFunc(r.Messages, func(m incident.Message) bool { return m.Who == who && cited[m.ID] })
}

// excused tells whether the review says why somebody was not asked.
func excused(r *incident.Review, who string) bool {
	return slices.ContainsFunc(r.Study.NotAsked, func(reason incident.Reason) bool { return reason.Who == who })
}
