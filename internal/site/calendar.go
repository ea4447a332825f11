package site

import (
	"html/template"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A CalendarView is the months of the book, with what the organisation was
// going through in each.
type CalendarView struct {
	Page
	Rhythm template.HTML
	Years  []CalendarYear
	Events []EventView
	Empty  Empty
}

// A CalendarYear is twelve months, the newest first.
type CalendarYear struct {
	Title  string
	Still  bool // nothing on record
	Months []CalendarMonth
}

// A CalendarMonth is one month's reviews and events.
type CalendarMonth struct {
	Title   string
	ISO     string
	Reviews []CalendarReview
	Events  []Link
}

// A CalendarReview is a review on its day.
type CalendarReview struct {
	Row
	Date string
	Kind string
}

// An EventView is one event of the organisation with its own words.
type EventView struct {
	ID      string    `json:"-"`
	Title   string    `json:"title"`
	Kind    string    `json:"kind"`
	When    string    `json:"when"`
	Story   []Passage `json:"-"`
	Reviews []Row     `json:"reviews"` // that began on its days
}

func (p *press) calendar(pg Page) view {
	pg.Title = "Calendar"
	pg.Description = "When incidents began, and what the organisation was going through."
	v := CalendarView{Page: pg, Empty: Empty{
		Text:  "No review says when its incident started. In its front matter:",
		Paste: "started: 2026-03-14 02:04 Europe/Lisbon\n",
	}}
	v.Rhythm = p.rhythm(pg)
	for _, m := range p.x.Months() { // the newest first; in a year, as calendars go
		title := m.First.Format("2006")
		if len(v.Years) == 0 || v.Years[len(v.Years)-1].Title != title {
			v.Years = append(v.Years, CalendarYear{Title: title, Still: true})
		}
		y := &v.Years[len(v.Years)-1]
		y.Still = y.Still && len(m.Reviews) == 0 && len(m.Events) == 0
		y.Months = slices.Insert(y.Months, 0, p.calendarMonth(pg, m))
	}
	for _, e := range p.book.Events {
		v.Events = append(v.Events, p.event(pg, e))
	}
	return v
}

func (p *press) calendarMonth(pg Page, m index.Month) CalendarMonth {
	month := CalendarMonth{Title: m.First.Format("January"), ISO: m.First.Format("2006-01")}
	rows := p.rows(pg, m.Reviews)
	for i, r := range m.Reviews {
		month.Reviews = append(month.Reviews, CalendarReview{
			Row:  rows[i],
			Date: r.Started.Day().Format("Mon 2"),
			Kind: kindText(r.Kind),
		})
	}
	for _, e := range m.Events {
		month.Events = append(month.Events, pg.link(e.Title, addressCalendar+"#"+incident.EventAnchor(e.Key)))
	}
	return month
}

func (p *press) event(pg Page, e *incident.Event) EventView {
	first, last := e.Days()
	v := EventView{ID: incident.EventAnchor(e.Key), Title: e.Title, Kind: kindText(incident.Kind(e.Kind)), When: "dates unknown"}
	if !first.IsZero() {
		v.When = dayText(first)
		if last.After(first) {
			v.When += " to " + dayText(last)
		}
	}
	if len(e.Body.Source) > 0 {
		view := p.narrativeView(pg, e.Path)
		view.Top, view.Prefix = 4, e.Key+"-"
		v.Story = p.passages(pg, markdown.Render(e.Body, view))
	}
	var during []*incident.Review
	for _, r := range p.x.Reviews {
		d := r.Started.Day()
		if r.Started.Known() && !first.IsZero() && !d.Before(first) && !d.After(last) {
			during = append(during, r)
		}
	}
	v.Reviews = p.rows(pg, during)
	return v
}

// Data is the calendar for a program.
func (v CalendarView) Data() any {
	type month struct {
		Month   string `json:"month"`
		Reviews []Row  `json:"reviews"`
	}
	months := []month{}
	for _, y := range v.Years {
		for _, m := range y.Months {
			rows := []Row{}
			for _, r := range m.Reviews {
				rows = append(rows, r.Row)
			}
			months = append(months, month{m.ISO, rows})
		}
	}
	return struct {
		Title  string      `json:"title"`
		Months []month     `json:"months"`
		Events []EventView `json:"events"`
	}{v.Title, months, append([]EventView{}, v.Events...)}
}
