package search

import (
	"cmp"
	"slices"
)

// A source is an index that a query is held against. Documents are numbered from
// the oldest on.
type source interface {
	size() int
	// postings returns where a term stands; empty when it stands nowhere.
	postings(term string) (postings, error)
	// positions returns a function that gives a term's positions in the i-th
	// document of its postings.
	positions(term string) (func(i int, p part) []int32, error)
	// chunk returns which piece of a document's text holds most of a term.
	chunk(term string, doc int32) (int32, error)
	// words returns the listed words that begin with a prefix, with keys only
	// where the prefix names their group.
	words(prefix string) ([]listed, error)
	// terms returns the first terms that begin with a prefix, in their order.
	terms(prefix string, most int) ([]string, error)
	// days returns the day of every document.
	days() ([]int, error)
	// facets returns the values of a group, each with its documents.
	facets(group string) ([]*facet, error)
}

// A listed word is one that people write, with the number of reviews that have
// it and its stem.
type listed struct {
	surface, term string
	count         int
}

// postings are the documents of a term, in order, with what they hold of it.
type postings struct {
	docs    []int32
	masks   []partSet
	impacts []byte
}

// A point is what a clause gives to a document.
type point struct {
	doc   int32
	score int
	term  int // of the match's wanted, the one that gave it
}

// A match is a clause held against an index.
type match struct {
	clause
	points []point
	wanted []string // the terms that stand for it
	near   []string // words taken for one that the book does not have
}

// A result is a query held against an index.
type result struct {
	plan    plan
	any     bool // few reviews have all words: these have most
	all     int  // how many have all
	matches []match
	hits    []hit
	base    []int32                   // documents that match but for filters
	passing map[string]map[int32]bool // by group: documents that pass its filter
}

// A hit is a document that was found.
type hit struct {
	doc   int32
	score int
}

// fewHits is how many documents must have all words for the others not to be
// looked at: what somebody remembers of a story is seldom all in its words.
const fewHits = 10

// evaluate finds the documents that a plan asks for: those that have all, and if
// there are few, those that have most.
func evaluate(p plan, s source) (*result, error) {
	r := &result{plan: p}
	for _, c := range p.clauses {
		m, err := (&matcher{s}).match(c)
		if err != nil {
			return nil, err
		}
		r.matches = append(r.matches, m)
	}
	allowed, err := r.filter(s)
	if err != nil {
		return nil, err
	}
	if p.common && len(p.filters) == 0 && !p.dated {
		return r, nil
	}
	dated, err := r.inTime(s)
	if err != nil {
		return nil, err
	}
	r.find(s.size(), allowed, dated)
	if r.all = len(r.hits); r.all < fewHits && r.loose() > 1 {
		r.any = true
		r.find(s.size(), allowed, dated)
		if len(r.hits) == r.all { // there are no others
			r.any = false
			r.find(s.size(), allowed, dated)
		}
	}
	slices.SortFunc(r.hits, func(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc)) })
	return r, nil
}

// loose is how many clauses may be missing when no review has all.
func (r *result) loose() int {
	n := 0
	for _, m := range r.matches {
		if m.loose {
			n++
		}
	}
	return n
}

// find gathers the documents that match the clauses, and those of them that pass
// the filters.
func (r *result) find(size int, allowed, dated func(doc int32) bool) {
	t := newTally(size)
	for _, m := range r.matches {
		t.add(m, r.any)
	}
	r.hits, r.base = nil, nil
	for doc := range int32(size) {
		if t.has(doc) && dated(doc) {
			r.base = append(r.base, doc)
		}
	}
	if r.any {
		r.base = t.most(r.base)
	}
	for _, doc := range r.base {
		if allowed(doc) {
			r.hits = append(r.hits, hit{doc, t.score(doc, r.any)})
		}
	}
}

// A tally counts, for each document, the clauses that it matches and what they
// give.
type tally struct {
	scores    []int
	required  []int8 // that it matches
	loose     []int8
	out       []bool // has what is not wanted
	nRequired int8
}

func newTally(size int) *tally {
	return &tally{scores: make([]int, size), required: make([]int8, size), loose: make([]int8, size), out: make([]bool, size)}
}

func (t *tally) add(m match, any bool) {
	if m.not {
		for _, p := range m.points {
			t.out[p.doc] = true
		}
		return
	}
	counts := t.required
	if m.loose && any {
		counts = t.loose
	} else {
		t.nRequired++
	}
	for _, p := range m.points {
		t.scores[p.doc] += p.score
		counts[p.doc]++
	}
}

// has tells whether a document has all that is required and nothing that is not
// wanted.
func (t *tally) has(doc int32) bool { return !t.out[doc] && t.required[doc] == t.nRequired }

// most keeps the documents that have at least half as many of the loose clauses
// as the one that has most of them.
func (t *tally) most(docs []int32) []int32 {
	best := int8(1)
	for _, doc := range docs {
		best = max(best, t.loose[doc])
	}
	var kept []int32
	for _, doc := range docs {
		if 2*t.loose[doc] >= best {
			kept = append(kept, doc)
		}
	}
	return kept
}

// score returns what a document scored. Where some clauses may be missing, each
// that is not counts as much more.
func (t *tally) score(doc int32, any bool) int {
	if any {
		return t.scores[doc] * int(t.loose[doc])
	}
	return t.scores[doc]
}

// filter returns whether a document passes all filters, and keeps for each group
// what passes its own.
func (r *result) filter(s source) (func(doc int32) bool, error) {
	r.passing = map[string]map[int32]bool{}
	out := map[int32]bool{}
	for _, f := range r.plan.filters {
		docs := map[int32]bool{}
		if f.not {
			docs = out
		}
		for _, v := range f.values {
			list, err := (&matcher{s}).values(f, v)
			if err != nil {
				return nil, err
			}
			for _, d := range list {
				docs[d] = true
			}
		}
		if !f.not {
			r.passing[f.group] = docs
		}
	}
	r.leave(out)
	return func(doc int32) bool {
		for _, docs := range r.passing {
			if !docs[doc] {
				return false
			}
		}
		return true
	}, nil
}

// leave makes a clause of the documents that filters leave out.
func (r *result) leave(out map[int32]bool) {
	if len(out) == 0 {
		return
	}
	m := match{clause: clause{not: true}}
	for d := range out {
		m.points = append(m.points, point{doc: d})
	}
	r.matches = append(r.matches, m)
}

// inTime returns whether a document's day is one asked for.
func (r *result) inTime(s source) (func(doc int32) bool, error) {
	if !r.plan.dated {
		return func(int32) bool { return true }, nil
	}
	days, err := s.days()
	if err != nil {
		return nil, err
	}
	return func(doc int32) bool {
		day := days[doc]
		return day != noDay && day >= r.plan.after && day < r.plan.before
	}, nil
}

// counts returns how many of the found reviews have each value of a group:
// reviews that pass all filters but the group's own.
func (r *result) counts(s source, group string) ([]Value, error) {
	values, err := s.facets(group)
	if err != nil {
		return nil, err
	}
	pass := make([]bool, s.size())
	for _, doc := range r.base {
		pass[doc] = true
		for g, docs := range r.passing {
			pass[doc] = pass[doc] && (g == group || docs[doc])
		}
	}
	var list []Value
	for _, f := range values {
		n := 0
		for _, d := range f.docs {
			if pass[d] {
				n++
			}
		}
		chosen := r.chosen(group, f.value)
		if n > 0 || chosen {
			list = append(list, Value{Key: f.value, Name: f.name, Count: n, Chosen: chosen})
		}
	}
	return list, nil
}

func (r *result) chosen(group, v string) bool {
	for _, f := range r.plan.filters {
		if f.group == group && !f.not && slices.Contains(f.values, value{term: group + ":" + v}) {
			return true
		}
	}
	return false
}
