package insight

import (
	"fmt"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// When is when people were pulled in: the joins of responders by the weekday and
// hour of their own clocks, and the incidents by the month in which they started.
// A join whose time of day or whose person's zone is not known is counted apart.
// Unit: joins; for the months, incidents.
type When struct {
	Figure
	Hours   [7][24]Hour `json:"hours"` // by weekday, Monday first, and hour
	Known   int         `json:"known"`
	Joins   int         `json:"joins"`
	Outside int         `json:"outside_working_hours"` // of Known
	Night   int         `json:"night"`                 // of Known, from 22:00 to 07:00
	People  int         `json:"people"`                // who joined
	Months  []Month     `json:"months"`                // oldest first, quiet ones too
	Hidden  bool        `json:"hidden,omitempty"`      // Hours are left out: too few people
}

// An Hour is the joins of one hour of the week.
type Hour struct {
	Joins   int      `json:"joins"`
	Reviews []string `json:"reviews,omitempty"` // newest first
}

// A Month is the incidents that started in it.
type Month struct {
	Month   string   `json:"month"` // 2026-03
	Reviews []string `json:"reviews,omitempty"`
}

// groupFloor is how many people, or answers, it takes before more than a count
// is said of a group.
const groupFloor = 5

// Weekday names the row of Hours.
func Weekday(row int) time.Weekday { return time.Weekday((row + 1) % 7) }

// When are the joins in the scope. Of a team of fewer than five people only the
// counts are said.
func (x *Insights) When() When {
	f := When{Months: []Month{}, Figure: Figure{
		Key: "when", Title: "When people were pulled in",
		Unit:   "times a responder came in, by their own clock",
		Quiet:  "Of nobody is it known when they came in by their own clock. `joined:` with a time and a zone in the profile, or beside the name, say it.",
		Cannot: "It shows the incidents that somebody wrote about. An hour without any may be quiet, or may be one of which nobody tells.",
		Table:  Table{Columns: []string{"Local time", "Times", "Reviews"}},
	}}
	recent := x.recent()
	people := map[string]bool{}
	for _, r := range slices.Backward(recent) {
		for _, p := range r.Participants {
			if p.Responder() && x.scope.counts(p) {
				people[p.Who] = true
				f.join(r, p, x.config.WorkingHours)
			}
		}
	}
	f.People = len(people)
	f.Hidden = x.scope.Team != "" && f.People < groupFloor
	f.Rests = []Known{{f.Known, f.Joins, "times a responder came in, the local time is known"}}
	if f.Hidden {
		f.hide(slugs(recent))
	} else if f.Known > 0 {
		f.find(slugs(recent), "%v of the %v times a responder came in were outside working hours, %v of them in the night.", f.Outside, f.Known, f.Night)
	}
	f.months(x.Window, recent)
	f.rows(x)
	return f
}

// hide leaves the count alone.
func (f *When) hide(recent []string) {
	f.Hours, f.Outside, f.Night = [7][24]Hour{}, 0, 0
	if f.Joins > 0 {
		f.find(recent, "People of this team came in %v. They are fewer than five, so no more than the count is said.", times(f.Joins))
	}
}

func (f *When) join(r *incident.Review, p incident.Participant, w config.WorkingHours) {
	f.Joins++
	at, ok := localJoin(p)
	if !ok {
		return
	}
	f.Known++
	f.Outside += one(!working(at, w))
	f.Night += one(night(at))
	h := &f.Hours[(int(at.Weekday())+6)%7][at.Hour()]
	h.Joins++
	if !slices.Contains(h.Reviews, r.Slug) {
		h.Reviews = append(h.Reviews, r.Slug)
	}
}

func (f *When) months(w Window, recent []*incident.Review) {
	if w.To.IsZero() {
		return
	}
	byMonth := map[string][]string{}
	for _, r := range slices.Backward(recent) {
		month := r.Started.Day().Format("2006-01")
		byMonth[month] = append(byMonth[month], r.Slug)
	}
	for at := w.From.AddDate(0, 0, 1-w.From.Day()); !at.After(w.To); at = at.AddDate(0, 1, 0) {
		month := at.Format("2006-01")
		f.Months = append(f.Months, Month{Month: month, Reviews: byMonth[month]})
	}
}

func (f *When) rows(x *Insights) {
	for d, hours := range f.Hours {
		for h, hour := range hours {
			if hour.Joins > 0 {
				f.Table.addAt(HourAnchor(d, h), say("%v, %v:00", Weekday(d), twoDigits(h)), hour.Joins, x.titles(hour.Reviews))
			}
		}
	}
}

// HourAnchor names the row of the table that an hour of the week has.
func HourAnchor(weekday, hour int) string {
	return fmt.Sprintf("hour-%d-%s", weekday, twoDigits(hour))
}

func twoDigits(n int) string { return fmt.Sprintf("%02d", n) }

// titles names the reviews of the slugs.
func (x *Insights) titles(slugs []string) Sentence {
	parts := make([]Part, 0, len(slugs))
	for _, slug := range slugs {
		parts = append(parts, story(x.bySlug[slug]))
	}
	return some(parts, 12)
}
