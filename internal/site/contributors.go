package site

import (
	"fmt"
	"html/template"
	"sync"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A ContributorsView holds both sides together: who takes part in incidents, who
// writes and approves their narratives, and the gap between them, as an
// invitation.
type ContributorsView struct {
	Page
	TakingPart  Link
	Known       string // of how many reviews the history is known
	Unknown     bool   // of none
	Nobody      bool   // no review names who responded
	Invitations []Invitation
	Quarters    []string
	Writers     []WriterRow
	Approved    template.HTML
	Approvals   []Crossing
	About       template.HTML
	Subjects    []Crossing

	writing insight.Writing
}

// An Invitation is a service whose story some who know it have not told.
type Invitation struct {
	Service Link
	Text    string
	People  Links
	Reviews []Link
}

// A WriterRow is a team and what its people gave, by quarter.
type WriterRow struct {
	Link
	Quarters []Given
	Spark    template.HTML
}

// Given is how many reviews a team's people wrote and approved in a quarter.
type Given struct{ Wrote, Approved int }

// A Crossing is a team, what it is tied to, and by how many reviews.
type Crossing struct {
	From, To Link
	Count    int
}

func writingOnce(book *incident.Book) func() insight.Writing {
	return sync.OnceValue(func() insight.Writing { return insight.Written(book) })
}

// quartersShown bounds the table to three years; the JSON has all.
const quartersShown = 12

func (p *press) contributors(pg Page) view {
	w := p.writing()
	pg.Title = "Who writes, who takes part"
	pg.Description = "Two graphs, kept apart: who was in incidents, and who wrote and approved their narratives. What lies between them is an invitation."
	v := ContributorsView{Page: pg, writing: w, TakingPart: pg.link("Who takes part in incidents, and with whom", addressTakingPart)}
	v.Unknown, v.Nobody = w.Known == 0, len(p.participation().People) == 0
	v.Known = fmt.Sprintf("Known for %d of %s, from Git's history.", w.Known, plural(w.Of, "published review"))
	for _, u := range w.Told {
		v.Invitations = append(v.Invitations, p.invitation(pg, u))
	}
	first := max(0, len(w.Quarters)-quartersShown)
	v.Quarters = w.Quarters[first:]
	for _, t := range w.Teams {
		row := WriterRow{Link: pg.link(p.termName(index.Teams, t.Team), "teams/"+t.Team+"/")}
		for i := first; i < len(w.Quarters); i++ {
			row.Quarters = append(row.Quarters, Given{t.Wrote[i], t.Approved[i]})
		}
		row.Spark = chart.Spark(t.Wrote[first:])
		v.Writers = append(v.Writers, row)
	}
	v.Approved, v.Approvals = p.crossing(pg, crossing{chart.Caption{ID: "c-approved", Title: "Whose narratives were approved by whom",
		Description: "Teams that wrote down, teams that approved across: how many reviews."}, index.Teams}, w.Approved)
	v.About, v.Subjects = p.crossing(pg, crossing{chart.Caption{ID: "c-about", Title: "Which teams write about which services",
		Description: "Teams that wrote down, services across: how many reviews."}, index.Services}, w.About)
	return v
}

func (p *press) invitation(pg Page, u insight.Untold) Invitation {
	in := Invitation{Service: pg.link(p.termName(index.Services, u.Service), "services/"+u.Service+"/")}
	n := len(u.People) + u.Others
	in.Text = plural(n, "colleague") + " responded in two of its incidents or more, and have not told its story yet."
	if n == 1 {
		in.Text = "One colleague responded in two of its incidents or more, and has not told its story yet."
	}
	for _, key := range u.People {
		in.People = append(in.People, pg.link(p.termName(index.People, key), incident.PersonAddress(key)))
	}
	for _, slug := range u.Reviews {
		if r := p.slugs[slug]; r != nil {
			in.Reviews = append(in.Reviews, pg.link(r.Title, incident.ReviewAddress(slug)))
		}
	}
	return in
}

// crossing says what a grid of teams and something else is about.
type crossing struct {
	chart.Caption
	taxonomy string
}

// crossing draws teams against what they are tied to, and says it in words.
func (p *press) crossing(pg Page, c crossing, ties []insight.TeamTie) (template.HTML, []Crossing) {
	g := chart.Grid{Caption: c.Caption}
	rows, columns := map[string]int{}, map[string]int{}
	for _, t := range ties {
		rows[t.Team], columns[t.To] = -1, -1
	}
	for _, term := range p.x.Taxonomy(index.Teams).Terms {
		if _, here := rows[term.Key]; here {
			rows[term.Key] = len(g.Rows)
			g.Rows = append(g.Rows, p.head(pg, index.Teams, term.Key))
		}
	}
	for _, term := range p.x.Taxonomy(c.taxonomy).Terms {
		if _, here := columns[term.Key]; here {
			columns[term.Key] = len(g.Columns)
			g.Columns = append(g.Columns, p.head(pg, c.taxonomy, term.Key))
		}
	}
	var words []Crossing
	for _, t := range ties {
		row, column := rows[t.Team], columns[t.To]
		if row < 0 || column < 0 {
			continue
		}
		g.Cells = append(g.Cells, chart.Cell{Row: row, Column: column, Count: len(t.Reviews),
			Href:  p.behind(pg, t.Reviews, g.Columns[column].Href),
			Title: fmt.Sprintf("%s, %s: %s", g.Rows[row].Label, g.Columns[column].Label, plural(len(t.Reviews), "review"))})
		words = append(words, Crossing{From: pg.link(g.Rows[row].Label, "teams/"+t.Team+"/"), To: pg.link(g.Columns[column].Label, c.taxonomy+"/"+t.To+"/"), Count: len(t.Reviews)})
	}
	return g.SVG(), words
}

// Data is both sides for a program.
func (v ContributorsView) Data() any {
	type untold struct {
		Service string   `json:"service"`
		People  []string `json:"people"`
		Others  int      `json:"others"`
		Reviews []string `json:"reviews"`
	}
	told := []untold{}
	for _, u := range v.writing.Told {
		told = append(told, untold{u.Service, append([]string{}, u.People...), u.Others, u.Reviews})
	}
	return struct {
		Title    string            `json:"title"`
		Known    int               `json:"known"`
		Of       int               `json:"of"`
		Quarters []string          `json:"quarters"`
		Teams    []insight.Writers `json:"teams"`
		Approved []insight.TeamTie `json:"approved"`
		About    []insight.TeamTie `json:"about"`
		Untold   []untold          `json:"untold"`
	}{v.Title, v.writing.Known, v.writing.Of, append([]string{}, v.writing.Quarters...), append([]insight.Writers{}, v.writing.Teams...),
		append([]insight.TeamTie{}, v.writing.Approved...), append([]insight.TeamTie{}, v.writing.About...), told}
}
