package insight

import (
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// ownedSince is the tenure by which a service was owned on a day; not ok where
// its beginning is not known.
func ownedSince(s *incident.Service, on time.Time) (t incident.Tenure, ok bool) {
	if s == nil {
		return t, false
	}
	for _, owner := range s.Owners {
		if owner.Since.Known() && !owner.Since.Day().After(on) {
			t, ok = owner, true
		}
	}
	return t, ok
}

// teamOf is somebody's team on a day.
func (x *Insights) teamOf(who string, on time.Time) string {
	p := x.people[who]
	if p == nil {
		return ""
	}
	return incident.TeamOn(p.Teams, on)
}
