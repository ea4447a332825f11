package site

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A TermView is what the book knows about one service, team, factor or other
// term: its stories, its people, what is known and what is open.
type TermView struct {
	Page
	Kind      Link // the taxonomy
	Aliases   []string
	Profile   []Passage
	Facts     []Fact
	Stories   *Stories // nil: none
	Count     int
	People    []PersonIn
	Learnings Sayings
	Surprises Sayings
	Questions Sayings
	With      []Neighbours
	Across    *AcrossView // what the figures say of it; nil: nothing
	Ties      *TiesView
	Feed      string // the way to the feed of these reviews; may be empty
	Empty     Empty
}

// A Fact is one line of a profile.
type Fact struct {
	Label string `json:"label"`
	Text  string `json:"text,omitempty"`
	Links Links  `json:"links,omitempty"`
	URL   string `json:"url,omitempty"` // on another site
	Since string `json:"since,omitempty"`
}

// A PersonIn is a person who took part in stories of the term.
type PersonIn struct {
	Link
	Team Link
	Asks string
}

// Neighbours are the terms of another taxonomy that share reviews with this one.
type Neighbours struct {
	Title string
	Links Links // Count: reviews shared
}

// termSaid is how much a term's page says of each kind; the whole is one click
// away.
const termSaid = 12

func (p *press) term(pg Page, t *index.Term) view {
	l := labels[t.Taxonomy]
	pg.Title = t.Name
	pg.Description = fmt.Sprintf("%s: %s of %s.", t.Name, plural(len(t.Reviews), "review"), p.site.Title)
	v := TermView{
		Page:      pg,
		Kind:      pg.link(l.many, t.Taxonomy+"/"),
		Stories:   p.stories(pg, t),
		Count:     len(t.Reviews),
		Learnings: p.sayings(pg, index.Statements(t.Reviews, incident.SectionLearnings, termSaid)),
		Surprises: p.sayings(pg, index.Statements(t.Reviews, incident.SectionSurprises, termSaid)),
		Questions: p.sayings(pg, index.Statements(t.Reviews, incident.SectionQuestions, termSaid)),
		Empty: Empty{
			Text:  "No published review names it yet. In a review's front matter:",
			Paste: l.paste,
		},
	}
	if t.Taxonomy == index.Services || t.Taxonomy == index.Teams {
		v.Feed = pg.To(feedAddress(t))
		v.Feeds = append(v.Feeds, pg.link(p.site.Title+": "+t.Name, feedAddress(t)))
	}
	if t.Profile != nil {
		v.Aliases = t.Profile.Aliases
		v.Profile = p.profile(pg, t.Profile)
		v.Edit = p.source(t.Profile.Path)
	}
	v.Facts = p.facts(pg, t)
	v.People = p.peopleOf(pg, t)
	v.With = p.neighbours(pg, t)
	v.Across = p.acrossTerm(pg, t)
	v.Ties = p.ties(pg, t)
	return v
}

// Long tells whether the page has so many parts that a reader may want to go to
// one of them at once.
func (v TermView) Long() bool {
	return v.Count > 1 && len(v.People) > 0 && len(v.Learnings)+len(v.Questions) > 0
}

func (p *press) profile(pg Page, t *incident.Term) []Passage {
	if len(t.Profile.Source) == 0 {
		return nil
	}
	return p.passages(pg, markdown.Render(t.Profile, p.narrativeView(pg, t.Path)))
}

// facts are what a profile says in its front matter.
func (p *press) facts(pg Page, t *index.Term) []Fact {
	switch t.Taxonomy {
	case index.Services:
		if s := p.service(t.Key); s != nil {
			return p.serviceFacts(pg, s)
		}
	case index.Teams:
		for _, team := range p.book.Teams {
			if team.Key == t.Key {
				return p.teamFacts(pg, team)
			}
		}
	}
	return nil
}

func (p *press) serviceFacts(pg Page, s *incident.Service) []Fact {
	var facts []Fact
	for i := len(s.Owners) - 1; i >= 0; i-- {
		o := s.Owners[i]
		label := "Owned by"
		if i < len(s.Owners)-1 {
			label = "Before that"
		}
		fact := Fact{Label: label, Links: p.terms(pg, index.Teams, []string{o.Team})}
		if o.Since.Known() {
			fact.Since = dayText(o.Since.Day())
		}
		facts = append(facts, fact)
	}
	if len(s.Technologies) > 0 {
		facts = append(facts, Fact{Label: "Runs on", Links: p.terms(pg, index.Technologies, s.Technologies)})
	}
	if s.URL != "" {
		facts = append(facts, Fact{Label: "More", Text: s.URL, URL: s.URL})
	}
	return facts
}

func (p *press) teamFacts(pg Page, team *incident.Team) []Fact {
	var facts []Fact
	if team.Channel != "" {
		facts = append(facts, Fact{Label: "Channel", Text: team.Channel})
	}
	var members, services []string
	for _, person := range p.book.People {
		if !person.Left.Known() && currentTeam(person) == team.Key {
			members = append(members, person.Key)
		}
	}
	for _, s := range p.book.Services {
		if len(s.Owners) > 0 && s.Owners[len(s.Owners)-1].Team == team.Key {
			services = append(services, s.Key)
		}
	}
	if len(members) > 0 {
		facts = append(facts, Fact{Label: "People", Links: p.terms(pg, index.People, members)})
	}
	if len(services) > 0 {
		facts = append(facts, Fact{Label: "Owns", Links: p.terms(pg, index.Services, services)})
	}
	return facts
}

func currentTeam(person *incident.Person) string {
	if len(person.Teams) == 0 {
		return ""
	}
	return person.Teams[len(person.Teams)-1].Team
}

// peopleOf lists who took part in the term's stories, by name: an invitation to
// ask, not a measure.
func (p *press) peopleOf(pg Page, t *index.Term) []PersonIn {
	there := map[string]bool{}
	for _, r := range t.Reviews {
		for _, part := range r.Participants {
			there[part.Who] = there[part.Who] || part.Responder()
		}
	}
	var list []PersonIn
	for _, term := range p.x.Taxonomy(index.People).Terms {
		if there[term.Key] {
			list = append(list, p.personIn(pg, term))
		}
	}
	return list
}

func (p *press) personIn(pg Page, term *index.Term) PersonIn {
	in := PersonIn{Link: p.termLink(pg, term)}
	person := p.x.Person(term.Key)
	in.Asks = p.plain(person.Asks)
	if team := p.oneTerm(pg, index.Teams, currentTeam(person)); team != nil {
		in.Team = *team
	}
	return in
}

// neighboursShown bounds the terms that a page lists beside its own.
const neighboursShown = 12

// neighbours are the terms that share reviews with t, by how many they share.
func (p *press) neighbours(pg Page, t *index.Term) []Neighbours {
	var list []Neighbours
	for _, taxonomy := range []string{index.Services, index.Teams, index.Factors, index.Technologies, index.Tags} {
		if taxonomy == t.Taxonomy {
			continue
		}
		if links := p.sharing(pg, t, taxonomy); len(links) > 0 {
			list = append(list, Neighbours{Title: labels[taxonomy].many, Links: links})
		}
	}
	return list
}

func (p *press) sharing(pg Page, t *index.Term, taxonomy string) []Link {
	counts := map[string]int{}
	for _, r := range t.Reviews {
		for _, key := range index.Keys(r, taxonomy) {
			counts[key]++
		}
	}
	var links []Link
	for _, term := range p.x.Taxonomy(taxonomy).Terms {
		if n := counts[term.Key]; n > 0 {
			l := p.termLink(pg, term)
			l.Count = n
			links = append(links, l)
		}
	}
	slices.SortStableFunc(links, func(a, b Link) int { return b.Count - a.Count })
	return firstOf(links, neighboursShown)
}

// Data is the term for a program.
func (v TermView) Data() any {
	people := []Link{}
	for _, person := range v.People {
		people = append(people, person.Link)
	}
	return struct {
		Title     string   `json:"title"`
		Aliases   []string `json:"aliases,omitempty"`
		Facts     []Fact   `json:"facts,omitempty"`
		Count     int      `json:"count"`
		Reviews   []Row    `json:"reviews"`
		Chapters  []Link   `json:"chapters,omitempty"`
		People    []Link   `json:"people"`
		Learnings []Said   `json:"learnings"`
		Questions []Said   `json:"questions"`
		Figures   any      `json:"figures,omitempty"`
	}{v.Title, v.Aliases, v.Facts, v.Count, v.Stories.inShort(), v.Stories.pages(), people, v.Learnings, v.Questions, v.Across.data()}
}
