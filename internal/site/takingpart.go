package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A TakingPartView shows who takes part in the incidents of which services, and
// with whom: the whole, or one part of it with every name.
type TakingPartView struct {
	Page
	Whole    Link // of a part: the page of the whole
	Grid     template.HTML
	Small    bool   // the grid has no names: they are on the parts
	Parts    []Link // of the whole
	People   []Doer
	Teams    *TeamTable // of the whole
	Together template.HTML
	Met      []Meeting
	Empty    Empty

	part insight.Participation
}

// A Doer is one person's row in words.
type Doer struct {
	Link
	Services []Link // Count: reviews
}

// A TeamTable is how many reviews of a service had somebody of a team among the
// responders.
type TeamTable struct {
	Teams []Link
	Rows  []TeamRow
}

// A TeamRow is one service's row; a count of 0 is left empty.
type TeamRow struct {
	Link
	Counts []int
}

// A Meeting is two people and how many incidents they responded in together.
type Meeting struct {
	A, B  Link
	Count int
}

// The most that one part shows.
const (
	partRows    = 60
	partColumns = 40
)

// A cut is one part's cut of the matrix.
type cut struct{ firstRow, endRow, firstColumn, endColumn int }

// takingPartOnce computes the matrix once for all its pages.
func takingPartOnce(book *incident.Book) func() insight.Participation {
	return sync.OnceValue(func() insight.Participation { return insight.TakingPart(book) })
}

// parts cuts the matrix into pages: none where all of it fits one.
func parts(m insight.Participation) []cut {
	if len(m.People) <= partRows && len(m.Services) <= partColumns {
		return nil
	}
	var list []cut
	for _, g := range m.Groups {
		for row := g.FirstRow; row < g.EndRow; row += partRows {
			for column := g.FirstColumn; column < g.EndColumn; column += partColumns {
				list = append(list, cut{row, min(row+partRows, g.EndRow), column, min(column+partColumns, g.EndColumn)})
			}
		}
	}
	return list
}

func partAddress(n int) string { return fmt.Sprintf("%s%d/", addressTakingPart, n+1) }

// planTakingPart is the whole, and its parts where it needs any.
func (p *press) planTakingPart() []page {
	pages := []page{{address: addressTakingPart, layout: layoutTakingPart, view: p.takingPart}}
	for i, s := range parts(p.participation()) {
		pages = append(pages, page{
			address: partAddress(i), layout: layoutTakingPart,
			view: func(pg Page) view { return p.takingPartOf(pg, i, s) },
		})
	}
	return pages
}

const takingPartAbout = "Who was among the responders in whose services' incidents. Reviews written are counted, not work done: a blank says that no review names somebody, not that they know nothing. Nobody stands first for having more."

func (p *press) takingPart(pg Page) view {
	m := p.participation()
	pg.Title = "Who takes part"
	pg.Description = takingPartAbout
	v := TakingPartView{Page: pg, part: m, Empty: Empty{
		Text:  "No review names responders yet. In a review's front matter:",
		Paste: labels[index.People].paste + "services: [checkout]\n",
	}}
	cuts := parts(m)
	v.Small = len(cuts) > 0
	v.Grid = p.participationGrid(pg, m, cuts)
	for i, s := range cuts {
		v.Parts = append(v.Parts, pg.link(p.partTitle(m, s), partAddress(i)))
	}
	if !v.Small {
		v.People = p.doers(pg, m)
		v.Together, v.Met = p.together(pg, m.People)
	}
	v.Teams = p.teamTable(pg, m.Services)
	return v
}

func (p *press) takingPartOf(pg Page, n int, s cut) view {
	m := p.participation()
	part := m.Part(s.firstRow, s.endRow, s.firstColumn, s.endColumn)
	pg.Title = "Who takes part: " + p.partTitle(m, s)
	pg.Description = fmt.Sprintf("%s and %s that meet in incidents; page %d of %d.",
		plural(len(part.People), "person"), plural(len(part.Services), "service"), n+1, len(parts(m)))
	v := TakingPartView{Page: pg, part: part, Whole: pg.link("Who takes part", addressTakingPart)}
	v.Grid = p.participationGrid(pg, part, nil)
	v.People = p.doers(pg, part)
	v.Together, v.Met = p.together(pg, part.People)
	return v
}

// partTitle names a part by its first services.
func (p *press) partTitle(m insight.Participation, s cut) string {
	var names []string
	for _, key := range m.Services[s.firstColumn:min(s.endColumn, s.firstColumn+3)] {
		names = append(names, p.termName(index.Services, key))
	}
	if more := s.endColumn - s.firstColumn - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	title := strings.Join(names, ", ")
	if s.endRow-s.firstRow > 0 {
		title += " and " + plural(s.endRow-s.firstRow, "person")
	}
	return title
}

// head names a row or column, people as one calls them, and leads to its page.
func (p *press) head(pg Page, taxonomy, key string) chart.Head {
	label := p.termName(taxonomy, key)
	if taxonomy == index.People {
		label = p.callName(key)
	}
	return chart.Head{Label: label, Href: pg.To(taxonomy + "/" + key + "/")}
}

func (p *press) heads(pg Page, taxonomy string, keys []string) []chart.Head {
	list := make([]chart.Head, len(keys))
	for i, key := range keys {
		list[i] = p.head(pg, taxonomy, key)
	}
	return list
}

func (p *press) participationGrid(pg Page, m insight.Participation, cuts []cut) template.HTML {
	g := chart.Grid{
		Caption: chart.Caption{ID: "c-part", Title: "People and services that meet in incidents",
			Description: fmt.Sprintf("%s down, %s across. A number is how many reviews of the service name the person among the responders. The list below says the same in words.",
				plural(len(m.People), "person"), plural(len(m.Services), "service"))},
		Rows: p.heads(pg, index.People, m.People), Columns: p.heads(pg, index.Services, m.Services), Small: len(cuts) > 0,
	}
	if len(cuts) == 0 {
		for _, group := range m.Groups {
			g.Blocks = append(g.Blocks, chart.Block{Row: group.FirstRow, Column: group.FirstColumn, Rows: group.EndRow - group.FirstRow, Columns: group.EndColumn - group.FirstColumn})
		}
	}
	for i, s := range cuts {
		g.Blocks = append(g.Blocks, chart.Block{Row: s.firstRow, Column: s.firstColumn, Rows: s.endRow - s.firstRow, Columns: s.endColumn - s.firstColumn,
			Href: pg.To(partAddress(i)), Title: p.partTitle(m, s)})
	}
	for _, t := range m.Ties {
		cell := chart.Cell{Row: t.Row, Column: t.Column, Count: len(t.Reviews)}
		if !g.Small {
			cell.Title = fmt.Sprintf("%s, %s: %s", g.Rows[t.Row].Label, g.Columns[t.Column].Label, plural(len(t.Reviews), "review"))
			cell.Href = p.behind(pg, t.Reviews, g.Rows[t.Row].Href)
		}
		g.Cells = append(g.Cells, cell)
	}
	return g.SVG()
}

// behind is where a count leads: to the one review, else to a page that has all.
func (p *press) behind(pg Page, slugs []string, all string) string {
	if len(slugs) == 1 {
		return pg.To(incident.ReviewAddress(slugs[0]))
	}
	return all
}

// doers are the rows in words, by name.
func (p *press) doers(pg Page, m insight.Participation) []Doer {
	list := make([]Doer, len(m.People))
	for i, key := range m.People {
		list[i].Link = p.who(pg, key)
	}
	for _, t := range m.Ties {
		l := pg.link(p.termName(index.Services, m.Services[t.Column]), "services/"+m.Services[t.Column]+"/")
		l.Count = len(t.Reviews)
		list[t.Row].Services = append(list[t.Row].Services, l)
	}
	slices.SortFunc(list, func(a, b Doer) int { return strings.Compare(a.Title, b.Title) })
	return list
}

// teamTable counts, for each service, the reviews with a responder of each team.
func (p *press) teamTable(pg Page, services []string) *TeamTable {
	counts := map[[2]string]int{}
	teams := map[string]bool{}
	for _, r := range p.x.Reviews {
		for team := range respondingTeams(r) {
			teams[team] = true
			for _, s := range r.Services {
				counts[[2]string{s, team}]++
			}
		}
	}
	var t TeamTable
	var keys []string
	for _, term := range p.x.Taxonomy(index.Teams).Terms {
		if teams[term.Key] {
			keys = append(keys, term.Key)
			t.Teams = append(t.Teams, p.termLink(pg, term))
		}
	}
	for _, term := range p.x.Taxonomy(index.Services).Terms {
		if !slices.Contains(services, term.Key) {
			continue
		}
		row := TeamRow{Link: p.termLink(pg, term)}
		for _, team := range keys {
			row.Counts = append(row.Counts, counts[[2]string{term.Key, team}])
		}
		t.Rows = append(t.Rows, row)
	}
	if len(keys) == 0 {
		return nil
	}
	return &t
}

func respondingTeams(r *incident.Review) map[string]bool {
	teams := map[string]bool{}
	for _, part := range r.Participants {
		if r.Kind != incident.GameDay && part.Responder() && part.Team != "" {
			teams[part.Team] = true
		}
	}
	return teams
}

// metShown bounds the pairs in words.
const metShown = 200

// together draws who responded with whom, and says it in words.
func (p *press) together(pg Page, people []string) (template.HTML, []Meeting) {
	at := map[string]int{}
	for i, key := range people {
		at[key] = i
	}
	type pair struct{ a, b int }
	shared := map[pair][]string{}
	for _, r := range p.x.Reviews {
		if r.Kind == incident.GameDay {
			continue
		}
		for i, a := range r.Participants {
			for _, b := range r.Participants[i+1:] {
				x, hasX := at[a.Who]
				y, hasY := at[b.Who]
				if hasX && hasY && x != y && a.Responder() && b.Responder() {
					shared[pair{min(x, y), max(x, y)}] = append(shared[pair{min(x, y), max(x, y)}], r.Slug)
				}
			}
		}
	}
	heads := p.heads(pg, index.People, people)
	g := chart.Grid{Rows: heads, Columns: heads, Caption: chart.Caption{ID: "c-together", Title: "Who worked with whom in incidents",
		Description: "A number is how many reviews name both among the responders. The list below says the same in words."}}
	var met []Meeting
	for k, slugs := range shared {
		for _, c := range []chart.Cell{{Row: k.a, Column: k.b}, {Row: k.b, Column: k.a}} {
			c.Count = len(slugs)
			c.Title = fmt.Sprintf("%s with %s: %s", heads[c.Row].Label, heads[c.Column].Label, plural(len(slugs), "review"))
			c.Href = p.behind(pg, slugs, heads[c.Row].Href)
			g.Cells = append(g.Cells, c)
		}
		met = append(met, Meeting{
			A: p.who(pg, people[k.a]), B: p.who(pg, people[k.b]), Count: len(slugs),
		})
	}
	slices.SortFunc(g.Cells, func(a, b chart.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	slices.SortFunc(met, func(a, b Meeting) int {
		if c := strings.Compare(a.A.Title, b.A.Title); c != 0 {
			return c
		}
		return strings.Compare(a.B.Title, b.B.Title)
	})
	return g.SVG(), firstOf(met, metShown)
}

// tiesNamed is how many reviews of a tie the data name, the newest: all of them
// are megabytes in a large book, and each person's page has them.
const tiesNamed = 6

// Data is the matrix for a program. Where it is cut into parts, the whole has
// counts alone.
func (v TakingPartView) Data() any {
	type tie struct {
		Person  string   `json:"person"`
		Service string   `json:"service"`
		Count   int      `json:"count"`
		Reviews []string `json:"reviews"` // the newest
	}
	data := struct {
		Title    string   `json:"title"`
		People   []string `json:"people"`
		Services []string `json:"services"`
		Ties     []tie    `json:"ties,omitempty"`
		Counts   [][3]int `json:"counts,omitempty"` // place in people, place in services, reviews
		Parts    []Link   `json:"parts,omitempty"`
		Cannot   string   `json:"cannot_tell"`
	}{Title: v.Title, People: append([]string{}, v.part.People...), Services: append([]string{}, v.part.Services...), Parts: v.Parts, Cannot: takingPartAbout}
	for _, t := range v.part.Ties {
		if v.Small {
			data.Counts = append(data.Counts, [3]int{t.Row, t.Column, len(t.Reviews)})
		} else {
			data.Ties = append(data.Ties, tie{v.part.People[t.Row], v.part.Services[t.Column], len(t.Reviews), firstOf(t.Reviews, tiesNamed)})
		}
	}
	return data
}
