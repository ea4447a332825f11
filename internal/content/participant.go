package content

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// people reads who was there and who looked at it afterwards.
func (d *draftReview) people(r *reader) {
	for _, n := range r.get("participants").List() {
		p, ok := d.participant(r, n)
		if ok {
			d.Participants = append(d.Participants, p)
		}
	}
	d.Study = d.study(r)
}

// participant reads one of the participants: a map, or a name alone.
func (d *draftReview) participant(r *reader, n *frontmatter.Node) (incident.Participant, bool) {
	p := incident.Participant{Line: n.Line, TenureDays: -1}
	if n.Kind == frontmatter.Scalar {
		p.Who = d.named(person, n.Text)
		return p, p.Who != "" && !d.takesPart(p.Who)
	}
	sub := r.within(n, "participants[]")
	who := sub.text("who")
	if who == "" {
		r.warn(n, "participant-without-who", "a participant has no `who`; what is said of them is left out", "write `- who: KEY`, with the name of their file in people/ without .md")
		return p, false
	}
	p.Who = d.named(person, who)
	if d.takesPart(p.Who) {
		r.warn(n, "participant-twice", who+" is a participant twice; the first stands", "put what is known of them into one item")
		return p, false
	}
	p.Role = sub.oneOf("role", incident.Roles)
	p.Team = d.named(team, sub.text("team"))
	p.Joined = sub.momentOn("joined", d.Started)
	p.Left = sub.momentOn("left", later(d.Started, p.Joined))
	p.OnCall, p.OnCallKnown = onCall(sub)
	p.Paged = sub.tri("paged")
	p.Timezone = timezone(sub)
	p.TenureDays = int(sub.number("tenure_days", 0, 36500))
	sub.extra()
	return p, true
}

func (d *draftReview) takesPart(who string) bool {
	return slices.ContainsFunc(d.Participants, func(p incident.Participant) bool { return p.Who == who })
}

// later returns b where it is an instant, else a: what a time of day that came
// after both is counted from.
func later(a, b incident.Moment) incident.Moment {
	if b.HasClock() {
		return b
	}
	return a
}

// onCall returns the rotations somebody carried, and whether that is known. An
// empty list means that they were not on call.
func onCall(r *reader) (rotations []string, known bool) {
	n := r.root.Get("on_call")
	r.known = append(r.known, "on_call")
	switch {
	case n == nil || n.Kind == frontmatter.Scalar && n.Text == "":
		return nil, false
	case n.Kind == frontmatter.Scalar && isNone(n.Text):
		return nil, true
	case n.Kind == frontmatter.Scalar && strings.EqualFold(n.Text, "unknown"):
		return nil, false
	case n.Kind == frontmatter.Scalar && isTruth(n.Text):
		r.warn(n, "wrong-kind", "on_call does not say for what", "write the rotations: `on_call: [consul]`, or `[]` for not on call")
		return nil, false
	}
	for _, s := range r.sentences("on_call") {
		rotations = appendNew(rotations, incident.Key(s.text))
	}
	return rotations, true
}

func isNone(s string) bool {
	switch strings.ToLower(s) {
	case "no", "none", "false":
		return true
	}
	return false
}

// timezone returns the name of a zone that exists.
func timezone(r *reader) string {
	name := r.text("timezone")
	if name == "" || strings.EqualFold(name, "unknown") {
		return ""
	}
	if incident.LoadZone(name) == nil {
		r.warn(r.get("timezone"), "unknown-timezone", "no time zone is called "+name, "write an IANA name such as Europe/Lisbon")
		return ""
	}
	return name
}
