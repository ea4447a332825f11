package index

import (
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Month is one calendar month: its reviews by the day they started, in their
// own zones, and the organisation's events that touch it.
type Month struct {
	First   time.Time          // midnight UTC of the first day
	Reviews []*incident.Review // oldest first
	Events  []*incident.Event
}

// months lists every month from the first review or event to the last review,
// newest first, empty ones included: a quiet month is part of the rhythm.
func months(b *incident.Book, reviews []*incident.Review) []Month {
	byMonth := map[time.Time]*Month{}
	var first, last time.Time
	for _, r := range slices.Backward(reviews) {
		if !r.Started.Known() {
			continue
		}
		at := monthOf(r.Started.Day())
		if byMonth[at] == nil {
			byMonth[at] = &Month{First: at}
		}
		byMonth[at].Reviews = append(byMonth[at].Reviews, r)
		if first.IsZero() || at.Before(first) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	var list []Month
	for at := last; !first.IsZero() && !at.Before(first); at = at.AddDate(0, -1, 0) {
		m := Month{First: at}
		if known := byMonth[at]; known != nil {
			m = *known
		}
		m.Events = touching(b.Events, at)
		list = append(list, m)
	}
	return list
}

func monthOf(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// touching returns the events with a day in the month that begins at first.
func touching(events []*incident.Event, first time.Time) []*incident.Event {
	next := first.AddDate(0, 1, 0)
	var list []*incident.Event
	for _, e := range events {
		start, end := e.Days()
		if !start.IsZero() && start.Before(next) && !end.Before(first) {
			list = append(list, e)
		}
	}
	return list
}

// During returns the events on whose days the review's incident started.
func (x *Index) During(r *incident.Review) []*incident.Event {
	if !r.Started.Known() {
		return nil
	}
	day := r.Started.Day()
	var list []*incident.Event
	for _, e := range x.Book.Events {
		start, end := e.Days()
		if !start.IsZero() && !day.Before(start) && !day.After(end) {
			list = append(list, e)
		}
	}
	return list
}
