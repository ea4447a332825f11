package site

import (
	"fmt"
	"html/template"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

func (p *press) drawWhen(pg Page, m insight.When) []Drawing {
	hours := chart.Matrix{Turn: true, Caption: caption(m.Figure, fmt.Sprintf("Times a responder came in, for each hour of the week by their own clock: %d known.", m.Known))}
	for h := range 24 {
		hours.Columns = append(hours.Columns, chart.MatrixLine{Label: fmt.Sprintf("%02d", h), Night: h >= 22 || h < 7})
	}
	for d, row := range m.Hours {
		day := insight.Weekday(d)
		hours.Rows = append(hours.Rows, chart.MatrixLine{Label: day.String()[:3]})
		cells := make([]chart.MatrixCell, 24)
		for h, hour := range row {
			title := fmt.Sprintf("%s, %02d:00: %s in %s", day, h, howOften(hour.Joins), plural(len(hour.Reviews), "review"))
			cells[h] = chart.MatrixCell{N: hour.Joins, Mark: chart.Mark{Href: "#c-" + insight.HourAnchor(d, h), Title: title}}
			if len(hour.Reviews) == 1 {
				cells[h].Mark = p.mark(pg, hour.Reviews[0], fmt.Sprintf("%s, %02d:00: %s", day, h, p.titled(hour.Reviews[0])))
			}
		}
		hours.Cells = append(hours.Cells, cells)
	}
	list := one(hours.SVG(), "Hours of the week by each person's own clock; nights are shaded.")
	return append(list, one(p.drawMonths(pg, m), "Incidents by the month in which they began.")...)
}

// howOften says once, twice, 3 times.
func howOften(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func (p *press) drawMonths(pg Page, m insight.When) template.HTML {
	c := chart.Stacks{Caption: chart.Caption{ID: "c-months", Title: "When incidents began", Description: "Incidents by month. The calendar has them by name."}}
	for _, month := range m.Months {
		at, err := time.Parse("2006-01", month.Month)
		if err != nil {
			continue
		}
		column := chart.Stack{Label: at.Format("Jan 06"), Parts: []int{len(month.Reviews)}}
		column.Title = fmt.Sprintf("%s: %s", at.Format("January 2006"), plural(len(month.Reviews), "review"))
		if len(month.Reviews) > 0 {
			column.Href = pg.To(addressCalendar + "#c-" + month.Month)
		}
		c.Columns = append(c.Columns, column)
	}
	return c.SVG()
}

func (p *press) drawNights(pg Page, m insight.Nights) template.HTML {
	c := chart.Stacks{Sorts: chart.Legend{"woken", "less than eight hours' rest"}, Caption: caption(m.Figure, "People woken and people short of rest, by review.")}
	for _, n := range slices.Backward(m.Reviews) {
		title := fmt.Sprintf("%s: %d woken, %d short of rest", p.titled(n.Review), n.Woken, n.ShortRest)
		c.Columns = append(c.Columns, chart.Stack{Mark: p.mark(pg, n.Review, title), Label: p.monthOf(n.Review), Parts: []int{n.Woken, n.ShortRest}})
	}
	return c.SVG()
}

func (p *press) monthOf(slug string) string {
	if r := p.slugs[slug]; r != nil && r.Started.Known() {
		return r.Started.Day().Format("Jan 06")
	}
	return ""
}

func (p *press) drawTogether(pg Page, m insight.Together) template.HTML {
	c := chart.Pairs{Caption: caption(m.Figure, "Rotations that one person carried together, two by two.")}
	place := placer(&c.Names, func(rotation string) chart.MatrixLine { return chart.MatrixLine{Label: rotation} })
	for _, pair := range m.Pairs {
		title := fmt.Sprintf("%s and %s: %s", pair.Pair[0], pair.Pair[1], howOften(pair.Times))
		c.Cells = append(c.Cells, chart.PairCell{A: place(pair.Pair[0]), B: place(pair.Pair[1]), Class: 1, Text: fmt.Sprint(pair.Times), Mark: p.mark(pg, pair.Reviews[0], title)})
	}
	return c.SVG()
}

// placer gives each key its place in a list of names.
func placer(names *[]chart.MatrixLine, name func(string) chart.MatrixLine) func(string) int {
	places := map[string]int{}
	return func(key string) int {
		i, ok := places[key]
		if !ok {
			i = len(*names)
			places[key] = i
			*names = append(*names, name(key))
		}
		return i
	}
}

func (p *press) drawNewcomers(pg Page, m insight.Newcomers) template.HTML {
	w := p.insights.Window
	c := chart.Lanes{From: w.From, To: w.To, Caption: caption(m.Figure, "Incidents with somebody new, and of services that were new to their team, over the window.")}
	dot := func(slug, what string) chart.Dot {
		return chart.Dot{At: p.slugs[slug].Started.Day(), Href: p.mark(pg, slug, "").Href, Title: what + ": " + p.titled(slug)}
	}
	people := chart.Lane{Label: "somebody new"}
	for _, n := range firstOf(m.Reviews, dotsDrawn) {
		people.Dots = append(people.Dots, dot(n.Review, plural(n.New, "responder")+" in their first 180 days"))
	}
	if people.Dots != nil {
		c.Lanes = append(c.Lanes, people)
	}
	for _, o := range firstOf(m.Owned, dotsDrawn) {
		name := p.serviceName(o.Service)
		i := slices.IndexFunc(c.Lanes, func(l chart.Lane) bool { return l.Label == name })
		if i < 0 {
			i = len(c.Lanes)
			c.Lanes = append(c.Lanes, chart.Lane{Label: name, Href: pg.To(incident.ServiceAddress(o.Service))})
		}
		from := p.slugs[o.Review].Started.Day().AddDate(0, 0, -o.Days)
		c.Lanes[i].Stays = append(c.Lanes[i].Stays, chart.Span{From: from, To: from.AddDate(0, 0, insight.FreshDays), Title: "the first 90 days with " + p.teamName(o.Team)})
		c.Lanes[i].Dots = append(c.Lanes[i].Dots, dot(o.Review, plural(o.Days, "day")+" after "+name+" went to "+p.teamName(o.Team)))
	}
	return c.SVG()
}
