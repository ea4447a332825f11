package incident

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// knownZones are the zones that were loaded: each is a file to be read, and a
// book names few of them many times. What is no zone is not kept.
var knownZones sync.Map // of *time.Location, by IANA name

// LoadZone returns the zone of an IANA name, or nil if there is none.
func LoadZone(name string) *time.Location {
	if loc, known := knownZones.Load(name); known {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil
	}
	knownZones.Store(name, loc)
	return loc
}

// resolve returns the instant at which a zone's clock shows wall, which is that
// time as if in UTC, and what a reader should know of how it was found.
func (q *Sequence) resolve(z zone, wall time.Time) (time.Time, []TimeIssue) {
	switch {
	case z.offset != nil:
		return q.named(z, shownIn(z.offset, wall)), nil
	case z.place != "":
		if loc := LoadZone(z.place); loc != nil {
			return settle(loc, wall)
		}
	case z.abbr != nil:
		return q.resolveLetters(*z.abbr, wall)
	case q.Site != nil:
		return settle(q.Site, wall)
	}
	return wall, nil
}

// named shows a time at an offset as the place beside it does, if its clocks
// agree: «PST (UTC-7)» in July is PDT.
func (q *Sequence) named(z zone, at time.Time) time.Time {
	place := z.place
	if z.abbr != nil {
		place = z.abbr.place
	}
	if place == "" || z.abbr != nil && z.abbr.others != "" {
		return at
	}
	loc := LoadZone(place)
	if loc == nil || offsetAt(loc, at) != offsetAt(at.Location(), at) {
		return at
	}
	return at.In(loc)
}

// timeless is a zone's location where no date tells the season.
func (q *Sequence) timeless(z zone) *time.Location {
	switch {
	case z.offset != nil:
		return z.offset
	case z.place != "":
		if loc := LoadZone(z.place); loc != nil {
			return loc
		}
	case z.abbr != nil && z.abbr.minutes != 0:
		return time.FixedZone(z.abbr.letters, z.abbr.minutes*60)
	case z.abbr != nil && z.abbr.place != "":
		if loc := LoadZone(z.abbr.place); loc != nil {
			return loc
		}
	case z.abbr == nil && q.Site != nil:
		return q.Site
	}
	return time.UTC
}

// shownIn is the instant at which a clock at a fixed offset shows wall.
func shownIn(loc *time.Location, wall time.Time) time.Time {
	y, month, d := wall.Date()
	return time.Date(y, month, d, wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
}

func (q *Sequence) resolveLetters(a abbreviation, wall time.Time) (time.Time, []TimeIssue) {
	issues := []TimeIssue(nil)
	if a.others != "" {
		a, issues = q.choose(a)
	}
	fixed := time.UTC
	if a.minutes != 0 {
		fixed = time.FixedZone(a.letters, a.minutes*60)
	}
	if a.place == "" {
		return shownIn(fixed, wall), issues
	}
	loc := LoadZone(a.place)
	if loc == nil {
		return shownIn(fixed, wall), issues
	}
	if !a.season {
		at, more := settle(loc, wall)
		return at, append(issues, more...)
	}
	at := shownIn(fixed, wall).In(loc)
	if _, offset := at.Zone(); offset == a.minutes*60 {
		return at, issues
	}
	at, more := settle(loc, wall)
	if len(more) > 0 {
		return at, append(issues, more...)
	}
	return at, append(issues, outOfSeason(a, at))
}

// choose settles letters with several meanings: the site's zone if it is one of
// them, else the most used, which is reported.
func (q *Sequence) choose(a abbreviation) (abbreviation, []TimeIssue) {
	meanings := append([]string{a.place}, strings.Fields(a.others)...)
	if q.Site != nil {
		for _, place := range meanings {
			if q.Site.String() == place {
				return abbreviation{letters: a.letters, minutes: a.minutes, place: place, season: a.season && place == a.place}, nil
			}
		}
	}
	chosen := a
	chosen.others = ""
	return chosen, []TimeIssue{{
		Rule:    "ambiguous-zone",
		Message: fmt.Sprintf("«%s» means more than one zone; read as %s (%s)", a.letters, a.place, fixedOffset(a.minutes)),
		Hint:    fmt.Sprintf("write the zone as %s, or an offset such as %s", either(meanings), signed(a.minutes)),
	}}
}

func outOfSeason(a abbreviation, at time.Time) TimeIssue {
	name, offset := at.Zone()
	minutes := offset / 60
	return TimeIssue{
		Rule: "zone-out-of-season",
		Message: fmt.Sprintf("«%s» on %s, when clocks there showed %s; read as %s (%s)",
			a.letters, at.Format("2 January 2006"), name, name, fixedOffset(minutes)),
		Hint: fmt.Sprintf("write %s or %s; if %s was meant, write the offset %s", name, a.place, fixedOffset(a.minutes), signed(a.minutes)),
	}
}

// settle finds the instant at which the clocks of a place show wall. An hour
// that occurs twice takes the first, one that never does moves forward.
func settle(loc *time.Location, wall time.Time) (time.Time, []TimeIssue) {
	before, after := offsetAt(loc, wall.Add(-24*time.Hour)), offsetAt(loc, wall.Add(24*time.Hour))
	first := wall.Add(-time.Duration(before) * time.Second).In(loc)
	if before == after {
		return first, nil
	}
	second := wall.Add(-time.Duration(after) * time.Second).In(loc)
	fits1, fits2 := offsetAt(loc, first) == before, offsetAt(loc, second) == after
	switch {
	case fits1 && fits2:
		return first, []TimeIssue{{
			Rule:    "hour-twice",
			Message: fmt.Sprintf("the clocks of %s showed %s twice; the first was taken (%s)", loc, wall.Format("15:04 on 2 January 2006"), offsetOf(first)),
			Hint:    fmt.Sprintf("write the offset: %s or %s", signed(before/60), signed(after/60)),
		}}
	case fits1:
		return first, nil
	case fits2:
		return second, nil
	}
	return first, []TimeIssue{{
		Rule:    "hour-never",
		Message: fmt.Sprintf("the clocks of %s never showed %s; moved forward to %s", loc, wall.Format("15:04 on 2 January 2006"), first.Format("15:04")),
		Hint:    "mend the time, or write the offset that was meant",
	}}
}

func offsetAt(loc *time.Location, t time.Time) int {
	_, offset := t.In(loc).Zone()
	return offset
}

func offsetOf(t time.Time) string {
	_, offset := t.Zone()
	return fixedOffset(offset / 60).String()
}

// signed writes an offset as +01:00.
func signed(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// either joins names as «a, b or c».
func either(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
