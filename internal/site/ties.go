package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A TiesView is a small diagram of two columns beside its own numbers in words.
type TiesView struct {
	Heading string
	Picture template.HTML
	Lines   []Crossing
	Of      int // reviews
}

// fewestTied is how many lines a diagram needs to say more than words.
const fewestTied = 3

// A tangle gathers ties while reviews are gone through.
type tangle struct {
	left, right string // taxonomies
	counts      map[[2]string]int
}

func (t *tangle) tie(left, right string) {
	if left != "" && right != "" {
		t.counts[[2]string{left, right}]++
	}
}

// ties draws what a term's reviews tie together: a service's teams and people, a
// team's people and services, a person's services and those they worked with.
func (p *press) ties(pg Page, term *index.Term) *TiesView {
	t := tangle{counts: map[[2]string]int{}}
	of := 0
	for _, r := range term.Reviews {
		if r.Kind == incident.GameDay {
			continue
		}
		of++
		switch term.Taxonomy {
		case index.Services:
			t.left, t.right = index.Teams, index.People
			t.peopleOf(r, "", func(part incident.Participant) { t.tie(part.Team, part.Who) })
		case index.Teams:
			t.left, t.right = index.People, index.Services
			t.peopleOf(r, term.Key, func(part incident.Participant) {
				for _, s := range r.Services {
					t.tie(part.Who, s)
				}
			})
		case index.People:
			t.left, t.right = index.Services, index.People
			t.peopleOf(r, "", func(part incident.Participant) {
				for _, s := range r.Services {
					if part.Who != term.Key {
						t.tie(s, part.Who)
					}
				}
			})
		}
	}
	return p.tiesView(pg, term, t, of)
}

// peopleOf goes through a review's responders, of one team or of all.
func (t *tangle) peopleOf(r *incident.Review, team string, do func(incident.Participant)) {
	for _, part := range r.Participants {
		if part.Responder() && incident.Key(part.Who) == part.Who && (team == "" || part.Team == team) {
			do(part)
		}
	}
}

func (p *press) tiesView(pg Page, term *index.Term, t tangle, of int) *TiesView {
	v := &TiesView{Heading: labels[t.left].many + " and " + strings.ToLower(labels[t.right].many), Of: of}
	if term.Taxonomy == index.People {
		v.Heading = "Services and colleagues"
	}
	d := chart.Ties{Caption: chart.Caption{ID: "c-ties", Title: v.Heading,
		Description: fmt.Sprintf("Two columns, from %s: a line is as thick as the reviews that tie two names. The list below says the same in words.", plural(of, "review"))}}
	if len(t.counts) == 0 {
		return nil
	}
	left, right := p.column(pg, t.left, t, 0), p.column(pg, t.right, t, 1)
	d.Left, d.Right = left.heads, right.heads
	for k, n := range t.counts {
		if left.at[k[0]] >= 0 && right.at[k[1]] >= 0 { // both have pages
			d.Lines = append(d.Lines, chart.Line{Left: left.at[k[0]], Right: right.at[k[1]], Count: n})
		}
	}
	if len(d.Lines) < fewestTied {
		return nil
	}
	slices.SortFunc(d.Lines, func(a, b chart.Line) int {
		if a.Left != b.Left {
			return a.Left - b.Left
		}
		return a.Right - b.Right
	})
	for i, l := range d.Lines {
		from, to := left.links[l.Left], right.links[l.Right]
		d.Lines[i].Title = fmt.Sprintf("%s, %s: %s", from.Title, to.Title, plural(l.Count, "review"))
		v.Lines = append(v.Lines, Crossing{From: from, To: to, Count: l.Count})
	}
	v.Picture = d.SVG()
	return v
}

// A column is the names on one side of a diagram.
type column struct {
	at    map[string]int // where each key stands; -1: it has no page
	heads []chart.Head
	links []Link // with the names in full
}

// column lists the names of one side in the order of their index.
func (p *press) column(pg Page, taxonomy string, t tangle, side int) column {
	c := column{at: map[string]int{}}
	for k := range t.counts {
		c.at[k[side]] = -1
	}
	for _, term := range p.x.Taxonomy(taxonomy).Terms {
		if _, here := c.at[term.Key]; here {
			c.at[term.Key] = len(c.heads)
			c.heads = append(c.heads, p.head(pg, taxonomy, term.Key))
			c.links = append(c.links, p.termLink(pg, term))
		}
	}
	return c
}
