package content

import (
	"cmp"
	"slices"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// profiles are the documents that describe people and things by key.
type profiles struct {
	people   []*incident.Person
	teams    []*incident.Team
	services []*incident.Service
	tags     []*incident.Term
	factors  []*incident.Term
	events   []*incident.Event
	patterns []*incident.Page
	pages    []*incident.Page

	names   []naming             // what profiles mention of other things
	aliases map[string][]located // where each file gives its aliases
}

// terms returns the terms of each taxonomy that has profiles.
func (p *profiles) terms() [taxonomies][]*incident.Term {
	var all [taxonomies][]*incident.Term
	for _, x := range p.people {
		all[person] = append(all[person], &x.Term)
	}
	for _, x := range p.teams {
		all[team] = append(all[team], &x.Term)
	}
	for _, x := range p.services {
		all[service] = append(all[service], &x.Term)
	}
	all[tag], all[factor] = p.tags, p.factors
	return all
}

// add puts a document where its place says it belongs.
func (p *profiles) add(d *document) {
	switch d.place {
	case placePeople:
		p.people = append(p.people, p.person(d))
	case placeTeams:
		t := &incident.Team{Term: d.term()}
		t.Channel = d.text("channel")
		p.teams = append(p.teams, t)
	case placeServices:
		p.services = append(p.services, p.service(d))
	case placeTags:
		p.tags = append(p.tags, aboutTerm(d))
	case placeFactors:
		p.factors = append(p.factors, aboutTerm(d))
	case placeCalendar:
		p.events = append(p.events, event(d))
	case placePatterns:
		p.patterns = append(p.patterns, page(d))
	case placePages:
		p.pages = append(p.pages, page(d))
	}
	p.aliases[d.file] = d.aliases
	d.extra()
}

func (p *profiles) person(d *document) *incident.Person {
	return &incident.Person{
		Term:        d.term(),
		Teams:       p.tenures(d, "teams", "team"),
		Joined:      d.moment("joined"),
		Left:        d.moment("left"),
		Timezone:    timezone(d.reader),
		Handles:     handles(d),
		Visibility:  visibility(d),
		Facilitates: d.tri("facilitates"),
		Asks:        d.text("asks"),
	}
}

// visibility returns how a person appears. Where the word is not known, they
// appear least: they asked for something.
func visibility(d *document) incident.Visibility {
	known := []incident.Visibility{incident.Listed, incident.Pseudonym, incident.Hidden}
	v := incident.Visibility(d.oneOf("visibility", words(known)))
	if v != "" && !slices.Contains(known, v) {
		return incident.Hidden
	}
	return v
}

func (p *profiles) service(d *document) *incident.Service {
	s := &incident.Service{Term: d.term(), Owners: p.tenures(d, "owners", "owner"), URL: d.text("url")}
	for _, name := range d.sentences("rotations") {
		s.Rotations = appendNew(s.Rotations, incident.Key(name.text))
	}
	if len(s.Rotations) == 0 {
		s.Rotations = []string{s.Key}
	}
	for _, name := range d.sentences("technologies") {
		s.Technologies = appendNew(s.Technologies, p.named(technology, name.text))
	}
	return s
}

// tenures reads teams with the day from which on they count, or one team alone.
func (p *profiles) tenures(d *document, many, one string) []incident.Tenure {
	var list []incident.Tenure
	for _, n := range []*frontmatter.Node{d.get(many), d.get(one)} {
		for _, item := range n.List() {
			if t := p.tenure(d, item, many); t.Team != "" {
				list = append(list, t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b incident.Tenure) int { return a.Since.Time.Compare(b.Since.Time) })
	return list
}

func (p *profiles) tenure(d *document, n *frontmatter.Node, key string) incident.Tenure {
	if n.Kind != frontmatter.Map {
		return incident.Tenure{Team: p.named(team, n.Sentence())}
	}
	sub := d.within(n, key+"[]")
	t := incident.Tenure{Team: p.named(team, sub.text("team")), Since: sub.moment("since")}
	if t.Team == "" {
		d.warn(n, "tenure-without-team", "this says since when, but not which team", "write `- {team: KEY, since: DATE}`")
	}
	sub.extra()
	return t
}

func (p *profiles) named(t taxonomy, name string) string {
	key := incident.Key(name)
	if key != "" {
		p.names = append(p.names, naming{t, key, name})
	}
	return key
}

// handles reads a person's names in other systems, sorted by system.
func handles(d *document) []incident.Handle {
	var list []incident.Handle
	n := d.get("handles")
	if !n.Empty() && n.Kind != frontmatter.Map {
		d.wrongKind(n, "handles", "map of systems")
		return nil
	}
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		for _, item := range f.Value.List() {
			if name := d.sentence(item, "handles"); name != "" {
				list = append(list, incident.Handle{System: f.Key, Name: name})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b incident.Handle) int { return cmp.Compare(a.System, b.System) })
	return list
}

// aboutTerm is a tag or a factor; its `about` stands in for a body.
func aboutTerm(d *document) *incident.Term {
	t := d.term()
	about := d.text("about")
	if len(t.Profile.Source) == 0 && about != "" {
		t.Profile = d.parse([]byte(about), d.get("about").Line)
	}
	return &t
}

// fold makes keys that profiles name of each other those of the profiles meant.
func (p *profiles) fold(v *vocabulary) {
	for i, n := range p.names {
		p.names[i].key = v.fold(n.taxonomy, n.name)
	}
	for _, x := range p.people {
		foldTenures(v, x.Teams)
	}
	for _, x := range p.services {
		foldTenures(v, x.Owners)
	}
}

func foldTenures(v *vocabulary, list []incident.Tenure) {
	for i := range list {
		list[i].Team = v.fold(team, list[i].Team)
	}
}
