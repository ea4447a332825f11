package content

import (
	"strings"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// moment returns the time given for a key.
func (r *reader) moment(key string) incident.Moment {
	return r.momentOn(key, incident.Moment{})
}

// momentOn returns the time given for a key. A time of day alone lies on the day
// of base and in its zone, or on the next day when that is more than 12 hours
// before base.
func (r *reader) momentOn(key string, base incident.Moment) incident.Moment {
	n := r.get(key)
	s := r.sentence(n, key)
	if s == "" || len(r.theirs(key)) > 0 && isTruth(s) {
		return incident.Moment{} // another schema's `resolved: true` says nothing of when
	}
	m, issues := incident.ParseMoment(s, r.zone)
	if m.Precision == incident.ClockOnly && m.Assumed && base.HasClock() {
		m, issues = incident.ParseMoment(s, base.Time.Location())
		m.Assumed = base.Assumed
	}
	if fromBody(n) && m.Precision == incident.NotKnown {
		return m // prose
	}
	m = m.On(base)
	if m.Precision == incident.ClockOnly {
		r.warn(n, "time-without-date", join(r.path, key)+" is a time of day, on no known day", "write the date before it, or add `started:`")
		return incident.Moment{}
	}
	r.doubts(n, key, m, issues)
	return m
}

// doubts reports what is doubtful in how a time was read. That it had no zone is
// said once for the book: whoever leaves it out once does so everywhere.
func (r *reader) doubts(n *frontmatter.Node, key string, m incident.Moment, issues []incident.TimeIssue) {
	if m.Assumed && m.HasClock() {
		r.shareNote(n, "zone-assumed", "the time has no zone: it is read as "+r.zone.String(), "write Z or an offset after it, or set `timezone:` in the settings")
	}
	for _, i := range issues {
		if i.Rule != "zone-assumed" {
			r.warn(n, i.Rule, join(r.path, key)+": "+i.Message, i.Hint)
		}
	}
}

func isTruth(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no":
		return true
	}
	return false
}
