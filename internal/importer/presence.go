package importer

import (
	"cmp"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// participants lists who was there by the evidence, in the order in which they
// came. Who only joined, and neither wrote nor spoke, watched.
func participants(e Evidence, people []*incident.Person) []incident.Participant {
	all := map[string]*incident.Participant{}
	somebody := map[string]Somebody{}
	for _, s := range e.People {
		somebody[s.Ref] = s
	}
	of := func(who string) *incident.Participant {
		if s, ok := somebody[who]; !ok || s.Bot || who == "" {
			return nil
		}
		if all[who] == nil {
			all[who] = &incident.Participant{Who: who, Role: "observer", TenureDays: -1}
		}
		return all[who]
	}
	for _, m := range e.Messages {
		if p := of(m.Who); p != nil {
			attend(p, m)
		}
	}
	for _, c := range e.Calls {
		if p := of(c.Who); p != nil {
			p.Paged = incident.Yes
		}
	}
	for _, s := range e.Stays {
		if p := of(s.Who); p != nil {
			stay(p, s)
		}
	}
	var list []incident.Participant
	for who, p := range all {
		freeze(p, e.Started, somebody[who], people)
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b incident.Participant) int {
		return cmp.Or(a.Joined.Time.Compare(b.Joined.Time), cmp.Compare(a.Who, b.Who))
	})
	return list
}

func attend(p *incident.Participant, m incident.Message) {
	switch m.Kind {
	case incident.MessageLeave:
		p.Left = m.At
		return
	case incident.MessageText, incident.MessageSpeech:
		if p.Role == "observer" {
			p.Role = "responder"
		}
		if commands.MatchString(m.Text) {
			p.Role = "commander"
		}
		p.Left = incident.Moment{} // is there, or back
		if farewell.MatchString(m.Text) {
			p.Left = m.At
		}
	}
	if !p.Joined.Known() {
		p.Joined = m.At
	}
}

func stay(p *incident.Participant, s Stay) {
	during := s.From.About && p.Joined.Known() && !p.Joined.Time.After(s.To.Time)
	if s.From.Known() && !during && (!p.Joined.Known() || s.From.Time.Before(p.Joined.Time)) {
		p.Joined = s.From
	}
	for _, r := range s.OnCall {
		p.OnCallKnown = true
		if !slices.Contains(p.OnCall, r) {
			p.OnCall = append(p.OnCall, r)
		}
	}
}

// freeze notes the facts of that time: the zone and the days since they joined the
// organisation, by the profile, else by the evidence.
func freeze(p *incident.Participant, started incident.Moment, s Somebody, people []*incident.Person) {
	joined, _ := incident.ParseMoment(s.Joined, time.UTC)
	p.Timezone = s.Timezone
	if i := slices.IndexFunc(people, func(q *incident.Person) bool { return q.Key == p.Who }); i >= 0 {
		p.Timezone = cmp.Or(people[i].Timezone, s.Timezone)
		if people[i].Joined.Known() {
			joined = people[i].Joined
		}
	}
	then := p.Joined
	if !then.Known() {
		then = started
	}
	if joined.Known() && then.Known() && !then.Day().Before(joined.Day()) {
		p.TenureDays = int(then.Day().Sub(joined.Day()).Hours() / 24)
	}
}
