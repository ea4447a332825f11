package site

import (
	"fmt"
	"html/template"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

const (
	rhythmYears = 12  // in the calendar's picture; older ones stand below it in words
	rhythmDots  = 150 // of one year that can be told apart; beyond, months are drawn
)

// rhythm draws when the book's incidents began, year by year, over what the
// organisation was going through: a dot for each, or a bar for each month where
// dots would run together. It is empty with fewer than three dates.
func (p *press) rhythm(pg Page, years []monthsOf, counts []YearCount) template.HTML {
	dated, most := 0, 0
	for _, y := range years {
		dated += y.reviews
		most = max(most, y.reviews)
	}
	if dated < 3 {
		return ""
	}
	r := chart.Rhythm{Caption: chart.Caption{ID: "c-rhythm", Title: "When incidents began"}, Crowded: most > rhythmDots}
	for i, y := range firstOf(years, rhythmYears) {
		line := chart.RhythmYear{Year: y.year, Spells: p.spells(y.year)}
		if r.Crowded {
			line.Bars = monthBars(counts[i])
		} else {
			line.Dots = dayDots(pg, y)
		}
		r.Years = append(r.Years, line)
	}
	mark := "A dot for each of %s with a date"
	if r.Crowded {
		mark = "A bar for each month, as high as its part of %s with a date"
	}
	r.Description = fmt.Sprintf(mark+", a line for each year; events of the organisation are shaded. The table below says the same.",
		plural(dated, "review"))
	return r.SVG()
}

func dayDots(pg Page, y monthsOf) []chart.Dot {
	var dots []chart.Dot
	for _, m := range y.months {
		for _, r := range m.Reviews {
			dots = append(dots, chart.Dot{
				At:    r.Started.Day(),
				Href:  pg.To(incident.ReviewAddress(r.Slug)),
				Title: shortDay(r.Started.Day()) + ": " + r.Title,
			})
		}
	}
	return dots
}

func monthBars(c YearCount) []chart.Bar {
	var bars []chart.Bar
	for i, m := range c.Months {
		if m.Count > 0 {
			bars = append(bars, chart.Bar{Month: time.Month(i + 1), Count: m.Count, Href: m.Href, Title: m.Title + ": " + plural(m.Count, "review")})
		}
	}
	return bars
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
	now, total, filled := insight.Quarter(p.book.AsOf), 0, 0
	for _, r := range t.Reviews {
		if !r.Started.Known() {
			continue
		}
		i := sparkQuarters - 1 - (now - insight.Quarter(r.Started.Day()))
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
