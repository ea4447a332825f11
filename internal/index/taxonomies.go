package index

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Taxonomy is one way in which reviews can have something in common.
type Taxonomy struct {
	Key   string // plural, as in addresses: services
	Terms []*Term
	byKey map[string]*Term
}

// The keys of the taxonomies.
const (
	Services        = "services"
	Teams           = "teams"
	People          = "people"
	Factors         = "factors"
	Tags            = "tags"
	Technologies    = "technologies"
	ExternalParties = "external-parties"
	Severities      = "severities"
	Kinds           = "kinds"
)

// A Term is one value of a taxonomy and the reviews that share it.
type Term struct {
	Taxonomy string
	Key      string
	Name     string
	Profile  *incident.Term     // nil for a severity or a kind
	Reviews  []*incident.Review // listed ones, newest first
}

// Term returns the term with the key, or nil.
func (t *Taxonomy) Term(key string) *Term { return t.byKey[key] }

// taxonomies gathers every taxonomy: the terms of the book, each with the
// reviews that name it. Terms are in the order of their names; severities and
// kinds in their own.
func taxonomies(b *incident.Book, reviews []*incident.Review, o Options) []*Taxonomy {
	list := []*Taxonomy{
		profiled(Services, b.Services, func(s *incident.Service) *incident.Term { return &s.Term }),
		profiled(Teams, b.Teams, func(t *incident.Team) *incident.Term { return &t.Term }),
		profiled(People, b.People, func(p *incident.Person) *incident.Term { return &p.Term }),
		profiled(Factors, b.Factors, itself),
		profiled(Tags, b.Tags, itself),
		profiled(Technologies, b.Technologies, itself),
		profiled(ExternalParties, b.ExternalParties, itself),
		named(Severities, severities(reviews, o.Severities)),
		named(Kinds, kinds()),
	}
	var gathering sync.WaitGroup
	for _, t := range list {
		gathering.Go(func() { t.gather(reviews) })
	}
	gathering.Wait()
	return list
}

func itself(t *incident.Term) *incident.Term { return t }

func profiled[T any](key string, items []T, term func(T) *incident.Term) *Taxonomy {
	t := &Taxonomy{Key: key, byKey: make(map[string]*Term, len(items))}
	for _, item := range items {
		p := term(item)
		t.add(&Term{Taxonomy: key, Key: p.Key, Name: cmp.Or(p.Name, p.Key), Profile: p})
	}
	t.sort()
	return t
}

// sort puts the terms in the order of a dictionary (Unicode's, UTS 10): letters
// before their accents, numbers by their size.
func (t *Taxonomy) sort() {
	order, buf := collate.New(language.Und, collate.Numeric, collate.IgnoreCase), new(collate.Buffer)
	keys := make(map[*Term][]byte, len(t.Terms))
	for _, term := range t.Terms {
		keys[term] = order.KeyFromString(buf, term.Name)
	}
	slices.SortStableFunc(t.Terms, func(a, b *Term) int {
		return cmp.Or(bytes.Compare(keys[a], keys[b]), cmp.Compare(a.Key, b.Key))
	})
}

func named(key string, names []string) *Taxonomy {
	t := &Taxonomy{Key: key, byKey: make(map[string]*Term, len(names))}
	for _, name := range names {
		t.add(&Term{Taxonomy: key, Key: incident.Key(name), Name: name})
	}
	return t
}

func (t *Taxonomy) add(term *Term) {
	if t.byKey[term.Key] != nil {
		return
	}
	t.Terms = append(t.Terms, term)
	t.byKey[term.Key] = term
}

// severities are the configured ones, then those that reviews name beside.
func severities(reviews []*incident.Review, configured []string) []string {
	list := slices.Clone(configured)
	var others []string
	for _, r := range reviews {
		if r.Severity != "" && !slices.Contains(list, r.Severity) && !slices.Contains(others, r.Severity) {
			others = append(others, r.Severity)
		}
	}
	slices.Sort(others)
	return append(list, others...)
}

func kinds() []string {
	var list []string
	for _, k := range incident.Kinds {
		list = append(list, strings.ReplaceAll(string(k), "-", " "))
	}
	return list
}

func (t *Taxonomy) gather(reviews []*incident.Review) {
	for _, r := range reviews {
		for _, key := range Keys(r, t.Key) {
			term := t.byKey[key]
			if term != nil && !endsWith(term.Reviews, r) {
				term.Reviews = append(term.Reviews, r)
			}
		}
	}
}

func endsWith(list []*incident.Review, r *incident.Review) bool {
	return len(list) > 0 && list[len(list)-1] == r
}

// Keys returns the keys of the taxonomy's terms that the review names.
func Keys(r *incident.Review, taxonomy string) []string {
	switch taxonomy {
	case Services:
		return r.Services
	case Teams:
		return r.Teams
	case People:
		return participants(r)
	case Factors:
		return r.Factors
	case Tags:
		return r.Tags
	case Technologies:
		return r.Technologies
	case ExternalParties:
		return r.ExternalParties
	case Severities:
		return keyOf(r.Severity)
	case Kinds:
		return keyOf(string(r.Kind))
	}
	return nil
}

func keyOf(name string) []string {
	if name == "" {
		return nil
	}
	return []string{incident.Key(name)}
}

func participants(r *incident.Review) []string {
	keys := make([]string, 0, len(r.Participants))
	for _, p := range r.Participants {
		keys = append(keys, p.Who)
	}
	return keys
}
