package site

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// What people, teams, services and other terms are called, and the ways to their
// pages.

// terms are links to the terms of a taxonomy with the keys.
func (p *press) terms(pg Page, taxonomy string, keys []string) []Link {
	t := p.x.Taxonomy(taxonomy)
	list := make([]Link, 0, len(keys))
	for _, key := range keys {
		if term := t.Term(key); term != nil {
			list = append(list, p.termLink(pg, term))
		}
	}
	return list
}

// oneTerm is a link to the term with the key; nil when there is none.
func (p *press) oneTerm(pg Page, taxonomy, key string) *Link {
	term := p.x.Taxonomy(taxonomy).Term(key)
	if term == nil {
		return nil
	}
	l := p.termLink(pg, term)
	return &l
}

// termLink is made once for each depth, as cards are: most cards have the same few
// terms.
func (p *press) termLink(pg Page, t *index.Term) Link {
	key := termKey{t, pg.Root}
	if l, ok := p.termLinkCache.Load(key); ok {
		return l.(Link)
	}
	l := pg.link(t.Name, t.Taxonomy+"/"+t.Key+"/")
	if t.Taxonomy != index.People { // nobody is counted
		l.Count = len(t.Reviews)
	}
	p.termLinkCache.Store(key, l)
	return l
}

type termKey struct {
	term *index.Term
	root string
}

// who is a link to somebody's page, or their name where they have none.
func (p *press) who(pg Page, key string) Link {
	if l := p.oneTerm(pg, index.People, key); l != nil {
		return *l
	}
	return Link{Title: p.speaker(key)}
}

// termName is what a term is called.
func (p *press) termName(taxonomy, key string) string {
	if t := p.x.Taxonomy(taxonomy).Term(key); t != nil {
		return t.Name
	}
	return key
}

func (p *press) teamName(key string) string { return p.termName(index.Teams, key) }

func (p *press) serviceName(key string) string { return p.termName(index.Services, key) }

// service returns the service with the key, or nil.
func (p *press) service(key string) *incident.Service {
	i, ok := slices.BinarySearchFunc(p.book.Services, key, func(s *incident.Service, key string) int { return strings.Compare(s.Key, key) })
	if !ok {
		return nil
	}
	return p.book.Services[i]
}

// speaker is the name to show for who said something.
func (p *press) speaker(who string) string {
	if person := p.x.Person(who); person != nil {
		return person.Name
	}
	return who
}

// callName is what people call somebody: the first name, where nobody else in
// the book has it. A pseudonym stays whole.
func (p *press) callName(who string) string {
	person := p.x.Person(who)
	if person == nil {
		return who
	}
	if first := firstName(person.Name); p.firstNames[first] == 1 && person.Visibility != incident.Pseudonym {
		return first
	}
	return person.Name
}

func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

func initials(name string) string {
	var b strings.Builder
	words := strings.Fields(name)
	for i, word := range words {
		if i == 0 || i == len(words)-1 {
			for _, r := range word {
				b.WriteRune(r)
				break
			}
		}
	}
	return strings.ToUpper(b.String())
}

// named puts names in the place of @keys in plain text.
func (p *press) named(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	words := strings.Fields(text)
	for i, word := range words {
		key, ok := strings.CutPrefix(word, "@")
		trimmed := strings.TrimRight(key, ".,;:!?)'’s")
		for _, k := range []string{strings.TrimRight(key, ".,;:!?)"), trimmed} {
			if person := p.x.Person(k); ok && person != nil {
				words[i] = person.Name + key[len(k):]
				break
			}
		}
	}
	return strings.Join(words, " ")
}
