package site

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// reliancesDrawn is how many services a page draws; its table has all.
const reliancesDrawn = 12

func (p *press) drawReliance(pg Page, m insight.Reliance) []Drawing {
	services := slices.Clone(m.Services)
	slices.SortStableFunc(services, func(a, b insight.ServiceReliance) int {
		if a.Speaks() != b.Speaks() {
			return btoi(b.Speaks()) - btoi(a.Speaks())
		}
		return len(b.Reviews) - len(a.Reviews)
	})
	var list []Drawing
	for _, s := range firstOf(services, reliancesDrawn) {
		if d := p.drawPresence(pg, s); d.SVG != "" {
			list = append(list, d)
		}
	}
	if svg := drawSpread(pg, m, p.serviceName); svg != "" {
		list = append(list, Drawing{SVG: svg, Wide: true, Caption: "How many more equally involved people the responders of the newer half act like, both halves cut to as many reviews, with a 95 % interval. Where it spans 0, no change can be told."})
	}
	return list
}

// drawSpread draws the services whose halves hold enough to be compared.
func drawSpread(pg Page, m insight.Reliance, name func(string) string) template.HTML {
	c := chart.Ranges{Unit: "people", Caption: chart.Caption{ID: "c-spread", Title: "Spreading or narrowing", Description: "The difference between the halves of the window for each service with four reviews in each. The table beside it has the same numbers."}}
	for _, s := range m.Services {
		if s.Spread == nil || len(c.Rows) == reliancesDrawn {
			continue
		}
		text := fmt.Sprintf("%+.1f (%.1f to %.1f)", s.Spread.Difference, s.Spread.Low, s.Spread.High)
		c.Rows = append(c.Rows, chart.Range{
			Label: name(s.Service), Low: s.Spread.Low, At: s.Spread.Difference, High: s.Spread.High, Clear: s.Spread.Clear(), Text: text,
			Mark: chart.Mark{Href: pg.To(incident.ServiceAddress(s.Service)), Title: name(s.Service) + ": " + text},
		})
	}
	return c.SVG()
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// drawPresence draws who responded to one service's incidents.
func (p *press) drawPresence(pg Page, s insight.ServiceReliance) Drawing {
	link := pg.link(p.serviceName(s.Service), incident.ServiceAddress(s.Service))
	c := chart.Presence{Caption: chart.Caption{
		ID: "c-reliance-of-" + s.Service, Title: "Who responded for " + link.Title,
		Description: fmt.Sprintf("A column for each of the last %d of %s, oldest first; a dot where somebody responded, a ring where off call. The table has the numbers.", min(len(s.Reviews), chart.PresenceColumns), plural(len(s.Reviews), "review")),
	}}
	shown := slices.Clone(firstOf(s.Reviews, chart.PresenceColumns))
	slices.Reverse(shown)
	rows, once := p.presenceRows(shown, p.service(s.Service))
	for _, slug := range shown {
		r := p.slugs[slug]
		c.Columns = append(c.Columns, chart.PresenceColumn{Mark: p.mark(pg, slug, p.titled(slug)), Label: r.Started.Day().Format("Jan 06"), Newer: p.insights.Window.Newer(r.Started)})
	}
	for _, row := range rows {
		c.Rows = append(c.Rows, chart.PresenceRow{Label: p.callName(row.who), Href: pg.To(incident.PersonAddress(row.who)), There: row.there})
	}
	c.Others = once
	text := fmt.Sprintf("%s; %s, who act like %.1f equally involved people.", plural(len(s.Reviews), "review"), plural(len(s.People), "person"), s.Effective)
	if len(s.Reviews) > len(shown) {
		text = fmt.Sprintf("The last %d of %s", len(shown), text)
	}
	return Drawing{Title: &link, SVG: c.SVG(), Caption: text}
}

// A presence is one person's row.
type presence struct {
	who   string
	there []chart.PresenceMark
}

// presenceRows are the people who responded to more than one of the reviews, in
// the order in which they first did, and how many others each review had.
func (p *press) presenceRows(slugs []string, s *incident.Service) ([]presence, []int) {
	var all []presence
	for i, slug := range slugs {
		for _, part := range p.slugs[slug].Participants {
			if !part.Responder() || p.x.Person(part.Who) == nil {
				continue
			}
			at := slices.IndexFunc(all, func(row presence) bool { return row.who == part.Who })
			if at < 0 {
				at = len(all)
				all = append(all, presence{part.Who, make([]chart.PresenceMark, len(slugs))})
			}
			all[at].there[i] = chart.There
			if insight.OffCall(part, s) == incident.Yes {
				all[at].there[i] = chart.ThereOffCall
			}
		}
	}
	var rows []presence
	others := make([]int, len(slugs))
	for _, row := range all {
		if n := len(row.there) - count(row.there, chart.Absent); n > 1 || len(all) <= 3 {
			rows = append(rows, row)
			continue
		}
		for i, mark := range row.there {
			others[i] += btoi(mark != chart.Absent)
		}
	}
	return rows, others
}

func count[T comparable](list []T, value T) int {
	n := 0
	for _, v := range list {
		n += btoi(v == value)
	}
	return n
}
