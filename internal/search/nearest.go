package search

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// mostNearest is how many words are offered for one that found nothing.
const mostNearest = 3

// nearest offers, for a query that found nothing, words and values that the book
// has and that are written a little like those it asked for.
func (r *result) nearest(s source) ([]string, error) {
	var list []string
	for _, m := range r.matches {
		if len(m.points) > 0 || m.not || m.kind == aPhrase {
			continue
		}
		words, err := nearestTo(m.surface, s)
		if err != nil {
			return nil, err
		}
		list = append(list, words...)
	}
	for _, f := range r.plan.filters {
		if f.not || len(r.passing[f.group]) > 0 {
			continue
		}
		for _, v := range f.values {
			words, err := nearestTo(v.term, s)
			if err != nil {
				return nil, err
			}
			list = append(list, words...)
		}
	}
	return list, nil
}

// nearestTo returns the words with the same first letter and the fewest others
// in common that fewest letters change, and for a value all of its group.
func nearestTo(surface string, s source) ([]string, error) {
	word := []rune(bare(surface))
	if len(word) == 0 || isCJKAny(word) {
		return nil, nil
	}
	group := surface[:len(surface)-len(string(word))]
	prefix := group
	if group == "" {
		prefix = string(word[0])
	}
	words, err := s.words(prefix)
	if err != nil {
		return nil, err
	}
	far := max(2, len(word)/2)
	away := map[string]int{}
	words = slices.DeleteFunc(words, func(w listed) bool {
		away[w.surface] = distance(word, []rune(w.surface[len(group):]), far)
		return away[w.surface] > far || utf8.RuneCountInString(bare(w.surface)) < leastPrefix
	})
	slices.SortFunc(words, func(a, b listed) int {
		return cmp.Or(cmp.Compare(away[a.surface], away[b.surface]), cmp.Compare(b.count, a.count), compareUTF16(a.surface, b.surface))
	})
	var list []string
	for _, w := range words[:min(len(words), mostNearest)] {
		list = append(list, w.surface)
	}
	return list, nil
}

// Commonest returns the n values of most reviews, those of equally many by name.
func Commonest(list []Value, n int) []Value {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b Value) int { return cmp.Or(cmp.Compare(b.Count, a.Count), compareUTF16(a.Name, b.Name)) })
	return sorted[:min(n, len(sorted))]
}
