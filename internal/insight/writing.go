package insight

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Writing is who writes and approves narratives, by team and quarter: by Git's
// history, and where that is silent by nothing. Who merged is too weak to count.
// Unit: reviews.
type Writing struct {
	Known    int       // reviews whose history is known
	Of       int       // published reviews
	Quarters []string  // «2026 Q3», the newest last, without gaps
	Teams    []Writers // by key
	Approved []TeamTie // narratives of a team's people that a team's people approved
	About    []TeamTie // services that a team's people wrote about
	Told     []Untold  // services that people know and did not tell of
}

// Writers are a team's people and what they gave to narratives, by quarter.
type Writers struct {
	Team     string
	Wrote    []int // of Quarters: reviews first written then, by at least one of them
	Approved []int // reviews of others' that at least one of them approved
}

// A TeamTie is a team and what it is tied to, by reviews.
type TeamTie struct {
	Team    string
	To      string   // key of a team, or of a service
	Reviews []string // slugs, newest first
}

// An Untold is a service and the people who responded in two of its incidents or
// more, and neither wrote, approved, told nor led any review of it.
type Untold struct {
	Service string
	People  []string // keys of those with a listed profile, by key
	Others  int      // not named: without a profile of their own
	Reviews []string // that they were in, newest first
}

// knows is how many of a service's incidents somebody must have responded in to
// know it.
const knows = 2

// A ledger gathers who gave what to which narrative.
type ledger struct {
	Writing
	people   map[string]*incident.Person
	teams    map[string]*Writers
	approved map[[2]string][]string
	about    map[[2]string][]string
	first    int // quarter, counted from year 0
	last     int
}

// Written computes who writes and approves.
func Written(book *incident.Book) Writing {
	l := ledger{people: map[string]*incident.Person{}, teams: map[string]*Writers{}, approved: map[[2]string][]string{}, about: map[[2]string][]string{}}
	for _, p := range book.People {
		l.people[p.Key] = p
	}
	var known []*incident.Review
	for _, r := range book.Reviews {
		if r.Status != incident.Published {
			continue
		}
		l.Of++
		if r.Provenance != nil && len(r.Provenance.Revisions) > 0 {
			l.Known++
			known = append(known, r)
		}
	}
	l.span(known)
	for _, r := range known {
		l.review(r)
	}
	l.Teams = sortedValues(l.teams)
	l.Approved, l.About = teamTies(l.approved), teamTies(l.about)
	l.Told = l.untold(known)
	return l.Writing
}

// begun is when the first revision that is known was written.
func begun(r *incident.Review) time.Time {
	list := r.Provenance.Revisions
	return list[len(list)-1].When
}

// Quarter numbers the quarters of all years, one after another.
func Quarter(at time.Time) int { return at.Year()*4 + int(at.Month()-1)/3 }

// span finds the quarters from the first narrative to the last.
func (l *ledger) span(known []*incident.Review) {
	for i, r := range known {
		q := Quarter(begun(r))
		if i == 0 || q < l.first {
			l.first = q
		}
		l.last = max(l.last, q)
	}
	for q := l.first; len(known) > 0 && q <= l.last; q++ {
		l.Quarters = append(l.Quarters, fmt.Sprintf("%d Q%d", q/4, q%4+1))
	}
}

// review enters one narrative.
func (l *ledger) review(r *incident.Review) {
	at := Quarter(begun(r)) - l.first
	authors, approvers := Authors(r), Approvers(r)
	wrote := l.teamsOf(authors, begun(r))
	for team := range wrote {
		l.team(team).Wrote[at]++
		for _, s := range r.Services {
			l.about[[2]string{team, s}] = append(l.about[[2]string{team, s}], r.Slug)
		}
	}
	for team := range l.teamsOf(approvers, begun(r)) {
		l.team(team).Approved[at]++
		for by := range wrote {
			l.approved[[2]string{by, team}] = append(l.approved[[2]string{by, team}], r.Slug)
		}
	}
}

func (l *ledger) team(key string) *Writers {
	if l.teams[key] == nil {
		l.teams[key] = &Writers{Team: key, Wrote: make([]int, len(l.Quarters)), Approved: make([]int, len(l.Quarters))}
	}
	return l.teams[key]
}

// teamsOf are the teams that people were in on a day.
func (l *ledger) teamsOf(people []string, on time.Time) map[string]bool {
	teams := map[string]bool{}
	for _, key := range people {
		if p := l.people[key]; p != nil {
			if team := incident.TeamOn(p.Teams, on); team != "" {
				teams[team] = true
			}
		}
	}
	return teams
}

// Authors are the people who wrote or helped to write a narrative, by key: authors
// and co-authors of its revisions, and who told a perspective.
func Authors(r *incident.Review) []string {
	var list []string
	if r.Provenance != nil {
		for _, rev := range r.Provenance.Revisions {
			for _, c := range append([]incident.Contributor{rev.Author}, rev.CoAuthors...) {
				if !c.Bot && c.Key != "" {
					list = append(list, c.Key)
				}
			}
		}
	}
	for _, p := range r.Perspectives {
		list = append(list, p.Who)
	}
	return distinctKeys(list)
}

// Approvers are the people who approved a narrative, by key: by trailers, in the
// front matter or in a pull request. Who merged it is not among them for that.
func Approvers(r *incident.Review) []string {
	list := slices.Clone(r.Study.Approvers)
	if r.Provenance != nil {
		for _, rev := range r.Provenance.Revisions {
			for _, a := range rev.Approvals {
				if a.Source != incident.ApprovalMerge && !a.By.Bot && a.By.Key != "" {
					list = append(list, a.By.Key)
				}
			}
		}
	}
	return distinctKeys(list)
}

// distinctKeys sorts keys, once each; words that stand for somebody who is not to
// be named are none.
func distinctKeys(list []string) []string {
	list = slices.DeleteFunc(list, func(k string) bool { return !named(k) })
	slices.Sort(list)
	return slices.Compact(list)
}

// untold finds the services that people know and have not told of.
func (l *ledger) untold(known []*incident.Review) []Untold {
	in := map[string]map[string][]string{} // service → person → reviews
	told := map[string]map[string]bool{}   // service → person
	for _, r := range known {
		gave := slices.Concat(Authors(r), Approvers(r), []string{r.Study.Facilitator})
		for _, s := range r.Services {
			if in[s] == nil {
				in[s], told[s] = map[string][]string{}, map[string]bool{}
			}
			for p := range responders(r) {
				if r.Kind != incident.GameDay {
					in[s][p.Who] = append(in[s][p.Who], r.Slug)
				}
			}
			for _, who := range gave {
				told[s][who] = true
			}
		}
	}
	var list []Untold
	for _, s := range slices.Sorted(maps.Keys(in)) {
		u := Untold{Service: s}
		for _, who := range slices.Sorted(maps.Keys(in[s])) {
			if len(in[s][who]) < knows || told[s][who] || l.left(who) {
				continue
			}
			if l.listed(who) {
				u.People = append(u.People, who)
			} else {
				u.Others++
			}
			u.Reviews = append(u.Reviews, in[s][who]...)
		}
		if len(u.Reviews) > 0 {
			u.Reviews = inBookOrder(u.Reviews, known)
			list = append(list, u)
		}
	}
	return list
}

// listed tells whether a profile of somebody's own says who they are.
func (l *ledger) listed(who string) bool {
	p := l.people[who]
	return p != nil && p.Path != "" && (p.Visibility == "" || p.Visibility == incident.Listed)
}

func (l *ledger) left(who string) bool {
	p := l.people[who]
	return p != nil && p.Left.Known()
}

// inBookOrder puts slugs in the order of the reviews, once each.
func inBookOrder(slugs []string, reviews []*incident.Review) []string {
	wanted := make(map[string]bool, len(slugs))
	for _, s := range slugs {
		wanted[s] = true
	}
	var list []string
	for _, r := range reviews {
		if wanted[r.Slug] {
			list = append(list, r.Slug)
		}
	}
	return list
}

func sortedValues(teams map[string]*Writers) []Writers {
	var list []Writers
	for _, key := range slices.Sorted(maps.Keys(teams)) {
		list = append(list, *teams[key])
	}
	return list
}

func teamTies(ties map[[2]string][]string) []TeamTie {
	var list []TeamTie
	for k, reviews := range ties {
		list = append(list, TeamTie{Team: k[0], To: k[1], Reviews: reviews})
	}
	slices.SortFunc(list, func(a, b TeamTie) int { return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.To, b.To)) })
	return list
}
