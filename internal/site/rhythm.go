package site

import (
	"fmt"
	"html/template"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// rhythmYears is how many years the calendar's picture shows; older ones stand
// below it in words.
const rhythmYears = 12

// rhythm draws when the book's incidents began, year by year, over what the
// organisation was going through.
func (p *press) rhythm(pg Page) template.HTML {
	r := chart.Rhythm{ID: "c-rhythm", Title: "When incidents began"}
	dots, dated := map[int][]chart.Dot{}, 0
	for _, review := range p.x.Reviews {
		if !review.Started.Known() {
			continue
		}
		dated++
		at := review.Started.Day()
		dots[at.Year()] = append(dots[at.Year()], chart.Dot{
			At:    at,
			Href:  pg.To(incident.ReviewAddress(review.Slug)),
			Title: shortDay(at) + ": " + review.Title,
		})
	}
	if dated < 3 {
		return ""
	}
	for _, year := range firstOf(p.calendarYears(), rhythmYears) {
		r.Years = append(r.Years, chart.RhythmYear{Year: year, Dots: dots[year], Spells: p.spells(year)})
	}
	r.Description = fmt.Sprintf("A dot for each of %s with a date, a line for each year; events of the organisation are shaded. The months below say the same in words.",
		plural(dated, "review"))
	return r.SVG()
}

// calendarYears are the years from the last review to the first, without gaps.
func (p *press) calendarYears() []int {
	var years []int
	for _, m := range p.x.Months() {
		if y := m.First.Year(); len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
	}
	return years
}

func (p *press) spells(year int) []chart.Span {
	var list []chart.Span
	for _, e := range p.book.Events {
		first, last := e.Days()
		if first.Year() <= year && year <= last.Year() && !first.IsZero() {
			list = append(list, chart.Span{From: first, To: last.AddDate(0, 0, 1), Title: e.Title})
		}
	}
	return list
}

const (
	sparkQuarters = 12 // three years
	sparkFloor    = 3  // with fewer reviews, a row of bars says nothing
)

// spark draws a term's reviews by quarter of the years before the book's day. It
// is empty where that would say nothing: too few, or all at once.
func (p *press) spark(t *index.Term) template.HTML {
	counts := make([]int, sparkQuarters)
	now, total, filled := quarter(p.book.AsOf), 0, 0
	for _, r := range t.Reviews {
		if !r.Started.Known() {
			continue
		}
		i := sparkQuarters - 1 - (now - quarter(r.Started.Day()))
		if i < 0 || i >= sparkQuarters {
			continue
		}
		if counts[i]++; counts[i] == 1 {
			filled++
		}
		total++
	}
	if total < sparkFloor || filled < 2 {
		return ""
	}
	return chart.Spark(counts)
}

// quarter numbers the quarters of all years.
func quarter(day time.Time) int { return day.Year()*4 + (int(day.Month())-1)/3 }
