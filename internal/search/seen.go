package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Seen is a review like one that is being begun.
type Seen struct {
	incident.Likeness
	Title string
	Day   string
	Path  string // of its file, from the source
}

// leastSeen is how much of what is asked for a review must have to be worth
// showing: about one word in three, in its title or often.
const leastSeen = 0.2

// Seen returns up to n reviews that are like one of this title about these
// services, given by name or key; the likest first.
func (ix *Index) Seen(title string, services []string, n int) (list []Seen, err error) {
	defer mend(&err)
	if ix.bleve == nil {
		return nil, nil
	}
	ix.lookups = termCache{}
	s := seeker{ix: ix, found: map[int32]*Seen{}}
	if err := s.words(title); err != nil {
		return nil, err
	}
	if err := s.services(services); err != nil {
		return nil, err
	}
	for doc, seen := range s.found {
		seen.Score /= s.most
		if seen.Score >= leastSeen {
			list = append(list, *seen)
			list[len(list)-1].Slug = ix.table.rows[doc].slug
		}
	}
	slices.SortFunc(list, func(a, b Seen) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Slug, a.Slug)) })
	list = list[:min(len(list), n)]
	for i := range list {
		if err := ix.describe(&list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// A seeker adds up what reviews have of what is asked for.
type seeker struct {
	ix    *Index
	found map[int32]*Seen
	most  float64 // what a review would have that has all of it, in its title
}

func (s *seeker) words(title string) error {
	lang := languageOf(s.ix.current.Language)
	tok := tokenizer{apart: lang.elides()}
	var rarest []rareWord
	known := map[string]bool{}
	var err error
	tok.each(title, func(t token) {
		w := rareWord{surface: string(t.surface)}
		w.term = lang.term(w.surface)
		if err != nil || w.term == "" || known[w.term] {
			return
		}
		known[w.term] = true
		w.postings, err = s.ix.postings(w.term)
		w.weight = float64(rarity(len(w.docs), s.ix.size()))
		rarest = append(rarest, w)
	})
	slices.SortStableFunc(rarest, func(a, b rareWord) int { return cmp.Compare(b.weight, a.weight) })
	for _, w := range rarest {
		s.most += w.weight
		for i, doc := range w.docs {
			seen := s.see(doc, w.weight*float64(w.impacts[i])/highestImpact)
			seen.Words = append(seen.Words, w.surface)
		}
	}
	return err
}

// A rareWord is a word of a title and what it weighs.
type rareWord struct {
	postings
	surface, term string
	weight        float64
}

func (s *seeker) services(services []string) error {
	for _, service := range services {
		list, err := s.ix.postings(key{"service", keyFold(service)}.term())
		if err != nil {
			return err
		}
		weight := float64(rarity(len(list.docs), s.ix.size()))
		s.most += weight
		for _, doc := range list.docs {
			seen := s.see(doc, weight)
			seen.Services = append(seen.Services, incident.Key(service))
		}
	}
	return nil
}

func (s *seeker) see(doc int32, score float64) *Seen {
	if s.found[doc] == nil {
		s.found[doc] = new(Seen)
	}
	s.found[doc].Score += score
	return s.found[doc]
}

// describe fills in what the index has of a review.
func (ix *Index) describe(s *Seen) error {
	doc := slices.IndexFunc(ix.table.rows, func(r tableRow) bool { return r.slug == s.Slug })
	content, path, err := ix.text(int32(doc), 0)
	if err != nil {
		return err
	}
	var r row
	if err := json.Unmarshal(content, &r); err != nil {
		return fmt.Errorf("read %q: %w", s.Slug, err)
	}
	s.Title, s.Day, s.Path, s.Score = r.Title, r.Day, path, math.Round(s.Score*1000)/1000
	return nil
}
