package insight

import (
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Newcomers are responders within 180 days of joining the organisation, and
// services whose ownership was younger than 90 days when their incident started.
// Unit: incidents.
type Newcomers struct {
	Figure
	Reviews []Newcomer `json:"reviews"` // newest first
	Owned   []Fresh    `json:"fresh_ownership"`
}

// A Newcomer is an incident with responders who were new.
type Newcomer struct {
	Review string `json:"review"`
	New    int    `json:"newcomers"`
	Alone  bool   `json:"alone"` // one of them had nobody else beside them, see NewcomerAlone
}

// A Fresh is an incident of a service that had been its team's for a short time.
type Fresh struct {
	Review  string `json:"review"`
	Service string `json:"service"`
	Team    string `json:"team"`
	Days    int    `json:"days"` // that the team had owned it

	since time.Time
}

// FreshDays is for how long a service is new to its team.
const FreshDays = 90

const (
	newcomerDays = 180
	aloneFor     = 30 * time.Minute
)

// newcomer tells whether a responder was new; it is unknown without a tenure.
func newcomer(p incident.Participant) incident.Tri {
	switch {
	case p.TenureDays < 0:
		return incident.Unknown
	case p.TenureDays <= newcomerDays:
		return incident.Yes
	}
	return incident.No
}

// newcomerAlone tells whether a newcomer had no other responder beside them: the
// incident had none, or none is known to have been there within half an hour of
// their coming.
func newcomerAlone(r *incident.Review) bool {
	for i, p := range r.Participants {
		if p.Responder() && newcomer(p) == incident.Yes && alone(r, i) {
			return true
		}
	}
	return false
}

// alone tells whether the participant at a place was alone.
func alone(r *incident.Review, place int) bool {
	p := r.Participants[place]
	for i, other := range r.Participants {
		if i == place || !other.Responder() {
			continue
		}
		if !p.Joined.HasClock() || !other.Joined.HasClock() {
			return false // it is not known who came first
		}
		gone := other.Left.HasClock() && !other.Left.Time.After(p.Joined.Time)
		if !gone && other.Joined.Time.Sub(p.Joined.Time) < aloneFor {
			return false
		}
	}
	return true
}

// freshOwners are the services of an incident that had been their team's for
// less than 90 days.
func (x *Insights) freshOwners(r *incident.Review) []Fresh {
	var list []Fresh
	for _, key := range r.Services {
		owner, ok := ownedSince(x.services[key], r.Started.Day())
		if !ok {
			continue
		}
		if days := int(r.Started.Day().Sub(owner.Since.Day()).Hours() / 24); days < FreshDays {
			list = append(list, Fresh{r.Slug, key, owner.Team, days, owner.Since.Day()})
		}
	}
	return list
}

// freshIn are those of the scope.
func (x *Insights) freshIn(r *incident.Review) []Fresh {
	return slices.DeleteFunc(x.freshOwners(r), func(o Fresh) bool {
		return x.scope.Service != "" && o.Service != x.scope.Service || x.scope.Team != "" && o.Team != x.scope.Team
	})
}

// Newcomers are those in the scope: of the service, or of the team and the
// services it owned then.
func (x *Insights) Newcomers() Newcomers {
	f := Newcomers{Reviews: []Newcomer{}, Owned: []Fresh{}, Figure: Figure{
		Key: "newcomers", Title: "Newcomers and fresh ownership",
		Unit:   "incidents with a responder in their first 180 days, or with a service in its team's first 90",
		Quiet:  "No responder is known to have been in their first 180 days, and no service in its team's first 90.",
		Cannot: "Being new is not a lack: newcomers ask what others stopped asking. It shows who met an incident early, not how they fared.",
		Table:  Table{Columns: []string{"Review", "Day", "What was new"}},
	}}
	recent := x.within(x.incidents, func(r *incident.Review) bool {
		return x.scope.concerns(r) || x.scope.Team != "" && len(x.freshIn(r)) > 0
	})
	known, joins, owned, named := 0, 0, 0, 0
	for _, r := range slices.Backward(recent) {
		n := Newcomer{Review: r.Slug, Alone: newcomerAlone(r)}
		for _, p := range r.Participants {
			if p.Responder() && x.scope.counts(p) {
				joins, known = joins+1, known+one(newcomer(p) != incident.Unknown)
				n.New += one(newcomer(p) == incident.Yes)
			}
		}
		for _, key := range r.Services {
			_, ok := ownedSince(x.services[key], r.Started.Day())
			named, owned = named+1, owned+one(ok)
		}
		f.review(x, r, n)
	}
	f.Rests = []Known{
		{known, joins, "times a responder came in, it is known how long they had been with us"},
		{owned, named, "times a review names a service, it is known since when it had been its team's"},
	}
	f.unknown("Of no responder is it known how long they had been here, and of no service since when it had been its team's. `joined:` in a person's profile and `owners:` with `since:` in a service's say it.")
	f.sentences(x, len(recent))
	return f
}

func (f *Newcomers) review(x *Insights, r *incident.Review, n Newcomer) {
	fresh := x.freshIn(r)
	f.Owned = append(f.Owned, fresh...)
	var what []Part
	if n.New > 0 {
		f.Reviews = append(f.Reviews, n)
		text := count(n.New, "responder")
		if n.Alone {
			text += ", alone for a while"
		}
		what = append(what, Part{Text: text})
	}
	for _, o := range fresh {
		what = append(what, x.names.service(o.Service))
	}
	if what != nil {
		f.Table.add(review(r), day(r.Started.Day()), all(what))
	}
}

func (f *Newcomers) sentences(x *Insights, of int) {
	var with, alone []string
	for _, n := range f.Reviews {
		with = append(with, n.Review)
		if n.Alone {
			alone = append(alone, n.Review)
		}
	}
	if with != nil {
		f.find(with, "Somebody in their first 180 days responded in %v of %v.", len(with), count(of, "review"))
	}
	if alone != nil {
		f.find(alone, "A newcomer had no other responder beside them, at first or all through, in %v.", x.titles(alone))
	}
	for _, group := range grouped(f.Owned) {
		var slugs []string
		var days []Part
		for _, o := range group {
			slugs = append(slugs, o.Review)
			days = append(days, Part{Text: count(o.Days, "day")})
		}
		o := group[0]
		f.find(slugs, "%v had been with %v for %v when %v began.", x.names.service(o.Service), x.names.team(o.Team), all(days), x.titles(slugs))
	}
}

// grouped puts together what one change of owner was followed by.
func grouped(list []Fresh) [][]Fresh {
	var groups [][]Fresh
	for _, o := range list {
		i := slices.IndexFunc(groups, func(g []Fresh) bool {
			return g[0].Service == o.Service && g[0].Team == o.Team && g[0].since.Equal(o.since)
		})
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], o)
	}
	return groups
}
