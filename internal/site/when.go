package site

import (
	"fmt"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A When is a moment as a page shows it: no more precise than it was written.
type When struct {
	ISO  string `json:"iso,omitempty"` // for <time datetime>; empty when not known
	Text string `json:"text"`

	Short string `json:"-"` // for a margin
}

const unknownText = "unknown"

func when(m incident.Moment) When {
	if !m.Known() {
		return When{Text: unknownText}
	}
	text := dayText(m.Day())
	if m.HasClock() {
		text += ", " + m.Clock() + " " + incident.ZoneName(m.Time)
	}
	if m.About {
		text = "about " + text
	}
	if m.Assumed && m.HasClock() {
		text += " (zone assumed)"
	}
	return When{ISO: iso(m), Text: text}
}

// day shows only the calendar day of a moment.
func day(m incident.Moment) When {
	if !m.Known() {
		return When{Text: "date unknown", Short: "undated"}
	}
	return When{ISO: m.Day().Format(time.DateOnly), Text: dayText(m.Day()), Short: shortDay(m.Day())}
}

func iso(m incident.Moment) string {
	switch m.Precision {
	case incident.DayOnly:
		return m.Day().Format(time.DateOnly)
	case incident.ToMinute, incident.ToSecond:
		return m.Time.Format(time.RFC3339)
	}
	return ""
}

func dayText(t time.Time) string { return t.Format("2 January 2006") }

func shortDay(t time.Time) string { return t.Format("2 Jan 2006") }

func longDay(t time.Time) string { return t.Format("Monday 2 January 2006") }

// span tells how long it was from one moment to another, both known to the
// minute; empty otherwise.
func span(from, to incident.Moment) string {
	if !from.HasClock() || !to.HasClock() || to.Time.Before(from.Time) {
		return ""
	}
	text := durationText(to.Time.Sub(from.Time))
	if from.About || to.About {
		text = "about " + text
	}
	return text
}

func durationText(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	days, hours, minutes := minutes/(24*60), minutes/60%24, minutes%60
	switch {
	case days > 0 && hours > 0:
		return fmt.Sprintf("%s %d h", plural(days, "day"), hours)
	case days > 0:
		return plural(days, "day")
	case hours > 0 && minutes > 0:
		return fmt.Sprintf("%d h %d min", hours, minutes)
	case hours > 0:
		return fmt.Sprintf("%d h", hours)
	}
	return fmt.Sprintf("%d min", minutes)
}

// tenureText says in ordinary words how long somebody had been there.
func tenureText(days int) string {
	switch {
	case days < 0:
		return ""
	case days < 14:
		return plural(days, "day")
	case days < 70:
		return plural(days/7, "week")
	case days < 2*365:
		return plural(days*12/365, "month")
	}
	return plural(days/365, "year")
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if one == "person" {
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, one)
}
