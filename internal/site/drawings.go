package site

import (
	"fmt"
	"html/template"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// drawings are the pictures of a measure, with what stands below them; none
// where there is nothing to draw.
func (p *press) drawings(pg Page, m insight.Measure) []Drawing {
	switch m := m.(type) {
	case insight.Reliance:
		return p.drawReliance(pg, m)
	case insight.When:
		return p.drawWhen(pg, m)
	case insight.Nights:
		return one(p.drawNights(pg, m), "For each review with a night in it: who was woken, and who came short of rest.")
	case insight.Together:
		return one(p.drawTogether(pg, m), "How many times one person carried both, from the newest review that shows it.")
	case insight.Newcomers:
		return one(p.drawNewcomers(pg, m), "A dot for each incident with somebody new in it, and for each of a service in its team's first 90 days, which are shaded."+ofNewest(max(len(m.Reviews), len(m.Owned))))
	case insight.FirstMeetings:
		return one(p.drawMeetings(pg, m), "Which teams the book has seen together. Empty squares are pairs that have not met in it.")
	case insight.Around:
		return one(drawAround(pg, m), "How many times as often as on other days, with the exact 95 % interval. Where it spans 1, no difference can be told.")
	case insight.Sizes:
		return one(p.drawSizes(pg, m), "A dot for each incident; the line at it is what nine in ten of the twenty before had at most."+ofNewest(len(m.Reviews)))
	case insight.Heard:
		return one(p.drawHeard(pg, m), "A column for each review: a square for each person who was there.")
	case insight.Attendance:
		return one(p.drawAttendance(pg, m), "A column for each meeting: a square for each person who came.")
	case insight.Publication:
		return one(p.drawPublication(pg, m), "A dot for each review, by the day its incident began."+ofNewest(len(m.Reviews)))
	}
	return nil
}

// ofNewest says that of so many only the newest are drawn.
func ofNewest(n int) string {
	if n <= dotsDrawn {
		return ""
	}
	return fmt.Sprintf(" Of %d, the newest %d.", n, dotsDrawn)
}

// newestOf are those that are drawn, of a list that comes oldest first.
func newestOf[T any](list []T) []T { return list[max(0, len(list)-dotsDrawn):] }

func one(svg template.HTML, caption string) []Drawing {
	if svg == "" {
		return nil
	}
	return []Drawing{{SVG: svg, Caption: caption}}
}

// caption names a picture by its figure.
func caption(f insight.Figure, description string) chart.Caption {
	return chart.Caption{ID: "c-" + f.Key, Title: f.Title, Description: description + " The table beside it has the same numbers."}
}

// mark leads to a review, when it has a page.
func (p *press) mark(pg Page, slug, title string) chart.Mark {
	m := chart.Mark{Title: title}
	if r := p.slugs[slug]; r != nil && p.paged[r] {
		m.Href = pg.To(incident.ReviewAddress(slug))
	}
	return m
}

// titled is what a review is called in a picture.
func (p *press) titled(slug string) string {
	r := p.slugs[slug]
	if r == nil {
		return slug
	}
	return shortDay(r.Started.Day()) + ", " + r.Title
}
