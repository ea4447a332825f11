package insight

import (
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Coordination is what it cost people to work together in one incident.
type Coordination struct {
	People       int           `json:"people"`
	Teams        int           `json:"teams"`
	Zones        int           `json:"zones"`         // time zones of people, where known
	PersonTime   time.Duration `json:"person_time"`   // sum over people whose coming and going is known
	TimeKnown    int           `json:"time_known"`    // of how many people
	OutsideHours int           `json:"outside_hours"` // joined outside working hours of their own
	Woken        int           `json:"woken"`         // paged between 22:00 and 07:00 of their own
	LocalKnown   int           `json:"local_known"`   // of how many people the local time is known
	Rotations    int           `json:"rotations"`     // people carrying more than one rotation
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
		if len(p.OnCall) > 1 {
			c.Rotations++
		}
		if stay, ok := stay(p, r.Resolved); ok {
			c.PersonTime += stay
			c.TimeKnown++
		}
		at, ok := localJoin(p)
		if !ok {
			continue
		}
		c.LocalKnown++
		if !working(at, w) {
			c.OutsideHours++
		}
		if p.Paged == incident.Yes && night(at) {
			c.Woken++
		}
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
