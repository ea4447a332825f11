package content

import (
	"cmp"
	"fmt"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// complete adds to each participant what their profile knew of them that day.
// What the review itself says was frozen then, and wins.
func (d *draftReview) complete() {
	for i := range d.Participants {
		p := &d.Participants[i]
		if known := d.words.people[p.Who]; known != nil {
			d.Participants[i] = completed(*p, known, d.Started)
		}
		d.Teams = appendNew(d.Teams, p.Team)
	}
}

func completed(p incident.Participant, known *incident.Person, on incident.Moment) incident.Participant {
	p.Team = cmp.Or(p.Team, teamAt(known.Teams, on))
	p.Timezone = cmp.Or(p.Timezone, known.Timezone)
	if p.TenureDays < 0 && known.Joined.Known() && on.Known() {
		p.TenureDays = max(-1, int(on.Day().Sub(known.Joined.Day())/(24*time.Hour)))
	}
	return p
}

// teamAt returns the team of a moment. Where its day is not known, the team is
// only if it never changed.
func teamAt(teams []incident.Tenure, on incident.Moment) string {
	if !on.Known() {
		if len(teams) == 1 {
			return teams[0].Team
		}
		return ""
	}
	return incident.TeamOn(teams, on.Day())
}

// compareName reports a file whose name gives another day than the review, or
// none that exists. A day apart is somebody's time zone, or the morning after.
func (d *draftReview) compareName(r *reader) {
	name := d.source.name()
	if m := dateInName.FindStringSubmatch(name); m != nil && m[2] == "-" && m[4] == "-" && !dateIn(name).Known() {
		r.note(nil, "name-date", fmt.Sprintf("the name %s has a date that does not exist", name), "name the file for the day on which it started; `aliases:` keeps the old address working")
		return
	}
	named := dateOf(d.source)
	if !named.Known() || !d.Started.Known() || r.get("started") == nil {
		return
	}
	if apart := d.Started.Day().Sub(named.Day()).Abs(); apart > 24*time.Hour {
		r.note(r.get("started"), "name-date", fmt.Sprintf("the name says %s, `started` says %s", named.Time.Format(time.DateOnly), d.Started.Time.Format(time.DateOnly)),
			"mend one of the two, if they mean the same day")
	}
}
