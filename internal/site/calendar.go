package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A CalendarView is the months of the book, with what the organisation was
// going through in each.
type CalendarView struct {
	Page
	Rhythm template.HTML
	Counts Table  // the picture's numbers
	More   []Link // years with pages of their own
	Above  []Link // the calendar, on a year's page
	Years  []CalendarYear
	Events []EventView
	Empty  Empty
}

// A YearCount is a year's reviews by month.
type YearCount struct {
	Year   string
	Months []Link // twelve; Count: reviews, Href: empty without any
	Count  int
}

// A CalendarYear is twelve months in their order.
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
	Reviews []Row     `json:"reviews"` // that began on its days, the first of them
	More    int       `json:"more,omitempty"`
}

// eventRows bounds the reviews that stand under one event.
const eventRows = 30

// A monthsOf is the months of one year, the newest first.
type monthsOf struct {
	year    int
	reviews int
	months  []index.Month
}

// planCalendar are the calendar and, where it does not fit on one page, one for
// each year.
func (p *press) planCalendar() []page {
	years := p.calendarYears()
	shown := firstYears(years)
	pages := []page{{address: addressCalendar, layout: layoutCalendar, view: func(pg Page) view {
		return p.calendar(pg, years, shown)
	}}}
	for _, y := range years[len(shown):] {
		pages = append(pages, page{address: calendarAddress(y.year), layout: layoutCalendar, view: func(pg Page) view {
			return p.calendarOf(pg, y)
		}})
	}
	return pages
}

func calendarAddress(year int) string { return addressCalendar + strconv.Itoa(year) + "/" }

// calendarYears are the years from the last review to the first, without gaps.
func (p *press) calendarYears() []monthsOf {
	var years []monthsOf
	for _, m := range p.x.Months() {
		if len(years) == 0 || years[len(years)-1].year != m.First.Year() {
			years = append(years, monthsOf{year: m.First.Year()})
		}
		y := &years[len(years)-1]
		y.months = append(y.months, m)
		y.reviews += len(m.Reviews)
	}
	return years
}

// firstYears are as many as a page bears, and one at least.
func firstYears(years []monthsOf) []monthsOf {
	count := 0
	for i, y := range years {
		if count += y.reviews; count > onOnePage && i > 0 {
			return years[:i]
		}
	}
	return years
}

func (p *press) calendar(pg Page, years, shown []monthsOf) view {
	pg.Title = "Calendar"
	pg.Description = "When incidents began, and what the organisation was going through."
	v := CalendarView{Page: pg, Empty: Empty{
		Text:  "No review says when its incident started. In its front matter:",
		Paste: "started: 2026-03-14 02:04 Europe/Lisbon\n",
	}}
	where := func(y monthsOf) string {
		if y.year < shown[len(shown)-1].year {
			return calendarAddress(y.year)
		}
		return addressCalendar
	}
	var counts []YearCount
	for _, y := range years {
		counts = append(counts, yearCount(pg, y, where(y)))
	}
	v.Rhythm, v.Counts = p.rhythm(pg, years, counts), countTable(counts)
	v.Years = p.calendarOfYears(pg, shown)
	for _, y := range years[len(shown):] {
		l := pg.link(strconv.Itoa(y.year), calendarAddress(y.year))
		l.Count = y.reviews
		v.More = append(v.More, l)
	}
	for _, e := range p.book.Events {
		v.Events = append(v.Events, p.event(pg, e))
	}
	return v
}

// calendarOf is a year's own page.
func (p *press) calendarOf(pg Page, y monthsOf) view {
	pg.Title = "Calendar of " + strconv.Itoa(y.year)
	pg.Description = "When the incidents of " + strconv.Itoa(y.year) + " began."
	return CalendarView{Page: pg, Above: []Link{pg.link("Calendar", addressCalendar)}, Years: []CalendarYear{p.calendarYear(pg, y)}}
}

// yearCount counts a year's reviews by month, each a link to where they stand.
func yearCount(pg Page, y monthsOf, address string) YearCount {
	c := YearCount{Year: strconv.Itoa(y.year), Months: make([]Link, 12), Count: y.reviews}
	for _, m := range y.months {
		if len(m.Reviews) > 0 {
			l := pg.link(m.First.Format("January 2006"), address+"#"+monthAnchor(m.First))
			l.Count = len(m.Reviews)
			c.Months[m.First.Month()-1] = l
		}
	}
	return c
}

// countTable is the counts of all years and months.
func countTable(years []YearCount) Table {
	t := Table{Wide: true, Head: heads("Year")}
	for m := time.January; m <= time.December; m++ {
		t.Head = append(t.Head, Cell{Text: m.String()[:3], Number: true})
	}
	t.Head = append(t.Head, Cell{Text: "All", Number: true})
	for _, y := range years {
		row := []Cell{{Text: y.Year}}
		for _, m := range y.Months {
			c := Cell{Href: m.Href, Number: true}
			if m.Count > 0 {
				c.Text = strconv.Itoa(m.Count)
			}
			row = append(row, c)
		}
		t.Rows = append(t.Rows, append(row, Cell{Text: strconv.Itoa(y.Count), Number: true}))
	}
	return t
}

func monthAnchor(first time.Time) string { return "c-" + first.Format("2006-01") }

func (p *press) calendarYear(pg Page, y monthsOf) CalendarYear {
	year := CalendarYear{Title: strconv.Itoa(y.year), Still: true}
	for _, m := range slices.Backward(y.months) {
		year.Still = year.Still && len(m.Reviews) == 0 && len(m.Events) == 0
		year.Months = append(year.Months, p.calendarMonth(pg, m))
	}
	return year
}

// calendarOfYears puts years of which nothing is on record together.
func (p *press) calendarOfYears(pg Page, years []monthsOf) []CalendarYear {
	var list []CalendarYear
	newest := ""
	for _, y := range years {
		year := p.calendarYear(pg, y)
		if last := len(list) - 1; year.Still && last >= 0 && list[last].Still {
			list[last].Title = year.Title + " to " + newest
			continue
		}
		newest = year.Title
		list = append(list, year)
	}
	return list
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
	v := EventView{ID: incident.EventAnchor(e.Key), Title: e.Title, Kind: eventText(e.Kind), When: "dates unknown"}
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
	v.Reviews = p.rows(pg, firstOf(during, eventRows))
	v.More = len(during) - len(v.Reviews)
	return v
}

// eventText is an event's kind in words.
func eventText(kind string) string {
	if kind == "reorg" {
		return "reorganisation"
	}
	return strings.ReplaceAll(kind, "-", " ")
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
		Years  []Link      `json:"years,omitempty"` // with pages of their own
		Months []month     `json:"months"`
		Events []EventView `json:"events"`
	}{v.Title, v.More, months, append([]EventView{}, v.Events...)}
}
