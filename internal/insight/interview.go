package insight

import (
	"cmp"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Guide is what somebody takes along to interview the people who were in an
// incident: whom to ask first and why, and questions, many of them tied to
// moments of the timeline and the conversation. The sorts of question follow the
// Howie guide (Jeli, 2021; Apache-2.0), critical decision probes (G. Klein, R.
// Calderwood and D. MacGregor, IEEE SMC 19, 1989) and the cognitive interview
// (R. Fisher and R. Geiselman, 1992); the words are our own.
type Guide struct {
	Review string        `json:"review"`
	Whom   []Interviewee `json:"whom"` // not interviewed yet, the first to ask first
	Done   []string      `json:"interviewed"`
	Manner []string      `json:"manner"` // for whoever asks
	Before []GuidePart   `json:"before"` // of the moments
	After  []GuidePart   `json:"after"`
}

// A GuidePart is a part of an interview.
type GuidePart struct {
	Title     string   `json:"title"`
	Questions []string `json:"questions"`
}

// An Interviewee is somebody to ask, why, and the moments to ask about.
type Interviewee struct {
	Person   string     `json:"person"`
	Reasons  []Sentence `json:"reasons"`
	NotAsked string     `json:"not_asked,omitempty"` // why they are not to be asked, by the review
	Clock    string     `json:"clock,omitempty"`     // zone of the times: their own, or empty
	Moments  []Moment   `json:"moments"`
}

// Guide is the guide to one review. People who are not to be named have no part
// in it: they are asked in person, or not at all.
func (x *Insights) Guide(r *incident.Review) Guide {
	g := Guide{Review: r.Slug, Whom: []Interviewee{}, Done: []string{}, Manner: manner(), Before: beforeMoments(), After: afterMoments()}
	for _, p := range r.Participants {
		if !named(p.Who) {
			continue
		}
		if slices.Contains(r.Study.Interviewed, p.Who) {
			g.Done = append(g.Done, p.Who)
			continue
		}
		g.Whom = append(g.Whom, x.interviewee(r, p))
	}
	slices.SortStableFunc(g.Whom, func(a, b Interviewee) int {
		return cmp.Or(cmp.Compare(one(a.NotAsked != ""), one(b.NotAsked != "")), cmp.Compare(len(b.Reasons), len(a.Reasons)))
	})
	return g
}

// With is the part of the guide for one person who took part, interviewed
// already or not; not ok for anybody else.
func (x *Insights) With(r *incident.Review, who string) (i Interviewee, ok bool) {
	for _, p := range r.Participants {
		if p.Who == who && named(who) {
			return x.interviewee(r, p), true
		}
	}
	return i, false
}

func (x *Insights) interviewee(r *incident.Review, p incident.Participant) Interviewee {
	i := Interviewee{Person: p.Who, Reasons: x.whyAsk(r, p), Moments: x.moments(r, p)}
	if p.Zone() != nil {
		i.Clock = p.Timezone
	}
	for _, n := range r.Study.NotAsked {
		if n.Who == p.Who {
			i.NotAsked = n.Why
		}
	}
	return i
}

// whyAsk are the reasons for asking somebody: what only they can tell.
func (x *Insights) whyAsk(r *incident.Review, p incident.Participant) []Sentence {
	reasons := []Sentence{}
	add := func(is bool, format string, args ...any) {
		if is {
			reasons = append(reasons, say(format, args...))
		}
	}
	central := centralIn(r, p.Who)
	add(len(central) > 0, "The timeline names them where something was %v.", all(words(central)))
	off := []Part{}
	for _, key := range r.Services {
		if p.Responder() && OffCall(p, x.services[key]) == incident.Yes {
			off = append(off, x.names.service(key))
		}
	}
	add(len(off) > 0, "They came without being on call for %v.", all(off))
	for _, key := range r.Services {
		for _, a := range x.reliedOnBy(r, key) {
			add(a.Person == p.Who, "%v has relied on them again and again: what do they know that has no word yet?", x.names.service(key))
		}
		reasons = append(reasons, x.ownership(r, p, key)...)
	}
	add(newcomer(p) == incident.Yes, "They had been here for %v: they see what others have stopped seeing.", count(p.TenureDays, "day"))
	add(Woken(p) == incident.Yes, "It woke them.")
	add(slices.Contains(x.rests()[r], p.Who), "They came with less than eight hours' rest.")
	add(len(p.OnCall) > 1, "They carried more than one rotation: %v.", all(words(p.OnCall)))
	add(p.Role == "reporter", "They were among the first to notice, from where others could not see.")
	add(slices.Contains(VoicesOf(r).Absent, p.Who), "The review cannot tell yet how it looked from where they stood.")
	return reasons
}

// centralIn says in which of the phases that carry an incident the timeline names
// somebody.
func centralIn(r *incident.Review, who string) []string {
	var list []string
	for _, phase := range []struct {
		phase incident.Phase
		word  string
	}{{"detect", "noticed"}, {"diagnose", "puzzled out"}, {"repair", "mended"}} {
		if slices.ContainsFunc(r.Narrative.Entries, func(e incident.Entry) bool {
			return e.Phase == phase.phase && slices.Contains(e.Mentions, who)
		}) {
			list = append(list, phase.word)
		}
	}
	return list
}

// ownership says when somebody is of the team that owns a service since a short
// time, or that owned it before.
func (x *Insights) ownership(r *incident.Review, p incident.Participant, key string) []Sentence {
	s := x.services[key]
	owner, ok := ownedSince(s, r.Started.Day())
	if !ok || p.Team == "" {
		return nil
	}
	if days := int(r.Started.Day().Sub(owner.Since.Day()) / (24 * time.Hour)); owner.Team == p.Team && days < FreshDays {
		return []Sentence{say("Their team had owned %v for %v.", x.names.service(key), count(days, "day"))}
	}
	if former := incident.TeamOn(s.Owners, owner.Since.Day().AddDate(0, 0, -1)); former == p.Team && former != owner.Team {
		return []Sentence{say("Their team owned %v until %v.", x.names.service(key), day(owner.Since.Day()))}
	}
	return nil
}
