package incident

import (
	"fmt"
	"time"
)

// A Sequence gives the stamps of one timeline their places on the calendar, one
// after the other: a date is said once and carried on, and so is a zone.
type Sequence struct {
	Site  *time.Location // where a stamp without a zone is; nil: UTC
	Order DateOrder      // what the text's other dates tell of 03/04/2026
	About bool           // every time is approximate: «All times approximate»

	zone   zone            // said for all
	spoken zone            // of the entry before, where none is said for all
	start  Moment          // until another day is said, or an entry placed
	day    time.Time       // the carried day, midnight UTC; zero before any is known
	year   int             // said for all: «Date (2026)»
	days   int             // midnights passed on no known date
	last   time.Time       // of the entry before; zero without one
	clock  bool            // the entry before had a time of day
	said   map[string]bool // issues that one report is enough for
}

// A Placed is a stamp with its place.
type Placed struct {
	At, Until  Moment
	OutOfOrder bool          // it goes back, and not because a day has passed
	Back       time.Duration // by how much, if OutOfOrder
	Issues     []TimeIssue
}

// SetZone says the zone of every stamp that names none. It is as written.
func (q *Sequence) SetZone(written string) {
	if z, n := readZone(written); n > 0 {
		q.zone = z
	}
}

// HasZone tells whether a zone was said for all.
func (q *Sequence) HasZone() bool { return q.zone.given() }

// Start carries the day of a moment, as the zone of the first stamp has it.
func (q *Sequence) Start(m Moment) {
	if m.Known() {
		q.start, q.day = m, m.Day()
	}
}

// startDay is the day on which the moment of Start lies by the clocks of a
// stamp's zone. Where no zone is said, it is the day as written.
func (q *Sequence) startDay(from point) time.Time {
	z := q.zoneOf(from)
	if !q.start.HasClock() || !z.given() {
		return q.day
	}
	at, _ := q.resolve(z, q.start.Time.UTC())
	return Moment{Time: q.start.Time.In(at.Location()), Precision: DayOnly}.Day()
}

// SetYear says the year of dates without one.
func (q *Sequence) SetYear(year int) { q.year = year }

// SetDay carries the day of a stamp that stands alone: a heading, a paragraph.
// It reports what is wrong with it.
func (q *Sequence) SetDay(s Stamp) []TimeIssue {
	day, issues := q.dayOf(s.from.date)
	if !day.IsZero() {
		q.start, q.day, q.last, q.days = Moment{}, day, time.Time{}, 0
	}
	return issues
}

// KnowsDay tells whether a day is carried.
func (q *Sequence) KnowsDay() bool { return !q.day.IsZero() }

// Place gives the next stamp its place.
func (q *Sequence) Place(s Stamp) Placed {
	var p Placed
	day, issues := q.dayOf(s.from.date)
	p.Issues = issues
	if s.from.date.given() && day.IsZero() || !s.from.date.given() && !s.from.clock.given && s.from.date.weekday == 0 {
		return p // no such day, or an unclear clock
	}
	p.At = q.moment(s.from, q.carry(s.from, day, &p), &p)
	switch {
	case s.ranged:
		p.Until = q.until(s, day, &p)
	case s.from.date.last > 0:
		p.Until = Moment{Time: p.At.Time.AddDate(0, 0, s.from.date.last-s.from.date.day), Precision: DayOnly, About: p.At.About}
	}
	if s.from.zone.given() {
		q.spoken = s.from.zone
	}
	q.remember(p.At)
	return p
}

// dayOf returns the day that a date says, or the zero time.
func (q *Sequence) dayOf(d date) (time.Time, []TimeIssue) {
	switch {
	case d.wrong:
		return time.Time{}, []TimeIssue{d.noSuchDay()}
	case d.month == 0:
		return q.nextWeekday(d.weekday), nil
	}
	d, issues := q.ordered(d)
	if d.year == 0 {
		d.year = q.yearOf(d)
	}
	if d.year == 0 {
		return time.Time{}, append(issues, TimeIssue{
			Rule:    "date-without-year",
			Message: fmt.Sprintf("the date %d %s has no year, and nothing before it says which", d.day, time.Month(d.month)),
			Hint:    "write the year, or give the review a `started`",
		})
	}
	day := midnight(d.year, d.month, d.day)
	if day.Day() != d.day {
		d.wrong = true
		return time.Time{}, append(issues, d.noSuchDay())
	}
	if d.weekday != 0 && day.Weekday() != time.Weekday(d.weekday-1) {
		issues = append(issues, TimeIssue{
			Rule:    "weekday-differs",
			Message: fmt.Sprintf("%s was a %s, not a %s", day.Format("2 January 2006"), day.Weekday(), time.Weekday(d.weekday-1)),
			Hint:    "correct the weekday or the date; the date was taken",
		})
	}
	return day, issues
}

// nextWeekday returns the first such day from the carried one on.
func (q *Sequence) nextWeekday(weekday int) time.Time {
	if weekday == 0 || q.day.IsZero() {
		return time.Time{}
	}
	ahead := (weekday - 1 - int(q.day.Weekday()) + 7) % 7
	return q.day.AddDate(0, 0, ahead)
}

func (d date) noSuchDay() TimeIssue {
	return TimeIssue{
		Rule:    "unreadable-date",
		Message: fmt.Sprintf("no calendar has day %d of month %d of the year %d", d.day, d.month, d.year),
		Hint:    "write the date as 2026-03-14",
	}
}

// ordered settles which number is the day. What other dates of the text tell
// wins; then the reading that lies nearer to the carried day.
func (q *Sequence) ordered(d date) (date, []TimeIssue) {
	if !d.other || q.Order == MonthFirst {
		return d, nil
	}
	if q.Order == DayFirst {
		return d.swapped(), nil
	}
	q.Order = MonthFirst // one answer will do for all dates of the text
	if q.nearer(d.swapped(), d) {
		q.Order = DayFirst
		d = d.swapped()
	}
	return d, []TimeIssue{{
		Rule:    "ambiguous-date",
		Message: fmt.Sprintf("the date may be %s or %s; read as the first", d.words(), d.swapped().words()),
		Hint:    "which of them is it? Write the month as a word, or the date as 2026-03-14",
	}}
}

func (d date) words() string { return fmt.Sprintf("%d %s", d.day, time.Month(d.month)) }

// nearer tells whether a lies nearer to the carried day than b.
func (q *Sequence) nearer(a, b date) bool {
	if q.day.IsZero() || a.year == 0 {
		return false
	}
	return away(midnight(a.year, a.month, a.day), q.day) < away(midnight(b.year, b.month, b.day), q.day)
}

// yearOf returns the year that brings a date without one nearest to the carried
// day; 0 if no day is carried.
func (q *Sequence) yearOf(d date) int {
	if q.day.IsZero() {
		return q.year
	}
	best := q.day.Year()
	for _, year := range []int{best - 1, best + 1} {
		if away(midnight(year, d.month, d.day), q.day) < away(midnight(best, d.month, d.day), q.day) {
			best = year
		}
	}
	return best
}

func midnight(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func away(a, b time.Time) time.Duration { return a.Sub(b).Abs() }

// carry returns the day of a point: its own, or the carried one, which a clock
// that goes back by more than 12 hours moves on.
func (q *Sequence) carry(from point, said time.Time, p *Placed) time.Time {
	day := said
	if said.IsZero() {
		day = q.carried(from)
	}
	if q.last.IsZero() {
		return day
	}
	if !from.clock.given || !q.clock {
		p.setBack(q.lastDay(), day)
		return day
	}
	at := q.onClock(from, day)
	if said.IsZero() && q.last.Sub(at) > 12*time.Hour {
		if q.day.IsZero() {
			q.days++
		}
		return day.AddDate(0, 0, 1)
	}
	p.setBack(q.last, at)
	return day
}

func (p *Placed) setBack(before, now time.Time) {
	if now.Before(before) {
		p.OutOfOrder, p.Back = true, before.Sub(now)
	}
}

// onClock is the instant of a point on a day, or its place on no known day.
func (q *Sequence) onClock(from point, day time.Time) time.Time {
	if day.Year() == 1 {
		return shownIn(q.timeless(q.zoneOf(from)), from.clock.on(day))
	}
	at, _ := q.resolve(q.zoneOf(from), from.clock.on(day))
	return at
}

// carried is the day to carry on to a point that says none. In another zone than
// the entry before, it may be another day.
func (q *Sequence) carried(from point) time.Time {
	if q.day.IsZero() {
		return midnight(1, 1, 1+q.days)
	}
	if q.last.IsZero() {
		return q.startDay(from)
	}
	if q.clock && from.zone.given() {
		at, _ := q.resolve(from.zone, q.last)
		return Moment{Time: q.last.In(at.Location()), Precision: DayOnly}.Day()
	}
	return q.day
}

func (q *Sequence) lastDay() time.Time {
	return Moment{Time: q.last, Precision: DayOnly}.Day()
}

func (q *Sequence) zoneOf(p point) zone {
	switch {
	case p.zone.given():
		return p.zone
	case q.zone.given():
		return q.zone
	}
	return q.spoken
}

// on returns the clock's time on a day, as if it were UTC.
func (c clock) on(day time.Time) time.Time {
	return day.Add(time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute + time.Duration(c.second)*time.Second)
}

// moment makes a Moment of a point on its day.
func (q *Sequence) moment(from point, day time.Time, p *Placed) Moment {
	z := q.zoneOf(from)
	m := Moment{About: from.about || q.About, Assumed: !z.given(), Precision: DayOnly}
	if day.Year() == 1 {
		m.Precision = ClockOnly
		m.Time = shownIn(q.timeless(z), from.clock.on(midnight(1, 1, 1)))
		return m
	}
	at, issues := q.resolve(z, from.clock.on(day))
	m.Time = at
	if !from.clock.given {
		m.Assumed = false
		return m
	}
	p.Issues = append(p.Issues, q.once(issues)...)
	if from.clock.oddHalf {
		p.Issues = append(p.Issues, TimeIssue{
			Rule:    "am-after-noon",
			Message: fmt.Sprintf("%02d:%02d AM is no time; read as %02d:%02d", from.clock.hour, from.clock.minute, from.clock.hour, from.clock.minute),
			Hint:    "leave out AM, or mend the hour",
		})
	}
	m.Precision = ToMinute
	if from.clock.seconds {
		m.Precision = ToSecond
	}
	return m
}

// until makes the end of a range, which lies on its start's day or, if that
// would be before it, on the next.
func (q *Sequence) until(s Stamp, said time.Time, p *Placed) Moment {
	day, issues := q.dayOf(s.to.date)
	p.Issues = append(p.Issues, issues...)
	if day.IsZero() {
		day = p.At.Day()
		if p.At.Precision == ClockOnly {
			day = midnight(1, 1, 1)
		}
	}
	to := s.to
	to.about = to.about || s.from.about
	m := q.moment(to, day, p)
	if m.Time.Before(p.At.Time) && !s.to.date.given() && p.At.Precision != ClockOnly {
		m = q.moment(to, day.AddDate(0, 0, 1), p)
	}
	return m
}

// remember keeps what the next stamp is read by.
func (q *Sequence) remember(m Moment) {
	q.clock = m.Precision != DayOnly
	q.last = m.Time
	if m.Known() {
		q.day = m.Day()
	} else {
		q.last = m.Time.AddDate(0, 0, q.days)
	}
}

// once leaves out what was reported before of the same zone.
func (q *Sequence) once(issues []TimeIssue) []TimeIssue {
	var fresh []TimeIssue
	for _, issue := range issues {
		key := issue.Rule
		if issue.Rule == "hour-twice" || issue.Rule == "hour-never" {
			key = issue.Message
		}
		if q.said == nil {
			q.said = map[string]bool{}
		}
		if !q.said[key] {
			fresh = append(fresh, issue)
		}
		q.said[key] = true
	}
	return fresh
}
