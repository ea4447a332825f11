package incident

import (
	"fmt"
	"strings"
	"time"
)

// A TimeIssue is what an author should know of how a time was read. Whoever
// knows where the time stands makes a problem of it.
type TimeIssue struct {
	Rule    string // kebab-case, as in a problem
	Message string
	Hint    string
}

// ParseMoment reads a time of the front matter: 2026-03-14T02:04:00Z, with an
// offset, an IANA name or an abbreviation for its zone, 2026-03-14, ~ before
// what is approximate, unknown, and the ways people write dates in prose.
// Without a zone it is in the given one, and Assumed. A clock alone has no date
// yet: see [Moment.On].
func ParseMoment(s string, site *time.Location) (Moment, []TimeIssue) {
	s = strings.TrimSpace(s)
	if s == "" || strings.EqualFold(s, "unknown") {
		return Moment{}, nil
	}
	stamp, n := ReadStamp(s)
	if n == 0 || strings.TrimSpace(s[n:]) != "" || stamp.from.clock.unclear {
		return Moment{}, []TimeIssue{unreadable(s, n)}
	}
	q := Sequence{Site: site}
	p := q.Place(stamp)
	return p.At, p.Issues
}

func unreadable(s string, n int) TimeIssue {
	rest := strings.TrimSpace(s[n:])
	issue := TimeIssue{
		Rule:    "unreadable-time",
		Message: fmt.Sprintf("«%s» is not a time that can be read", shortened(s)),
		Hint:    "write 2026-03-14T02:04:00Z, 2026-03-14 02:04 Europe/Lisbon, 2026-03-14, ~2026-03-14 02:04 UTC or unknown",
	}
	if near := NearestZone(rest); n > 0 && near != "" {
		issue.Rule = "unknown-zone"
		issue.Message = fmt.Sprintf("no zone is called «%s»", shortened(rest))
		issue.Hint = fmt.Sprintf("did you mean %s?", near)
	}
	return issue
}

// shortened shortens what a message quotes.
func shortened(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// On returns a clock without a date as it stands on the day of start, or on the
// next if that would be more than 12 hours before start. Other moments, and all
// when the start is not known, stay as they are.
func (m Moment) On(start Moment) Moment {
	if m.Precision != ClockOnly || !start.Known() {
		return m
	}
	loc := m.Time.Location()
	from := start.Time
	if start.HasClock() {
		from = from.In(loc)
	}
	y, month, d := from.Date()
	wall := time.Date(y, month, d, m.Time.Hour(), m.Time.Minute(), m.Time.Second(), 0, time.UTC)
	at, _ := settle(loc, wall)
	if start.HasClock() && start.Time.Sub(at) > 12*time.Hour {
		at, _ = settle(loc, wall.AddDate(0, 0, 1))
	}
	m.Time, m.Precision = at, ToMinute
	return m
}

// String writes the moment as format.md has it, with the zone's letters. It is
// for messages and tests; pages have words of their own.
func (m Moment) String() string {
	layout := ""
	switch m.Precision {
	case NotKnown:
		return "unknown"
	case ClockOnly:
		layout = "15:04"
	case DayOnly:
		layout = "2006-01-02"
	case ToMinute:
		layout = "2006-01-02 15:04 MST"
	case ToSecond:
		layout = "2006-01-02 15:04:05 MST"
	}
	text := m.Time.Format(layout)
	if m.About {
		text = "~" + text
	}
	return text
}
