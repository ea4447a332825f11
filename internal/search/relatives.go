package search

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Relatives tells which reviews are like which, and by what: the cosine of
// tf-idf vectors (Salton and Buckley, 1988) of what titles, summaries, narratives
// and learnings say, with the factors, services and tags that two reviews share
// as heavier terms. Names of people, and numbers, are no terms: reviews are alike
// by what happened, not by who was there. It may be read by many goroutines.
type Relatives struct {
	reviews []relative
	place   map[string]int  // by slug
	lexicon *lexicon        // of all terms, those of keys too
	lists   [][]weighted    // by the numbers of terms
	df      []int32         // how many reviews say a term, by its number
	people  map[string]bool // what is not a term: parts of people's names
}

// A relative is one review: what it says, and its vector.
type relative struct {
	review *incident.Review
	says   []said
	keys   []*term
	vector []component
}

// A said term stands so often in a review, and is first written so.
type said struct {
	form  *form
	times int32
}

// A component is one term of a vector of length 1.
type component struct {
	term    *term
	surface string // of a word
	weight  float64
	once    bool // a word that the review says but once
}

// A weighted document is one of a term's.
type weighted struct {
	doc    int32
	weight float64
}

// The weights of what two reviews share, against a word that both say once.
const (
	factorWeight  = 4
	serviceWeight = 3
	tagWeight     = 3
)

// vectorWords is how many of its words a vector holds, the weightiest. With all,
// ten thousand reviews would take minutes, and the others say little.
const vectorWords = 64

// What is a relative: at least so like, and so many at most.
const (
	leastLikeness = 0.1
	mostRelatives = 5
)

// What is said of why: a word that makes this part of the likeness, and so many
// at most.
const (
	leastReason = 0.05
	mostReasons = 5
)

// NewRelatives reads what the reviews of a book say. Of the relatives before,
// which may be nil, it takes over what has not changed.
func NewRelatives(ctx context.Context, book *incident.Book, o Options, before *Relatives) (*Relatives, error) {
	lexicon := newLexicon(languageOf(o.Config.Language))
	if before != nil {
		lexicon = before.lexicon // terms keep their numbers
	}
	r := newRelatives(book, lexicon)
	p := &pass{writer: newWriter(book, o.Config), reviews: searched(book), lexicon: lexicon, jobs: jobs(o)}
	known := make([]relative, len(p.reviews))
	err := p.run(ctx, func(v *inverter, i int) (made, error) {
		if one, ok := before.of(p.reviews[i], r); ok {
			known[i] = one
			return made{}, nil
		}
		d := p.writer.document(p.reviews[i])
		return made{document: d, inverted: v.invert(d, d.chunks())}, nil
	}, func(i int, m made) {
		if m.document == nil {
			r.reviews = append(r.reviews, known[i])
			return
		}
		r.add(p.reviews[i], m.occurrences)
	})
	r.weigh()
	return r, err
}

func newRelatives(book *incident.Book, l *lexicon) *Relatives {
	r := &Relatives{lexicon: l, place: map[string]int{}, people: map[string]bool{}}
	var tok tokenizer
	for _, p := range book.People {
		for _, name := range append([]string{p.Key, p.Name}, p.Aliases...) {
			tok.each(name, func(t token) { r.people[string(t.surface)] = true })
		}
	}
	return r
}

// of returns what is known of a review that has not changed.
func (r *Relatives) of(review *incident.Review, now *Relatives) (relative, bool) {
	if r == nil || !reflect.DeepEqual(r.people, now.people) {
		return relative{}, false
	}
	i, ok := r.place[review.Slug]
	if !ok || !reflect.DeepEqual(r.reviews[i].review, review) {
		return relative{}, false
	}
	one := r.reviews[i]
	one.review = review
	return one, true
}

// add takes a review, the oldest first.
func (r *Relatives) add(review *incident.Review, occurrences []occurrence) {
	one := relative{review: review, keys: r.tying(review)}
	for _, o := range occurrences {
		if o.told > 0 && r.isWord(o.form.surface) {
			one.says = append(one.says, said{o.form, o.told})
		}
	}
	one.says = slices.Clone(one.says) // without the room to grow
	r.reviews = append(r.reviews, one)
}

// settle gives up what only the next book's relatives would take over.
func (r *Relatives) settle() {
	r.lexicon = nil
	for i := range r.reviews {
		r.reviews[i].says = nil
	}
}

// tying are the keys by which a review may be tied to others.
func (r *Relatives) tying(review *incident.Review) []*term {
	var list []*term
	for _, group := range []struct {
		name string
		keys []string
	}{{"service", review.Services}, {"factor", review.Factors}, {"tag", review.Tags}} {
		for _, k := range group.keys {
			list = append(list, r.lexicon.tie(group.name, k))
		}
	}
	return list
}

// isWord tells what says something from names and numbers.
func (r *Relatives) isWord(surface string) bool {
	return !r.people[surface] && strings.IndexFunc(surface, func(c rune) bool { return c > '9' }) >= 0 && len(surface) > 1
}

// keyWeight is the weight of a key by its group; 0 for a word.
func keyWeight(name string) float64 {
	switch group, _, _ := strings.Cut(name, ":"); group {
	case "factor":
		return factorWeight
	case "service":
		return serviceWeight
	case "tag":
		return tagWeight
	}
	return 0
}

// weigh makes the vectors, once all reviews are known.
func (r *Relatives) weigh() {
	r.df = make([]int32, len(r.lexicon.terms))
	for i, one := range r.reviews {
		r.place[one.review.Slug] = i
		for _, s := range one.says {
			r.df[s.form.term.id]++
		}
		for _, k := range one.keys {
			r.df[k.id]++
		}
	}
	r.lists = make([][]weighted, len(r.df))
	for i := range r.reviews {
		one := &r.reviews[i]
		one.vector = r.vector(one.says, one.keys)
		for _, c := range one.vector {
			r.lists[c.term.id] = append(r.lists[c.term.id], weighted{int32(i), c.weight})
		}
	}
}

// vector weighs terms: the oftener here and the rarer elsewhere, the more. What
// only one review says ties it to none, but tells it from others.
func (r *Relatives) vector(says []said, keys []*term) []component {
	list := make([]component, 0, len(says)+len(keys))
	for _, s := range says {
		if w := r.rarity(s.form.term); w > 0 && !r.everyday(s.form.term) {
			list = append(list, component{s.form.term, s.form.surface, (1 + math.Log(float64(s.times))) * w, s.times == 1})
		}
	}
	slices.SortFunc(list, heavier)
	words := list[:min(len(list), vectorWords)]
	list = append(make([]component, 0, len(words)+len(keys)), words...) // no more room than it takes
	for _, k := range keys {
		list = append(list, component{term: k, weight: keyWeight(k.name) * r.rarity(k)})
	}
	sum := 0.0
	for _, c := range list {
		sum += float64(c.weight * c.weight)
	}
	if sum == 0 {
		return nil // it says nothing that all others do not say as well
	}
	for i := range list {
		list[i].weight /= math.Sqrt(sum)
	}
	return list
}

func heavier(a, b component) int {
	switch {
	case a.weight > b.weight:
		return -1
	case a.weight < b.weight:
		return 1
	}
	return strings.Compare(a.term.name, b.term.name)
}

// everyday tells whether more than a quarter of the reviews say a word: it ties
// nothing in particular. A book of few reviews has no such words.
func (r *Relatives) everyday(t *term) bool {
	const few = 20
	return len(r.reviews) >= few && int(r.df[t.id])*4 > len(r.reviews)
}

// rarity is the logarithm of how many reviews there are to each that has the
// term; what nearly all have is nothing.
func (r *Relatives) rarity(t *term) float64 {
	return math.Log(float64(len(r.reviews)+1) / float64(r.df[t.id]+1))
}

// Of returns the relatives of a review, the nearest first.
func (r *Relatives) Of(slug string) []incident.Likeness {
	i, ok := r.place[slug]
	if !ok {
		return nil
	}
	vector := r.reviews[i].vector
	scores := make([]float64, len(r.reviews))
	for _, c := range vector {
		for _, w := range r.lists[c.term.id] {
			scores[w.doc] += float64(c.weight * w.weight)
		}
	}
	scores[i] = 0
	var list []incident.Likeness
	for _, doc := range highest(scores) {
		list = append(list, r.likeness(vector, doc, scores[doc]))
	}
	return list
}

// highest returns the documents of the highest scores that are high enough, the
// newest of equals first.
func highest(scores []float64) []int32 {
	var best []int32
	for doc := len(scores) - 1; doc >= 0; doc-- {
		score := scores[doc]
		if score < leastLikeness || len(best) == mostRelatives && score <= scores[best[len(best)-1]] {
			continue
		}
		at := len(best)
		for at > 0 && scores[best[at-1]] < score {
			at--
		}
		best = slices.Insert(best, at, int32(doc))
		best = best[:min(len(best), mostRelatives)]
	}
	return best
}

// likeness says what ties a vector to a review.
func (r *Relatives) likeness(vector []component, doc int32, score float64) incident.Likeness {
	other := map[*term]component{}
	for _, c := range r.reviews[doc].vector {
		other[c.term] = c
	}
	l := incident.Likeness{Slug: r.reviews[doc].review.Slug, Score: math.Round(score*1000) / 1000}
	var words []component
	for _, c := range vector {
		o, ok := other[c.term]
		group, value, isKey := strings.Cut(c.term.name, ":")
		switch {
		case !ok || c.weight == 0:
		case !isKey && c.weight*o.weight >= leastReason*score && !(c.once && o.once):
			words = append(words, component{term: c.term, surface: o.surface, weight: c.weight * o.weight})
		case group == "service":
			l.Services = append(l.Services, value)
		case group == "factor":
			l.Factors = append(l.Factors, value)
		case group == "tag":
			l.Tags = append(l.Tags, value)
		}
	}
	slices.SortFunc(words, heavier)
	for _, w := range words[:min(len(words), mostReasons)] {
		l.Words = append(l.Words, w.surface)
	}
	return l
}
