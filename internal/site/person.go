package site

import (
	"html/template"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A PersonView is about what to ask somebody, and what they wrote and lived
// through. It counts nothing.
type PersonView struct {
	Page
	Asks        template.HTML
	Facts       []Fact
	Profile     []Passage
	Departed    When
	Told        *Stories // reviews with an account of theirs
	Lived       *Stories
	Facilitated *Stories
	Approved    *Stories
	Services    []Link      // of the stories they were part of
	Asked       []AskedView // services that could learn from them
	Unheard     []Row       // reviews in which their voice is missing
	HasProfile  bool
	Ties        *TiesView
	Key         string
	Empty       Empty

	roles map[string]string // by slug
}

func (p *press) personView(pg Page, t *index.Term) view {
	person := p.x.Person(t.Key)
	pg.Title = t.Name
	pg.Description = "What to ask " + t.Name + ", and the stories they were part of."
	if person.Path != "" {
		pg.Edit = p.source(person.Path)
	}
	v := PersonView{
		Page:       pg,
		Key:        t.Key,
		Asks:       p.inline(pg, person.Path, person.Asks),
		Facts:      p.personFacts(pg, person),
		Profile:    p.profile(pg, &person.Term),
		HasProfile: person.Path != "",
		Empty: Empty{
			Text:  "Nobody has written yet what people can ask them. In content/people/" + t.Key + ".md:",
			Paste: "---\nname: " + t.Name + "\nteam: platform\nasks: How the nightly export finds its files.\n---\n",
		},
	}
	if person.Left.Known() {
		v.Departed = day(person.Left)
	}
	v.Lived, v.roles = p.stories(pg, t), map[string]string{}
	services := map[string]bool{}
	for _, r := range t.Reviews {
		i := slices.IndexFunc(r.Participants, func(part incident.Participant) bool { return part.Who == t.Key })
		v.roles[r.Slug] = r.Participants[i].Role
		for _, s := range r.Services {
			services[s] = true
		}
	}
	for _, term := range p.x.Taxonomy(index.Services).Terms {
		if services[term.Key] {
			v.Services = append(v.Services, p.termLink(pg, term))
		}
	}
	v.Asked, v.Unheard = p.asked(pg, t.Key), p.unheard(pg, person)
	v.Told = p.fewStories(pg, p.works(t.Key).told)
	v.Facilitated = p.fewStories(pg, p.works(t.Key).facilitated)
	v.Approved = p.fewStories(pg, p.works(t.Key).approved)
	v.Ties = p.ties(pg, t)
	return v
}

func (p *press) personFacts(pg Page, person *incident.Person) []Fact {
	var facts []Fact
	for i := len(person.Teams) - 1; i >= 0; i-- {
		label := "Team"
		if i < len(person.Teams)-1 {
			label = "Before that"
		}
		fact := Fact{Label: label, Links: p.terms(pg, index.Teams, []string{person.Teams[i].Team})}
		if since := person.Teams[i].Since; since.Known() {
			fact.Since = dayText(since.Day())
		}
		facts = append(facts, fact)
	}
	if person.Joined.Known() {
		facts = append(facts, Fact{Label: "With us since", Text: dayText(person.Joined.Day())})
	}
	if person.Timezone != "" {
		facts = append(facts, Fact{Label: "Time zone", Text: person.Timezone})
	}
	for _, h := range person.Handles {
		if h.System != "email" {
			facts = append(facts, Fact{Label: h.System, Text: h.Name})
		}
	}
	return facts
}

// works are the reviews that somebody gave something to beside taking part.
type works struct{ told, facilitated, approved []*incident.Review }

// gatherWorks finds everybody's works in one pass over the book.
func gatherWorks(reviews []*incident.Review) map[string]works {
	all := map[string]works{}
	for _, r := range reviews {
		for _, pv := range r.Perspectives {
			w := all[pv.Who]
			if !slices.Contains(w.told, r) {
				w.told = append(w.told, r)
			}
			all[pv.Who] = w
		}
		if who := r.Study.Facilitator; who != "" {
			w := all[who]
			w.facilitated = append(w.facilitated, r)
			all[who] = w
		}
		for _, who := range r.Study.Approvers {
			w := all[who]
			w.approved = append(w.approved, r)
			all[who] = w
		}
	}
	return all
}

func (p *press) works(who string) works { return p.worksOf[who] }

// Data is the person for a program.
func (v PersonView) Data() any {
	type part struct {
		Row
		Role string `json:"role,omitempty"`
	}
	lived := []part{}
	for _, row := range v.Lived.inShort() {
		lived = append(lived, part{row, v.roles[row.Slug]})
	}
	return struct {
		Name     string `json:"name"`
		Asks     string `json:"asks,omitempty"`
		Facts    []Fact `json:"facts,omitempty"`
		Lived    []part `json:"lived_through"`
		Told     []Row  `json:"told"`
		Chapters []Link `json:"chapters,omitempty"`
		Services []Link `json:"services"`
	}{v.Title, string(v.Asks), v.Facts, lived, v.Told.inShort(), v.Lived.pages(), append([]Link{}, v.Services...)}
}
