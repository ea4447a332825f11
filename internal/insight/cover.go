package insight

import (
	"cmp"
	"math/bits"
	"slices"
)

// A Cover is the fewest responders who together were in at least half of a
// service's reviews, and in all of them: the contributor absence factor of
// CHAOSS, with incidents in the place of commits. Unit: people. Reviews that do
// not say who responded are left out. Beyond exactCover responders the numbers
// are found greedily, and are upper bounds.
type Cover struct {
	Half  int  `json:"half"`
	All   int  `json:"all"`
	Exact bool `json:"exact"`
}

// exactCover is up to how many responders the smallest cover is searched for.
const exactCover = 20

// cover finds the smallest covers; each review is the numbers, from 0 on, of
// the people who responded, and has one at least.
func cover(reviews [][]int) Cover {
	sets := presence(reviews)
	c := Cover{Exact: len(sets) <= exactCover}
	search := greedy
	if c.Exact {
		search = smallest
	}
	c.Half = search(sets, (len(reviews)+1)/2)
	c.All = search(sets, len(reviews))
	return c
}

// A reviewSet is a set of reviews, a bit for each.
type reviewSet []uint64

// presence is the reviews that each person was in, of those who were in any,
// the largest sets first.
func presence(reviews [][]int) []reviewSet {
	var sets []reviewSet
	for i, r := range reviews {
		for _, who := range r {
			for who >= len(sets) {
				sets = append(sets, make(reviewSet, (len(reviews)+63)/64))
			}
			sets[who][i/64] |= 1 << (i % 64)
		}
	}
	sets = slices.DeleteFunc(sets, func(s reviewSet) bool { return s.size() == 0 })
	slices.SortStableFunc(sets, func(a, b reviewSet) int { return cmp.Compare(b.size(), a.size()) })
	return sets
}

func (s reviewSet) size() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// gains is how many reviews of other are not in s.
func (s reviewSet) gains(other reviewSet) int {
	n := 0
	for i, word := range other {
		n += bits.OnesCount64(word &^ s[i])
	}
	return n
}

func (s reviewSet) join(other reviewSet) reviewSet {
	both := slices.Clone(s)
	for i, word := range other {
		both[i] |= word
	}
	return both
}

// smallest is the least number of sets that together hold at least need
// reviews: every choice of one set, then of two, and so on.
func smallest(sets []reviewSet, need int) int {
	if need == 0 || len(sets) == 0 {
		return 0
	}
	for k := 1; k < len(sets); k++ {
		if reaches(sets, make(reviewSet, len(sets[0])), k, need) {
			return k
		}
	}
	return len(sets)
}

// reaches tells whether k of the sets, with what is covered already, hold need
// reviews. Sets come largest first, so that no k of them can add more than k
// times the first.
func reaches(sets []reviewSet, covered reviewSet, k, need int) bool {
	have := covered.size()
	if have >= need {
		return true
	}
	for i := range sets {
		if k == 0 || have+k*sets[i].size() < need {
			return false
		}
		if reaches(sets[i+1:], covered.join(sets[i]), k-1, need) {
			return true
		}
	}
	return false
}

// greedy takes the set that adds most, again and again (V. Chvátal, «A greedy
// heuristic for the set-covering problem», 1979).
func greedy(sets []reviewSet, need int) int {
	if len(sets) == 0 {
		return 0
	}
	covered, taken := make(reviewSet, len(sets[0])), 0
	for covered.size() < need {
		best := slices.MaxFunc(sets, func(a, b reviewSet) int { return cmp.Compare(covered.gains(a), covered.gains(b)) })
		if covered.gains(best) == 0 {
			return taken
		}
		covered = covered.join(best)
		taken++
	}
	return taken
}
