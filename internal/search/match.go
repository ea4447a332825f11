package search

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A matcher holds clauses and values against an index.
type matcher struct{ source }

// Points of a word that is there count double those of one that stands for it.
const (
	itself  = 2
	another = 1
)

// perWord is what a word of rarity 1 and the highest impact gives: scores are
// shown in this unit, so that a word of rarity 1024ths is near its rarity.
const perWord = itself * highestImpact * 1024

func (m *matcher) match(c clause) (match, error) {
	found := match{clause: c}
	var err error
	switch c.kind {
	case aWord:
		err = m.word(&found)
	case aPrefix:
		var terms []string
		if terms, err = m.beginnings(c.surface); err == nil {
			err = m.union(&found, terms, itself)
		}
	case aPhrase:
		err = m.phrase(&found)
	}
	return found, err
}

// word looks a word up. One that the book does not have stands for those that
// begin so, or else are written nearly so.
func (m *matcher) word(found *match) error {
	name := found.terms[0].term
	list, err := m.postings(name)
	if err != nil {
		return err
	}
	if len(list.docs) > 0 {
		found.wanted = []string{name}
		weight := itself * rarity(len(list.docs), m.size())
		for i, doc := range list.docs {
			if list.masks[i]&found.parts != 0 {
				found.points = append(found.points, point{doc, weight * int(list.impacts[i]), 0})
			}
		}
		return nil
	}
	if found.exact {
		return nil
	}
	terms, err := m.beginnings(found.surface)
	if err != nil {
		return err
	}
	if len(terms) == 0 {
		if terms, found.near, err = m.near(found.surface); err != nil {
			return err
		}
	}
	return m.union(found, terms, another)
}

// mostBeginnings is how many words a beginning stands for, those of most reviews
// first.
const mostBeginnings = 32

// beginnings returns the terms of the words that begin so.
func (m *matcher) beginnings(surface string) ([]string, error) {
	if utf8.RuneCountInString(bare(surface)) < leastPrefix && !isCJKWord(surface) {
		return nil, nil
	}
	words, err := m.words(surface)
	if err != nil {
		return nil, err
	}
	if len(words) == 0 {
		return m.terms(surface, mostBeginnings)
	}
	terms, _ := commonest(words, mostBeginnings)
	return terms, nil
}

// commonest returns the terms of the words of most reviews, and those words.
func commonest(words []listed, most int) (terms, surfaces []string) {
	slices.SortFunc(words, func(a, b listed) int {
		return cmp.Or(cmp.Compare(b.count, a.count), compareUTF16(a.surface, b.surface))
	})
	for _, w := range words[:min(len(words), most)] {
		surfaces = append(surfaces, w.surface)
		if !slices.Contains(terms, w.term) {
			terms = append(terms, w.term)
		}
	}
	return terms, surfaces
}

// union gives each document what the best of several terms gives it.
func (m *matcher) union(found *match, terms []string, each int) error {
	found.wanted = terms
	best := map[int32]posting{}
	for k, name := range terms {
		list, err := m.postings(name)
		if err != nil {
			return err
		}
		for i, doc := range list.docs {
			b, seen := best[doc]
			b.mask |= list.masks[i]
			if !seen || list.impacts[i] > b.impact {
				b.impact, b.term = list.impacts[i], k
			}
			best[doc] = b
		}
	}
	weight := each * rarity(len(best), m.size())
	for doc, b := range best {
		if b.mask&found.parts != 0 {
			found.points = append(found.points, point{doc, weight * int(b.impact), b.term})
		}
	}
	slices.SortFunc(found.points, func(a, b point) int { return cmp.Compare(a.doc, b.doc) })
	return nil
}

// A posting is one document of a term.
type posting struct {
	mask   partSet
	impact byte
	term   int
}

// phrase finds the documents in which the terms stand one after another, in one
// part.
func (m *matcher) phrase(found *match) error {
	p, err := m.openPhrase(found.terms)
	if err != nil || p == nil {
		return err
	}
	for _, t := range found.terms {
		found.wanted = append(found.wanted, t.term)
	}
	rarest := p.rarest()
	for i, doc := range p.lists[rarest].docs {
		at, ok := p.everywhere(doc, rarest, i)
		if !ok || !p.stands(at, found.parts) {
			continue
		}
		score := 0
		for k, list := range p.lists {
			score += p.weights[k] * int(list.impacts[at[k]])
		}
		found.points = append(found.points, point{doc, score, rarest})
	}
	return nil
}

// A phrase is the terms of a phrase as an index has them.
type phrase struct {
	terms     []placed
	lists     []postings
	weights   []int
	positions []func(i int, p part) []int32
}

// openPhrase looks the terms up; nil if one of them stands nowhere.
func (m *matcher) openPhrase(terms []placed) (*phrase, error) {
	p := &phrase{terms: terms}
	for _, t := range terms {
		list, err := m.postings(t.term)
		if err != nil || len(list.docs) == 0 {
			return nil, err
		}
		p.lists = append(p.lists, list)
		p.weights = append(p.weights, itself*rarity(len(list.docs), m.size()))
	}
	for _, t := range terms {
		at, err := m.source.positions(t.term)
		if err != nil {
			return nil, err
		}
		p.positions = append(p.positions, at)
	}
	return p, nil
}

func (p *phrase) rarest() int {
	best := 0
	for k, list := range p.lists {
		if len(list.docs) < len(p.lists[best].docs) {
			best = k
		}
	}
	return best
}

// everywhere returns where a document stands in each term's list, if it stands
// in all.
func (p *phrase) everywhere(doc int32, known, i int) ([]int, bool) {
	at := make([]int, len(p.lists))
	for k, list := range p.lists {
		if k == known {
			at[k] = i
			continue
		}
		j, ok := slices.BinarySearch(list.docs, doc)
		if !ok {
			return nil, false
		}
		at[k] = j
	}
	return at, true
}

// stands tells whether the phrase stands in one of the parts.
func (p *phrase) stands(at []int, in partSet) bool {
	for k, list := range p.lists {
		in &= list.masks[at[k]]
	}
	for part := range part(parts) {
		if in.has(part) && p.standsIn(at, part) {
			return true
		}
	}
	return false
}

func (p *phrase) standsIn(at []int, in part) bool {
	starts := p.positions[0](at[0], in)
	for k := 1; k < len(p.terms) && len(starts) > 0; k++ {
		there := p.positions[k](at[k], in)
		var kept []int32
		for _, start := range starts {
			if _, ok := slices.BinarySearch(there, start+int32(p.terms[k].at)); ok {
				kept = append(kept, start)
			}
		}
		starts = kept
	}
	return len(starts) > 0
}

// values returns the documents that have a value of a filter.
func (m *matcher) values(f filter, v value) ([]int32, error) {
	if !v.prefix {
		list, err := m.postings(v.term)
		if err != nil || len(list.docs) > 0 || f.not || f.group == fieldID {
			return list.docs, err
		}
	}
	terms, err := m.beginnings(v.term)
	if err == nil && len(terms) == 0 && !v.prefix {
		terms, _, err = m.near(v.term)
	}
	if err != nil {
		return nil, err
	}
	var docs []int32
	for _, name := range terms {
		list, err := m.postings(name)
		if err != nil {
			return nil, err
		}
		docs = append(docs, list.docs...)
	}
	return docs, nil
}
