package insight

import (
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// localJoin is when the participant came in by their own clock. It is not ok
// without a join known to the minute, or without a zone of their own: a local
// time is never guessed.
func localJoin(p incident.Participant) (at time.Time, ok bool) {
	zone := p.Zone()
	if !p.Joined.HasClock() || zone == nil {
		return time.Time{}, false
	}
	return p.Joined.Time.In(zone), true
}

// night tells whether people sleep at that local time: from 22:00 to 07:00.
func night(at time.Time) bool { return at.Hour() >= 22 || at.Hour() < 7 }

// working tells whether the local time lies in working hours. Hours that end
// before they start go on past midnight, and belong to the day they began on.
func working(at time.Time, w config.WorkingHours) bool {
	minute, day := at.Hour()*60+at.Minute(), at.Weekday()
	if w.End > w.Start {
		return w.Days[day] && minute >= w.Start && minute < w.End
	}
	if minute < w.End {
		return w.Days[(day+6)%7]
	}
	return w.Days[day] && minute >= w.Start
}
