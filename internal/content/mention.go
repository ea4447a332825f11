package content

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// mention adds to the book what it speaks of without describing it: a person, a
// team, a service or a term exists from the first mention, and is called what it
// was called there. Profiles mention before reviews do, and those in the order
// of their paths.
func (l *loader) mention(b *incident.Book, drafts []*draftReview) {
	var known [taxonomies]map[string]bool
	for t, terms := range l.described.terms() {
		known[t] = make(map[string]bool)
		for _, x := range terms {
			known[t][x.Key] = true
		}
	}
	add := func(names []naming) {
		for _, n := range names {
			if !known[n.taxonomy][n.key] && !l.isBot(n) {
				known[n.taxonomy][n.key] = true
				introduce(b, n)
			}
		}
	}
	add(l.described.names)
	for _, d := range drafts {
		add(d.names)
	}
}

func (l *loader) isBot(n naming) bool {
	return n.taxonomy == person && slices.ContainsFunc(l.config.Bots, func(bot string) bool { return incident.Key(bot) == n.key })
}

func introduce(b *incident.Book, n naming) {
	term := incident.Term{Key: n.key, Name: n.name}
	switch n.taxonomy {
	case person:
		b.People = append(b.People, &incident.Person{Term: term})
	case team:
		b.Teams = append(b.Teams, &incident.Team{Term: term})
	case service:
		b.Services = append(b.Services, &incident.Service{Term: term, Rotations: []string{n.key}})
	case tag:
		b.Tags = append(b.Tags, &term)
	case factor:
		b.Factors = append(b.Factors, &term)
	case technology:
		b.Technologies = append(b.Technologies, &term)
	case party:
		b.ExternalParties = append(b.ExternalParties, &term)
	}
}
