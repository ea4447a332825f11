package insight

import (
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// First meetings are the pairs of teams, and of services, that first meet in an
// incident of the window, over the whole history before it. A game day is no
// incident, but it counts as having met. Nothing is said of the first six months
// in which the book names teams, or services. Unit: pairs.
type FirstMeetings struct {
	Figure
	Teams    []Meeting  `json:"teams"` // newest first
	Services []Meeting  `json:"services"`
	Pairs    []TeamPair `json:"team_pairs"` // every pair of teams seen together up to the window's end
}

// A Meeting is a review in which pairs met for the first time.
type Meeting struct {
	Review string `json:"review"`
	Pairs  []Pair `json:"pairs"`
}

// A Pair is two keys, in their order.
type Pair [2]string

// A TeamPair is two teams, and where they first met.
type TeamPair struct {
	Pair   Pair   `json:"pair"`
	Review string `json:"review"`
	First  bool   `json:"first_in_window"` // they met for the first time in an incident of the window
}

// firstMonths is how long a book stays silent on what it sees for the first
// time: at its beginning, everything is.
const firstMonths = 6

// meetings are the pairs that met for the first time in each review, and where
// every pair of teams did.
type meetings struct {
	teams, services map[*incident.Review][]Pair
	teamPairs       []TeamPair
}

func meet(history []*incident.Review) meetings {
	m := meetings{}
	m.teams, m.teamPairs = firstMeetings(history, func(r *incident.Review) []string { return r.Teams })
	m.services, _ = firstMeetings(history, func(r *incident.Review) []string { return r.Services })
	return m
}

// firstMeetings finds, for reviews that come oldest first, the pairs that none
// before it had.
func firstMeetings(history []*incident.Review, keys func(*incident.Review) []string) (map[*incident.Review][]Pair, []TeamPair) {
	met := map[Pair]bool{}
	firsts := map[*incident.Review][]Pair{}
	var pairs []TeamPair
	var silent time.Time
	for _, r := range history {
		if silent.IsZero() && len(keys(r)) > 0 {
			silent = r.Started.Day().AddDate(0, firstMonths, 0)
		}
		for _, pair := range pairsOf(keys(r)) {
			if met[pair] {
				continue
			}
			met[pair] = true
			tells := r.Kind != incident.GameDay && !r.Started.Day().Before(silent)
			if tells {
				firsts[r] = append(firsts[r], pair)
			}
			pairs = append(pairs, TeamPair{Pair: pair, Review: r.Slug, First: tells})
		}
	}
	slices.SortFunc(pairs, func(a, b TeamPair) int { return slices.Compare(a.Pair[:], b.Pair[:]) })
	return firsts, pairs
}

// pairsOf are all pairs of the keys, once each and in their order.
func pairsOf(keys []string) []Pair {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	var pairs []Pair
	for i, a := range keys {
		for _, b := range keys[i+1:] {
			pairs = append(pairs, Pair{a, b})
		}
	}
	return pairs
}

// FirstMeetings are those in the scope: of the service, or of the team.
func (x *Insights) FirstMeetings() FirstMeetings {
	f := FirstMeetings{Teams: []Meeting{}, Services: []Meeting{}, Pairs: []TeamPair{}, Figure: Figure{
		Key: "first-time-together", Title: "First meetings",
		Unit:   "pairs of teams and of services that no earlier review names together",
		Quiet:  "No teams and no services met for the first time in an incident of the window.",
		Cannot: "Teams that met elsewhere, at lunch or in a project, are strangers only to this book. Nothing is said of its first six months, in which every meeting would be the first.",
		Table:  Table{Columns: []string{"Review", "Day", "Teams that first met", "Services that first met"}},
	}}
	m := x.meetings()
	recent := x.recent()
	withTeams, withServices := 0, 0
	for _, r := range slices.Backward(recent) {
		withTeams, withServices = withTeams+one(len(r.Teams) > 0), withServices+one(len(r.Services) > 0)
		teams, services := scoped(m.teams[r], x.scope.Team), scoped(m.services[r], x.scope.Service)
		if x.scope.Service != "" {
			teams = nil
		}
		if x.scope.Team != "" {
			services = nil
		}
		f.meeting(x.names, r, teams, services)
	}
	if x.scope.Service == "" {
		for _, p := range m.teamPairs {
			if x.scope.Team == "" || slices.Contains(p.Pair[:], x.scope.Team) {
				p.First = p.First && x.Window.Has(x.bySlug[p.Review].Started)
				f.Pairs = append(f.Pairs, p)
			}
		}
	}
	f.Rests = []Known{{withTeams, len(recent), "reviews name teams"}, {withServices, len(recent), "reviews name services"}}
	f.unknown("No review of the window names teams or services. `teams: [platform]` and `services: [checkout]` in the front matter do.")
	return f
}

// scoped are the pairs that a key is in; all without one.
func scoped(pairs []Pair, key string) []Pair {
	if key == "" {
		return pairs
	}
	return slices.DeleteFunc(slices.Clone(pairs), func(p Pair) bool { return !slices.Contains(p[:], key) })
}

func (f *FirstMeetings) meeting(n names, r *incident.Review, teams, services []Pair) {
	if len(teams) > 0 {
		f.Teams = append(f.Teams, Meeting{r.Slug, teams})
	}
	if len(services) > 0 {
		f.Services = append(f.Services, Meeting{r.Slug, services})
	}
	switch {
	case len(teams) > 0 && len(services) > 0:
		f.find([]string{r.Slug}, "Teams met for the first time in %v: %v. So did services: %v.", story(r), met(teams, n.team), met(services, n.service))
		f.Table.addAt("meeting-"+r.Slug, review(r), day(r.Started.Day()), met(teams, n.team), met(services, n.service))
	case len(teams) > 0:
		f.find([]string{r.Slug}, "Teams met for the first time in %v: %v.", story(r), met(teams, n.team))
		f.Table.addAt("meeting-"+r.Slug, review(r), day(r.Started.Day()), met(teams, n.team), "")
	case len(services) > 0:
		f.find([]string{r.Slug}, "Services met for the first time in %v: %v.", story(r), met(services, n.service))
		f.Table.addAt("meeting-"+r.Slug, review(r), day(r.Started.Day()), "", met(services, n.service))
	}
}

// met says which pairs met, once for each that met several.
func met(pairs []Pair, name func(string) Part) Sentence {
	var s Sentence
	for i := 0; i < len(pairs); {
		first := pairs[i][0]
		var others []string
		for ; i < len(pairs) && pairs[i][0] == first; i++ {
			others = append(others, pairs[i][1])
		}
		if s != nil {
			s = say("%v; ", s)
		}
		s = say("%v%v with %v", s, name(first), some(each(others, name), 4))
	}
	return s
}

// one is 1 for true.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// strangers says, for one review, who met in it for the first time.
func (x *Insights) strangers(r *incident.Review) (teams, services []Pair) {
	m := x.meetings()
	return m.teams[r], m.services[r]
}
