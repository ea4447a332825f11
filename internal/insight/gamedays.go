package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// GameDays are experiments that would spread what one person knows: one for each
// service with somebody relied on again, or whose responders clearly narrow.
// Unit: services.
type GameDays struct {
	Figure
	Proposed []GameDay `json:"proposed"` // by service
	Held     []string  `json:"held"`     // game days of the window, newest first
}

// A GameDay is one experiment.
type GameDay struct {
	Service string     `json:"service"`
	Why     []Sentence `json:"why"`
	Clear   bool       `json:"clear"`          // taking turns would seldom give as much, or the responders clearly narrow
	Team    string     `json:"team,omitempty"` // that owns the service
	Last    string     `json:"last"`           // what happened last: the newest incident
	Held    []string   `json:"held"`           // earlier game days of the service, newest first
	Drive   []string   `json:"drive"`          // of the owning team, not among those relied on; by key
	Beside  []string   `json:"beside"`         // who was relied on: they sit beside and answer questions
	Belief  *Belief    `json:"belief"`         // a surprise to test; nil: none is on record
}

// A Belief is what surprised people in an incident of the service.
type Belief struct {
	Review string `json:"review"`
	ID     string `json:"id"` // its anchor there
	Text   string `json:"text"`
}

// GameDays are those of the services in the scope.
func (x *Insights) GameDays() GameDays {
	f := GameDays{Proposed: []GameDay{}, Held: []string{}, Figure: Figure{
		Key: "game-days", Title: "Game days worth holding",
		Unit:   "services that rely on somebody again, or on fewer people than before",
		Quiet:  "No service relies on the same person more often than taking turns would give, and none clearly on fewer people than before. A game day needs no such reason: curiosity is one.",
		Cannot: "It cannot know what is safe to break. Those who drive and those who sit beside decide together what to try, and when to stop.",
		Table:  Table{Columns: []string{"Service", "Why", "Who might drive", "Who might sit beside"}},
	}}
	enough := 0
	for _, s := range x.reliances() {
		if !x.inScope(s.Service) {
			continue
		}
		enough++
		narrows := s.Spread != nil && s.Spread.Clear() && s.Spread.Difference < 0
		if len(s.Again) == 0 && !narrows {
			continue
		}
		g := x.gameDay(s, narrows)
		f.Proposed = append(f.Proposed, g)
		if g.Clear {
			f.find(s.Reviews, "A game day with %v would spread what few people know: %v", x.names.service(s.Service), sentences(g.Why))
		}
		f.Table.addAt("game-day-"+s.Service, x.names.service(s.Service), sentences(g.Why), all(each(g.Drive, x.names.person)), all(each(g.Beside, x.names.person)))
	}
	for _, r := range slices.Backward(x.within(x.history, x.scope.concerns)) {
		if r.Kind == incident.GameDay {
			f.Held = append(f.Held, r.Slug)
		}
	}
	f.Rests = []Known{{enough, enough + x.tooFew(), "services have three reviews or more in the window"}}
	f.unknown("No service has three reviews in the window yet, and from fewer nothing can be told. A game day needs no such reason: curiosity is one.")
	return f
}

// sentences joins the first few of a list.
func sentences(list []Sentence) Sentence {
	var s Sentence
	for i, text := range list[:min(len(list), 4)] {
		if i > 0 {
			s = s.with(" ")
		}
		s = s.with(text)
	}
	return s
}

func (x *Insights) gameDay(s ServiceReliance, narrows bool) GameDay {
	g := GameDay{Service: s.Service, Clear: narrows, Team: x.owner(s.Service), Last: s.Reviews[0], Held: []string{}, Drive: []string{}, Beside: []string{}}
	for _, a := range s.Again {
		g.Why = append(g.Why, a.sentence(x.names, s.Service, len(s.Reviews)))
		g.Clear = g.Clear || a.Clear()
		if x.here(a.Person) {
			g.Beside = append(g.Beside, a.Person)
		}
	}
	if narrows {
		g.Why = append(g.Why, s.Spread.sentence(x.names, s.Service))
	}
	for _, p := range x.book.People {
		relied := slices.ContainsFunc(s.Again, func(a ReliedOn) bool { return a.Person == p.Key })
		if g.Team != "" && !relied && x.here(p.Key) && x.teamOf(p.Key, x.Window.To) == g.Team {
			g.Drive = append(g.Drive, p.Key)
		}
	}
	for _, r := range slices.Backward(x.history) {
		if r.Kind == incident.GameDay && slices.Contains(r.Services, s.Service) {
			g.Held = append(g.Held, r.Slug)
		}
	}
	g.Belief = belief(s.reviews)
	return g
}

// here tells whether somebody can be asked by name, and has not left.
func (x *Insights) here(who string) bool {
	p := x.people[who]
	return p != nil && (p.Visibility == "" || p.Visibility == incident.Listed) && !(p.Left.Known() && !p.Left.Day().After(x.Window.To))
}

// belief is the newest surprise of the reviews, which come oldest first.
func belief(reviews []*incident.Review) *Belief {
	for _, r := range slices.Backward(reviews) {
		if said := statements(r, incident.SectionSurprises); len(said) > 0 {
			return &Belief{r.Slug, said[0].ID, said[0].Text}
		}
	}
	return nil
}
