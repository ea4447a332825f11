package insight

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Reliance is what each service's responders are: on whom it relied in the
// window, how many equally involved people they act like, whether that spreads
// or narrows, and how few of them cover its reviews.
//
// The reliance of a service on a person is the reviews of the service in the
// window with the person among the responders, of all reviews of the service in
// the window: from reliedFloor reviews on. Unit: reviews.
type Reliance struct {
	Figure
	Services []ServiceReliance `json:"services"`              // by key
	TooFew   int               `json:"services_with_too_few"` // named in the window, in fewer reviews than it takes
}

// A ServiceReliance is one service's responders.
type ServiceReliance struct {
	Service   string     `json:"service"`
	Reviews   []string   `json:"reviews"` // newest first
	Known     int        `json:"known"`   // how many of them say who responded
	People    []Share    `json:"people"`  // by key, never by number
	Again     []ReliedOn `json:"relied_on_again"`
	Effective float64    `json:"effective_responders"`
	Cover     Cover      `json:"minimum_cover"`
	Spread    *Spread    `json:"spread"` // nil: too few reviews

	reviews []*incident.Review // oldest first
}

// A Share is in how many of a service's reviews somebody responded.
type Share struct {
	Person   string  `json:"person"`
	Reviews  int     `json:"reviews"`
	Reliance float64 `json:"reliance"` // of the service on them: Reviews of all reviews of the service
	OffCall  int     `json:"off_call"` // of Reviews, known to have been pulled in off call
}

// reliedFloor is how many reviews it takes to speak of reliance.
const reliedFloor = 3

// Speaks tells whether the figure says a sentence of the service.
func (s ServiceReliance) Speaks() bool {
	return slices.ContainsFunc(s.Again, ReliedOn.Clear) || s.Spread != nil && s.Spread.Clear()
}

// relyOn gathers every service's responders, for all services of the window.
func (x *Insights) relyOn() []ServiceReliance {
	var list []ServiceReliance
	pool := turnTakers(x.within(x.incidents, nil))
	for key := range x.byService {
		reviews := x.within(x.byService[key], nil)
		if len(reviews) >= reliedFloor {
			list = append(list, x.serviceReliance(key, reviews, pool))
		}
	}
	slices.SortFunc(list, func(a, b ServiceReliance) int { return strings.Compare(a.Service, b.Service) })
	return list
}

func (x *Insights) serviceReliance(key string, reviews []*incident.Review, pool int) ServiceReliance {
	s := ServiceReliance{Service: key, reviews: reviews, Reviews: slugs(reviews)}
	s.People = shares(reviews, x.services[key])
	s.Again = reliedOnAgain(lastOf(reviews, againOf), x.services[key])
	var appearances []int
	for _, share := range s.People {
		appearances = append(appearances, share.Reviews)
	}
	s.Effective = Effective(appearances)
	all, older, newer := x.numbered(reviews, s.People)
	s.Known, s.Cover, s.Spread = len(all), cover(all), spread(older, newer)
	s.again(all, pool)
	return s
}

// turnTakers is how many people could take turns in responding to the reviews.
// Where one alone is known by name, those who are not count for one more.
func turnTakers(reviews []*incident.Review) int {
	pool := len(shares(reviews, nil))
	if pool == 1 && slices.ContainsFunc(reviews, func(r *incident.Review) bool {
		return slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return p.Responder() && !named(p.Who) })
	}) {
		pool++
	}
	return pool
}

// again puts whom the service relied on beside what it would give if all who
// responded to anything in the window took turns; there are pool of them.
func (s *ServiceReliance) again(reviews [][]int, pool int) {
	sizes := make([]int, len(reviews))
	for i, who := range reviews {
		sizes[i] = len(who)
	}
	for i := range s.Again {
		a := &s.Again[i]
		place, _ := slices.BinarySearchFunc(s.People, a.Person, func(p Share, who string) int { return strings.Compare(p.Person, who) })
		a.Window = s.People[place].Reviews
		if pool > 1 { // else there is nobody to take turns with
			a.Turns = Turns(a.Window, sizes, pool)
		}
	}
}

// shares are in how many of a service's reviews each person responded, by key.
func shares(reviews []*incident.Review, s *incident.Service) []Share {
	list := []Share{}
	place := map[string]int{}
	for _, r := range reviews {
		for p := range responders(r) {
			i, ok := place[p.Who]
			if !ok {
				i = len(list)
				place[p.Who] = i
				list = append(list, Share{Person: p.Who})
			}
			list[i].Reviews++
			if OffCall(*p, s) == incident.Yes {
				list[i].OffCall++
			}
		}
	}
	for i := range list {
		list[i].Reliance = float64(list[i].Reviews) / float64(len(reviews))
	}
	slices.SortFunc(list, func(a, b Share) int { return strings.Compare(a.Person, b.Person) })
	return list
}

// numbered are the responders of the reviews that name any, as places in people:
// of all reviews, and of the two halves of the window.
func (x *Insights) numbered(reviews []*incident.Review, people []Share) (all, older, newer [][]int) {
	place := make(map[string]int, len(people))
	for i, p := range people {
		place[p.Person] = i
	}
	for _, r := range reviews {
		var who []int
		for p := range responders(r) {
			who = append(who, place[p.Who])
		}
		if who == nil {
			continue
		}
		all = append(all, who)
		if x.Window.Newer(r.Started) {
			newer = append(newer, who)
		} else {
			older = append(older, who)
		}
	}
	return all, older, newer
}

func lastOf[T any](list []T, n int) []T { return list[max(0, len(list)-n):] }

// Reliance are the services in the scope. For a team, they are those that it
// owns.
func (x *Insights) Reliance() Reliance {
	f := Reliance{Services: []ServiceReliance{}, Figure: Figure{
		Key: "reliance", Title: "Who services rely on",
		Unit:   "reviews of a service in which somebody responded",
		Quiet:  "No service had the same person come more often than taking turns would give, and none has clearly more or fewer people responding than before.",
		Cannot: "Reviews name who responded, not who knows what, who helped quietly, or how well anybody works. A name here stands for knowledge that others could have too. A sentence stands where people who take turns would seldom give as much (a chance under 5 %); the table has everybody who was in three of a service's last five reviews.",
		Table:  Table{Columns: []string{"Service", "Reviews", "Responders", "Act like", "In how many each", "In half of the reviews", "In all of them", "In the last ones again", "Older and newer half"}},
	}}
	known, of := 0, 0
	for _, s := range x.reliances() {
		if !x.inScope(s.Service) {
			continue
		}
		f.Services = append(f.Services, s)
		known, of = known+s.Known, of+len(s.Reviews)
		f.sentences(x.names, s)
		f.row(x.names, s)
	}
	f.TooFew = x.tooFew()
	f.Rests = []Known{{known, of, "times a review named a service, it says who responded"}}
	if len(f.Services) == 0 {
		f.Quiet = "No service has three reviews in the window yet, and from fewer nothing can be told."
	}
	return f
}

func (x *Insights) inScope(service string) bool {
	return (x.scope.Service == "" || x.scope.Service == service) && (x.scope.Team == "" || x.owner(service) == x.scope.Team)
}

// owner is the team that owns a service at the window's end; empty when nobody
// wrote it down.
func (x *Insights) owner(service string) string {
	s := x.services[service]
	if s == nil {
		return ""
	}
	return incident.TeamOn(s.Owners, x.Window.To)
}

// tooFew counts the services in the scope that reviews of the window name too
// rarely.
func (x *Insights) tooFew() int {
	n := 0
	for key, reviews := range x.byService {
		k := len(x.within(reviews, nil))
		if k > 0 && k < reliedFloor && x.inScope(key) {
			n++
		}
	}
	return n
}

func (f *Reliance) sentences(n names, s ServiceReliance) {
	for _, a := range s.Again {
		if a.Clear() {
			f.find(a.Reviews, "%v", a.sentence(n, s.Service, len(s.Reviews)))
		}
	}
	if s.Spread != nil && s.Spread.Clear() {
		f.find(s.Reviews, "%v", s.Spread.sentence(n, s.Service))
	}
}

func (s *Spread) sentence(n names, service string) Sentence {
	change := "more"
	if s.Difference < 0 {
		change = "fewer"
	}
	return say("Incidents of %v are met by %v people than before: they act like %v equally involved people in the newer half, %v in the older (difference %v, 95 % interval %v to %v; %v and %v reviews).",
		n.service(service), change, decimal(s.Newer), decimal(s.Older), decimal(s.Difference), decimal(s.Low), decimal(s.High), s.NewerN, s.OlderN)
}

// cameAgain are whom the service relied on again, as a cell.
func (s ServiceReliance) cameAgain(n names) Sentence {
	if len(s.Again) == 0 {
		return say("nobody")
	}
	cell := Sentence{}
	for i, a := range s.Again {
		if i > 0 {
			cell = cell.with("; ")
		}
		cell = cell.with(say("%v, %v of %v", n.person(a.Person), len(a.Reviews), a.Of))
		if !a.Clear() {
			cell = cell.with(", as taking turns may give")
		}
	}
	return cell
}

// eachNamed bounds the people in a cell; the data have all.
const eachNamed = 20

// each says in how many reviews everybody responded who did in more than one, as
// a cell.
func (s ServiceReliance) each(n names) Sentence {
	var list []Part
	once := 0
	for _, share := range s.People {
		if share.Reviews == 1 {
			once++
			continue
		}
		name := n.person(share.Person)
		name.Text += fmt.Sprintf(" (%d)", share.Reviews)
		list = append(list, name)
	}
	cell := some(list, eachNamed)
	if once > 0 && len(list) > 0 {
		return say("%v; %v once", cell, count(once, "other"))
	} else if once > 0 {
		return say("%v once", count(once, "person"))
	}
	return cell
}

func (f *Reliance) row(n names, s ServiceReliance) {
	halves := "fewer than four reviews in a half"
	if s.Spread != nil {
		halves = say("%v and %v; difference %v, interval %v to %v", decimal(s.Spread.Older), decimal(s.Spread.Newer), decimal(s.Spread.Difference), decimal(s.Spread.Low), decimal(s.Spread.High)).String()
	}
	bound := ""
	if !s.Cover.Exact {
		bound = "at most "
	}
	f.Table.addAt("reliance-"+s.Service, n.service(s.Service), len(s.Reviews), len(s.People), decimal(s.Effective), s.each(n),
		bound+count(s.Cover.Half, "person"), bound+count(s.Cover.All, "person"), s.cameAgain(n), halves)
}
