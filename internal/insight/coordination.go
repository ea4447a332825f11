package insight

import (
	"encoding/json"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Coordination is what it cost people to work together in one incident: what
// a duration does not tell (VOID report, 2021 and later; L. Maguire, «Managing
// the hidden costs of coordination», ACM Queue 17, 2019). Each number that needs
// a fact which not everybody has comes with how many have it.
type Coordination struct {
	People       int
	Teams        int
	Zones        int           // time zones of people, where known
	PersonTime   time.Duration // sum over people whose coming and going is known
	TimeKnown    int           // of how many people
	ToTheEnd     int           // of TimeKnown: counted to the resolution, for nobody wrote when they left
	OutsideHours int           // joined outside working hours of their own
	LocalKnown   int           // of how many people the local time is known
	Woken        int           // see Woken
	WokenKnown   int           // of how many people it is known whether they were
	Rotations    int           // people carrying more than one rotation
	OnCallKnown  int           // of how many people it is known what they carried
}

// MarshalJSON writes the time in hours.
func (c Coordination) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		People       int     `json:"people"`
		Teams        int     `json:"teams"`
		Zones        int     `json:"time_zones"`
		PersonHours  float64 `json:"person_hours"`
		TimeKnown    int     `json:"person_hours_known"`
		ToTheEnd     int     `json:"person_hours_to_the_end"`
		OutsideHours int     `json:"outside_working_hours"`
		LocalKnown   int     `json:"local_time_known"`
		Woken        int     `json:"woken"`
		WokenKnown   int     `json:"woken_known"`
		Rotations    int     `json:"more_than_one_rotation"`
		OnCallKnown  int     `json:"on_call_known"`
	}{c.People, c.Teams, c.Zones, c.PersonTime.Hours(), c.TimeKnown, c.ToTheEnd, c.OutsideHours, c.LocalKnown, c.Woken, c.WokenKnown, c.Rotations, c.OnCallKnown})
}

// Coordinate measures the cost of coordination of a review. A stay is from
// joining to leaving, or to the resolution, and never beyond it.
func Coordinate(r *incident.Review, w config.WorkingHours) Coordination {
	c := Coordination{People: len(r.Participants), Teams: len(r.Teams)}
	zones := map[string]bool{}
	for _, p := range r.Participants {
		if p.Timezone != "" {
			zones[p.Timezone] = true
		}
		if stay, ok := stay(p, r.Resolved); ok {
			c.PersonTime += stay
			c.TimeKnown++
			c.ToTheEnd += one(!p.Left.HasClock())
		}
		if at, ok := localJoin(p); ok {
			c.LocalKnown++
			c.OutsideHours += one(!working(at, w))
		}
		woken := Woken(p)
		c.Woken += one(woken == incident.Yes)
		c.WokenKnown += one(woken != incident.Unknown)
		c.Rotations += one(len(p.OnCall) > 1)
		c.OnCallKnown += one(p.OnCallKnown)
	}
	c.Zones = len(zones)
	return c
}

// stay is how long somebody was there.
func stay(p incident.Participant, resolved incident.Moment) (time.Duration, bool) {
	end := p.Left
	if !end.HasClock() || resolved.HasClock() && end.Time.After(resolved.Time) {
		end = resolved
	}
	if !p.Joined.HasClock() || !end.HasClock() || end.Time.Before(p.Joined.Time) {
		return 0, false
	}
	return end.Time.Sub(p.Joined.Time), true
}
