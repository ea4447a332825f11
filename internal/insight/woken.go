package insight

import (
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Woken tells whether an incident woke a participant: a machine or a call paged
// them, and they came in, at a time known to the minute, between 22:00 and 07:00
// in their own known zone. It is unknown where one of these is not known.
func Woken(p incident.Participant) incident.Tri {
	at, ok := localJoin(p)
	switch {
	case p.Paged == incident.No, ok && !night(at):
		return incident.No
	case p.Paged == incident.Unknown || !ok || p.Joined.About:
		return incident.Unknown
	}
	return incident.Yes
}

// restHours is how long people should have had between two incidents, and
// lateHour the hour of the evening after which the first took their night.
const (
	restHours = 8 * time.Hour
	lateHour  = 23
)

// shortRests finds, for each incident, the participants who joined it less than
// eight hours after the end of another that kept them past 23:00 of their own
// clock: a stay that ended between 23:00 and 07:00, or that went on over 23:00.
// The end of a stay is when somebody left, or the resolution. The incidents come
// oldest first.
func shortRests(incidents []*incident.Review) map[*incident.Review][]string {
	lates := map[string][]late{}
	for _, r := range incidents {
		for _, p := range r.Participants {
			if end, ok := keptLate(p, r.Resolved); ok && named(p.Who) {
				lates[p.Who] = append(lates[p.Who], late{end, r})
			}
		}
	}
	for _, list := range lates {
		slices.SortFunc(list, func(a, b late) int { return a.end.Compare(b.end) })
	}
	short := map[*incident.Review][]string{}
	for _, r := range incidents {
		for _, p := range r.Participants {
			if p.Joined.HasClock() && rested(lates[p.Who], p.Joined.Time, r) < restHours {
				short[r] = append(short[r], p.Who)
			}
		}
	}
	return short
}

// A late is the end of a stay that took somebody's night.
type late struct {
	end time.Time
	in  *incident.Review
}

// rested is how long before a time the last of the sorted stays ended that was
// in another review; a year where there is none.
func rested(lates []late, at time.Time, r *incident.Review) time.Duration {
	i, _ := slices.BinarySearchFunc(lates, at.Add(1), func(l late, at time.Time) int { return l.end.Compare(at) })
	for _, l := range slices.Backward(lates[:i]) {
		if l.in != r {
			return at.Sub(l.end)
		}
	}
	return 365 * 24 * time.Hour
}

// keptLate is the end of a stay that took somebody's night.
func keptLate(p incident.Participant, resolved incident.Moment) (end time.Time, ok bool) {
	zone := p.Zone()
	long, known := stay(p, resolved)
	if zone == nil || !known {
		return end, false
	}
	from := p.Joined.Time.In(zone)
	end = from.Add(long)
	y, m, d := from.Date()
	evening := time.Date(y, m, d, lateHour, 0, 0, 0, zone)
	over := !from.After(evening) && end.After(evening)
	return end, over || end.Hour() >= lateHour || end.Hour() < 7
}

// Nights are the nights that incidents took: people woken, and people who came
// after less than eight hours' rest, by the rotations that they carried then and
// never by person. Unit: times somebody came in.
type Nights struct {
	Figure
	Woken     int             `json:"woken"`
	ShortRest int             `json:"short_rest"`
	Reviews   []Night         `json:"reviews"`   // with any of the two, newest first
	Rotations []RotationNight `json:"rotations"` // by key; those off call last, without one
}

// A Night is what one incident took.
type Night struct {
	Review    string `json:"review"`
	Woken     int    `json:"woken"`
	ShortRest int    `json:"short_rest"`
}

// A RotationNight is what it took of those who carried one rotation.
type RotationNight struct {
	Rotation  string   `json:"rotation"` // empty: they carried none, or that is not known
	Woken     int      `json:"woken"`
	ShortRest int      `json:"short_rest"`
	Reviews   []string `json:"reviews"` // newest first
}

// Nights are those in the scope.
func (x *Insights) Nights() Nights {
	f := Nights{Reviews: []Night{}, Figure: Figure{
		Key: "nights-and-rest", Title: "Nights and rest",
		Unit:   "times somebody came in at night because a machine or a call woke them, or with less than eight hours' rest",
		Quiet:  "Nobody is known to have been woken, or to have come with less than eight hours' rest.",
		Cannot: "A night that went well leaves no review. Pages that woke somebody and led to nothing are missing, and so are those whose time or zone nobody wrote down.",
		Table:  Table{Columns: []string{"Rotation carried", "Woken", "Short of rest", "Reviews"}},
	}}
	recent := x.recent()
	byRotation := map[string]*RotationNight{}
	known, joins := 0, 0
	for _, r := range slices.Backward(recent) {
		n := Night{Review: r.Slug}
		for _, p := range r.Participants {
			if !x.scope.counts(p) {
				continue
			}
			woken, short := Woken(p), slices.Contains(x.rests()[r], p.Who)
			joins, known = joins+1, known+one(woken != incident.Unknown)
			n.Woken, n.ShortRest = n.Woken+one(woken == incident.Yes), n.ShortRest+one(short)
			if woken == incident.Yes || short {
				tally := carried(p)
				for _, rotation := range tally {
					add(byRotation, rotation, r.Slug, woken == incident.Yes, short)
				}
			}
		}
		if n.Woken+n.ShortRest > 0 {
			f.Reviews = append(f.Reviews, n)
			f.Woken, f.ShortRest = f.Woken+n.Woken, f.ShortRest+n.ShortRest
		}
	}
	f.Rests = []Known{{known, joins, "times somebody came in, it is known whether they were woken"}}
	f.unknown("Of nobody is it known whether they were woken. `paged:`, `joined:` with a time, and a zone beside the name or in the profile say it.")
	f.rotations(x, byRotation)
	f.sentences(x)
	return f
}

// carried are the rotations that somebody carried, or the empty one.
func carried(p incident.Participant) []string {
	if len(p.OnCall) == 0 {
		return []string{""}
	}
	return p.OnCall
}

func add(by map[string]*RotationNight, rotation, slug string, woken, short bool) {
	n := by[rotation]
	if n == nil {
		n = &RotationNight{Rotation: rotation}
		by[rotation] = n
	}
	n.Woken, n.ShortRest = n.Woken+one(woken), n.ShortRest+one(short)
	if !slices.Contains(n.Reviews, slug) {
		n.Reviews = append(n.Reviews, slug)
	}
}

func (f *Nights) rotations(x *Insights, by map[string]*RotationNight) {
	f.Rotations = []RotationNight{}
	for _, n := range by {
		f.Rotations = append(f.Rotations, *n)
	}
	slices.SortFunc(f.Rotations, func(a, b RotationNight) int {
		if (a.Rotation == "") != (b.Rotation == "") {
			return one(a.Rotation == "") - one(b.Rotation == "")
		}
		return strings.Compare(a.Rotation, b.Rotation)
	})
	for _, n := range f.Rotations {
		rotation := n.Rotation
		if rotation == "" {
			rotation = "none, or not known"
		}
		f.Table.addAt("rotation-"+n.Rotation, rotation, n.Woken, n.ShortRest, x.titles(n.Reviews))
	}
}

func (f *Nights) sentences(x *Insights) {
	var woke, tired []string
	for _, n := range f.Reviews {
		if n.Woken > 0 {
			woke = append(woke, n.Review)
		}
		if n.ShortRest > 0 {
			tired = append(tired, n.Review)
		}
	}
	if f.Woken > 0 {
		f.find(woke, "People were woken %v, in %v of %v reviews.", times(f.Woken), len(woke), len(x.recent()))
	}
	if f.ShortRest > 0 {
		f.find(tired, "Somebody came with less than eight hours' rest after a late evening %v: in %v.", times(f.ShortRest), x.titles(tired))
	}
}
