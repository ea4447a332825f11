package site

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// meetingsDrawn is up to how many teams a square shows who has met whom; beyond
// it, only those that met for the first time in the window.
const meetingsDrawn = 16

func (p *press) drawMeetings(pg Page, m insight.FirstMeetings) template.HTML {
	c := chart.Pairs{Key: chart.Legend{"met before, or in the first half-year", "first met in an incident of the window"}, Caption: caption(m.Figure, "Which teams reviews name together, two by two.")}
	teams := map[string]bool{}
	for _, pair := range m.Pairs {
		teams[pair.Pair[0]], teams[pair.Pair[1]] = true, true
	}
	var names []string
	place := placer(&c.Names, func(key string) chart.MatrixLine {
		return chart.MatrixLine{Label: p.teamName(key), Href: pg.To(incident.TeamAddress(key))}
	})
	for _, t := range p.book.Teams {
		if teams[t.Key] && (len(teams) <= meetingsDrawn || firstMet(m, t.Key)) {
			names = append(names, t.Key)
			place(t.Key)
		}
	}
	for _, pair := range m.Pairs {
		if !slices.Contains(names, pair.Pair[0]) || !slices.Contains(names, pair.Pair[1]) {
			continue
		}
		class, met, text := 1, "first seen together in ", ""
		if pair.First {
			class, met, text = 2, "met for the first time in ", "1st"
		}
		c.Cells = append(c.Cells, chart.PairCell{A: place(pair.Pair[0]), B: place(pair.Pair[1]), Class: class, Text: text,
			Mark: p.mark(pg, pair.Review, fmt.Sprintf("%s and %s %s%s", p.teamName(pair.Pair[0]), p.teamName(pair.Pair[1]), met, p.titled(pair.Review)))})
	}
	return c.SVG()
}

func firstMet(m insight.FirstMeetings, team string) bool {
	return slices.ContainsFunc(m.Pairs, func(p insight.TeamPair) bool { return p.First && slices.Contains(p.Pair[:], team) })
}

func drawAround(pg Page, m insight.Around) template.HTML {
	c := chart.Ranges{None: 1, Log: true, Unit: "times as often as on other days", Caption: caption(m.Figure, "The rate of incidents on days of each kind of event against other days, with its interval.")}
	for _, k := range m.Kinds {
		c.Rows = append(c.Rows, chart.Range{
			Label: k.Name(), At: float64(k.Ratio), Low: k.Interval.Low, High: k.Interval.High, Clear: k.Difference, Text: k.Text(),
			Mark: chart.Mark{Href: pg.To(addressCalendar + "#c-events"), Title: fmt.Sprintf("%s: %d on %s, against %d on %s", k.Name(), len(k.Reviews), plural(k.Days, "day"), k.Others, plural(k.OtherDays, "day"))},
		})
	}
	return c.SVG()
}

func (p *press) drawSizes(pg Page, m insight.Sizes) template.HTML {
	w := p.insights.Window
	c := chart.Scatter{From: w.From, To: w.To, Unit: "people", Caption: caption(m.Figure, "People who took part, by the day on which the incident began.")}
	for _, s := range newestOf(m.Reviews) {
		c.Points = append(c.Points, chart.Point{At: p.slugs[s.Review].Started.Day(), N: s.People, Usual: s.Usual, Stand: s.More(),
			Mark: p.mark(pg, s.Review, fmt.Sprintf("%s: %s", p.titled(s.Review), plural(s.People, "person")))})
	}
	return c.SVG()
}
