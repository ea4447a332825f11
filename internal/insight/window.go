package insight

import (
	"encoding/json"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// DefaultMonths is the length of a window that nobody chose.
const DefaultMonths = 24

// A Window is the days that figures are counted over: the months before the
// book's as-of, whose day is the last. Its halves are the older and the newer
// half of the months. Days are midnight UTC; the zero Window has none.
type Window struct {
	From, Middle, To time.Time // the first day, the first of the newer half, the last day
	Months           int
}

func newWindow(asOf time.Time, months int) Window {
	if asOf.IsZero() {
		return Window{Months: months}
	}
	return Window{
		From:   monthsBefore(asOf, months).AddDate(0, 0, 1),
		Middle: monthsBefore(asOf, months/2).AddDate(0, 0, 1-months%2*15),
		To:     asOf,
		Months: months,
	}
}

// monthsBefore is the same day of an earlier month, or that month's last.
func monthsBefore(day time.Time, months int) time.Time {
	y, m, d := day.Date()
	last := time.Date(y, m-time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, min(d, last.Day())-last.Day())
}

// Has tells whether a moment's day lies in the window.
func (w Window) Has(m incident.Moment) bool {
	return m.Known() && w.hasDay(m.Day())
}

func (w Window) hasDay(day time.Time) bool {
	return !day.Before(w.From) && !day.After(w.To)
}

// Newer tells whether a moment lies in the newer half.
func (w Window) Newer(m incident.Moment) bool { return w.Has(m) && !m.Day().Before(w.Middle) }

// MarshalJSON writes the days as dates.
func (w Window) MarshalJSON() ([]byte, error) {
	out := struct {
		From   string `json:"from,omitempty"`
		To     string `json:"to,omitempty"`
		Months int    `json:"months"`
	}{Months: w.Months}
	if !w.To.IsZero() {
		out.From, out.To = w.From.Format(time.DateOnly), w.To.Format(time.DateOnly)
	}
	return json.Marshal(out)
}
