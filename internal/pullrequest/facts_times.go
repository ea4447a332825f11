package pullrequest

import (
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

func (f *factfinder) times() {
	f.moment("published", "published", givenDay(f.old), givenDay(f.new))
	f.moment("started", "started", f.old.Started, f.new.Started)
	f.moment("detected", "detected", f.old.Detected, f.new.Detected)
	f.moment("mitigated", "mitigated", f.old.Mitigated, f.new.Mitigated)
	f.moment("resolved", "resolved", f.old.Resolved, f.new.Resolved)
	was, is := lasted(f.old), lasted(f.new)
	if was != is && was > 0 && is > 0 {
		f.say("resolved", "from first to last it took %s instead of %s", durationText(is), durationText(was))
	}
}

// givenDay is the day of publication, where the front matter gives it: it may be
// known from the history as well, and that is not the branch's to change.
func givenDay(r *incident.Review) incident.Moment {
	if r.Line("published") == 0 {
		return incident.Moment{}
	}
	return r.Published
}

// lasted is how long it was from the start to the resolution, where both are
// known.
func lasted(r *incident.Review) time.Duration {
	if !r.Started.HasClock() || !r.Resolved.HasClock() {
		return 0
	}
	return r.Resolved.Time.Sub(r.Started.Time)
}

// moment says how a time changed: mitigated 25 minutes earlier, at 03:15 instead
// of 03:40.
func (f *factfinder) moment(key, did string, old, new incident.Moment) {
	if how := shifted(old, new); how != "" {
		f.say(key, "%s %s", did, how)
	}
}

// shifted tells how one moment became another; empty where a reader sees none.
func shifted(old, new incident.Moment) string {
	was, is := momentText(old), momentText(new)
	switch {
	case was == is:
		return ""
	case old.Precision == incident.NotKnown:
		return "at a time that is given now: " + is
	case new.Precision == incident.NotKnown:
		return "at a time that is no longer given (it was " + was + ")"
	case !old.HasClock() || !new.HasClock():
		return "on " + is + " instead of " + was
	}
	moved := new.Time.Sub(old.Time)
	if sameDay(old.Time, new.Time) {
		was, is = clockWith(old), clockWith(new)
	}
	switch {
	case moved > 0:
		return durationText(moved) + " later, " + is + " instead of " + was
	case moved < 0:
		return durationText(-moved) + " earlier, " + is + " instead of " + was
	}
	return "at the same moment, written as " + is + " instead of " + was
}

// clockWith is the clock of a moment, in a sentence.
func clockWith(m incident.Moment) string {
	text := m.Clock()
	if m.About {
		return "about " + text
	}
	return text
}

// sameDay tells whether two times are written in one zone, on one day.
func sameDay(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return x == y && a.YearDay() == b.YearDay() && a.Year() == b.Year()
}
