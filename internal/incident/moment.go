package incident

import "time"

// A Moment is a point in time as somebody wrote it, no more precise than they
// were. The zero Moment is unknown.
type Moment struct {
	Time      time.Time // in the zone it was written in
	Precision Precision
	About     bool // written with ~: approximately then
	Assumed   bool // written without a zone: the site's was taken
}

// A Precision says how much of a Moment is known.
type Precision int

// The precisions, from the least to the most. A ClockOnly Moment is a time of
// day on no known date: it has no instant, and lies on 1 January of year 1.
const (
	NotKnown Precision = iota
	ClockOnly
	DayOnly
	ToMinute
	ToSecond
)

// Known tells whether the moment has a place on the calendar.
func (m Moment) Known() bool { return m.Precision >= DayOnly }

// HasClock tells whether the moment is an instant, known to the minute at least.
func (m Moment) HasClock() bool { return m.Precision >= ToMinute }

// Clock is the moment's time of day as it was written: 15:04, or with seconds
// where they say something.
func (m Moment) Clock() string {
	if m.Precision == ToSecond && m.Time.Second() != 0 {
		return m.Time.Format("15:04:05")
	}
	return m.Time.Format("15:04")
}

// ZoneName is a time's zone by its letters, or its offset where it has none.
func ZoneName(t time.Time) string {
	name, offset := t.Zone()
	if name == "" || name[0] == '+' || name[0] == '-' {
		if offset == 0 {
			return "UTC"
		}
		return t.Format("-07:00")
	}
	return name
}

// Day returns the calendar day of the moment in its own zone, as midnight UTC,
// or the zero time when it is not known.
func (m Moment) Day() time.Time {
	if !m.Known() {
		return time.Time{}
	}
	y, month, d := m.Time.Date()
	return time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
}
