package check

import (
	"fmt"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// when writes a moment as a problem quotes it.
func when(m incident.Moment) string {
	switch {
	case m.Precision == incident.DayOnly:
		return m.Time.Format("2006-01-02")
	case m.Precision == incident.ToSecond:
		return m.Time.Format("2006-01-02 15:04:05 MST")
	}
	return m.Time.Format("2006-01-02 15:04 MST")
}

// before tells whether a surely lies before b, as precisely as both are known. A
// time that is only about right is given an hour.
func before(a, b incident.Moment) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	if !a.HasClock() || !b.HasClock() {
		return a.Day().Before(b.Day())
	}
	slack := time.Duration(0)
	if a.About || b.About {
		slack = time.Hour
	}
	return a.Time.Add(slack).Before(b.Time)
}

// some joins names for a sentence, the first few of many.
func some(names []string) string {
	const most = 6
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
