package content

import (
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// study reads how the review was made.
func (d *draftReview) study(whole *reader) incident.Study {
	r := whole.within(whole.get("review"), "review")
	s := incident.Study{
		Depth:       r.oneOf("depth", incident.Depths),
		Facilitator: d.named(person, r.text("facilitator")),
		Interviewed: d.terms(r, person, "interviewed"),
		Calibrated:  d.terms(r, person, "calibrated"),
		NotAsked:    d.notAsked(r),
		Approvers:   d.terms(r, person, "approvers"),
		Met:         r.moment("met"),
		Attended:    d.terms(r, person, "attended"),
		Survey:      survey(r),
	}
	r.extra()
	return s
}

// notAsked reads who was not asked and why: a map, or a list of names and maps.
func (d *draftReview) notAsked(r *reader) []incident.Reason {
	var list []incident.Reason
	for _, n := range r.get("not_asked").List() {
		if n.Kind == frontmatter.Scalar {
			list = append(list, incident.Reason{Who: d.named(person, n.Text)})
		}
		for _, f := range n.Fields {
			list = append(list, incident.Reason{Who: d.named(person, f.Key), Why: r.sentence(f.Value, "not_asked")})
		}
	}
	return list
}

// survey reads the answers after the meeting; nil without any.
func survey(r *reader) *incident.Survey {
	n := r.get("survey")
	if n.Empty() {
		return nil
	}
	sub := r.within(n, "survey")
	s := &incident.Survey{
		Responses:     max(0, int(sub.number("responses", 0, 1e6))),
		Coordination:  mean(sub, "coordination"),
		Communication: mean(sub, "communication"),
		Confidence:    mean(sub, "confidence"),
		Learned:       max(0, int(sub.number("learned", 0, 1e6))),
	}
	sub.extra()
	return s
}

// mean returns a mean on the scale from 1 to 5; 0 when it was not given.
func mean(r *reader, key string) float64 { return r.number(key, 1, 5) }
