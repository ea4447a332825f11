package pullrequest

import (
	"fmt"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// listed joins words as a sentence does: a, b and c.
func listed(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// plural counts things whose name takes an s.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// momentText is a moment in words, no more precise than it was written.
func momentText(m incident.Moment) string {
	text := ""
	switch {
	case m.HasClock():
		text = m.Time.Format("2 January 2006") + ", " + m.Clock() + " " + incident.ZoneName(m.Time)
	case m.Known():
		text = m.Time.Format("2 January 2006")
	case m.Precision == incident.ClockOnly:
		text = m.Clock()
	default:
		return "unknown"
	}
	if m.About {
		text = "about " + text
	}
	return text
}

// durationText is a length of time in words, to the minute from a minute on.
func durationText(d time.Duration) string {
	if d < time.Minute {
		return plural(int(d/time.Second), "second")
	}
	minutes := int(d.Round(time.Minute) / time.Minute)
	days, hours, minutes := minutes/(24*60), minutes/60%24, minutes%60
	var parts []string
	for _, part := range []struct {
		n    int
		name string
	}{{days, "day"}, {hours, "hour"}, {minutes, "minute"}} {
		if part.n > 0 && len(parts) < 2 {
			parts = append(parts, plural(part.n, part.name))
		}
	}
	return listed(parts)
}

// without returns the words of list that are not in other.
func without(list, other []string) []string {
	gone := make(map[string]bool, len(other))
	for _, w := range other {
		gone[w] = true
	}
	var rest []string
	for _, w := range list {
		if !gone[w] {
			rest = append(rest, w)
		}
	}
	return rest
}
