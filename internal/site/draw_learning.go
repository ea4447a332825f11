package site

import (
	"fmt"
	"html/template"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/insight"
)

func (p *press) drawHeard(pg Page, m insight.Heard) template.HTML {
	c := chart.Stacks{Sorts: chart.Legend{"can be heard", "cannot be heard"}, Caption: caption(m.Figure, "People who were there, by review and whether they can be heard.")}
	for _, in := range m.Reviews {
		title := fmt.Sprintf("%s: %d of %d can be heard", p.titled(in.Review), in.Heard, in.There)
		c.Columns = append(c.Columns, chart.Stack{Mark: p.mark(pg, in.Review, title), Label: p.monthOf(in.Review), Parts: []int{in.Heard, in.There - in.Heard}})
	}
	return c.SVG()
}

func (p *press) drawAttendance(pg Page, m insight.Attendance) template.HTML {
	c := chart.Stacks{Sorts: chart.Legend{"had taken part", "had not"}, Caption: caption(m.Figure, "People at each review's meeting, by whether they had taken part in the incident.")}
	for _, meet := range m.Meetings {
		title := fmt.Sprintf("%s: %d of %d had not taken part", p.titled(meet.Review), meet.Visitors, meet.Attended)
		c.Columns = append(c.Columns, chart.Stack{Mark: p.mark(pg, meet.Review, title), Label: p.monthOf(meet.Review), Parts: []int{meet.Attended - meet.Visitors, meet.Visitors}})
	}
	return c.SVG()
}

func (p *press) drawPublication(pg Page, m insight.Publication) template.HTML {
	w := p.insights.Window
	c := chart.Scatter{From: w.From, To: w.To, Unit: "days", Caption: caption(m.Figure, "Days from the resolution to the publication of each review.")}
	for _, published := range newestOf(m.Reviews) {
		c.Points = append(c.Points, chart.Point{At: p.slugs[published.Review].Started.Day(), N: published.Days,
			Mark: p.mark(pg, published.Review, fmt.Sprintf("%s: %s", p.titled(published.Review), plural(published.Days, "day")))})
	}
	return c.SVG()
}
