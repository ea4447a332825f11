package insight

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/combin"
)

// Effective is how many equally involved people a service's responders act
// like: exp(H), where H is the Shannon entropy, by natural logarithm, of their
// shares of the appearances. It is the Hill number of order 1 (M. O. Hill,
// «Diversity and evenness», Ecology 54, 1973; L. Jost, «Entropy and diversity»,
// Oikos 113, 2006). Unit: people. Nobody at all gives 0.
func Effective(appearances []int) float64 {
	t := tally{}
	for _, n := range appearances {
		t.total += n
		t.sum += xlogx(n)
	}
	return t.effective()
}

// A Spread is whether more people respond to a service's incidents than before:
// the effective responders of the window's newer half less those of the older,
// both rarefied to the number of reviews in the smaller half.
//
// The interval is the difference less the 97.5th and the 2.5th percentile of
// the differences that 1,000 random assignments of the reviews to halves of the
// same sizes give; it excludes 0 when chance alone gives a difference as large
// in less than one of twenty. Unit: people. Halves of fewer than four reviews
// that say who responded have no Spread.
type Spread struct {
	Older      float64 `json:"older"` // effective responders, rarefied
	Newer      float64 `json:"newer"`
	Difference float64 `json:"difference"`
	Low        float64 `json:"low"` // of the 95 % interval
	High       float64 `json:"high"`
	OlderN     int     `json:"older_reviews"`
	NewerN     int     `json:"newer_reviews"`
}

// Clear tells whether the interval excludes 0.
func (s Spread) Clear() bool { return s.Low > 0 || s.High < 0 }

const (
	spreadFloor  = 4     // reviews in each half
	rarefactions = 1_000 // draws of the larger half
	permutations = 1_000 // assignments to halves
)

// spread compares two halves; each review is the numbers, from 0 on, of the
// people who responded. It is nil where a half is too small.
func spread(older, newer [][]int) *Spread {
	n := min(len(older), len(newer))
	if n < spreadFloor {
		return nil
	}
	d := newDraws()
	t := newTally(append(slices.Clone(older), newer...))
	s := &Spread{
		Older: t.rarefied(d, slices.Clone(older), n, rarefactions), OlderN: len(older),
		Newer: t.rarefied(d, slices.Clone(newer), n, rarefactions), NewerN: len(newer),
	}
	s.Difference = s.Newer - s.Older
	chance := t.chance(d, append(slices.Clone(older), newer...), len(older))
	s.Low = s.Difference - percentile(chance, 0.975)
	s.High = s.Difference - percentile(chance, 0.025)
	return s
}

// chance are the differences that random assignments to halves give, sorted.
// Within each, the larger half is drawn fewer times the larger it is: a large
// sample differs little from draw to draw, and the whole stays quick.
func (t *tally) chance(d draws, reviews [][]int, older int) []float64 {
	n := min(older, len(reviews)-older)
	times := min(max(2_000/n, 10), 100)
	differences := make([]float64, permutations)
	for i := range differences {
		choose(d, reviews, older)
		differences[i] = t.rarefied(d, reviews[older:], n, times) - t.rarefied(d, reviews[:older], n, times)
	}
	slices.Sort(differences)
	return differences
}

// percentile is the nearest-rank percentile of sorted values.
func percentile(sorted []float64, p float64) float64 {
	return sorted[nearestRank(len(sorted), p)]
}

// nearestRank is the place, from 0 on, of a percentile among n sorted values.
func nearestRank(n int, p float64) int {
	return min(max(int(math.Ceil(p*float64(n)-1e-9))-1, 0), n-1)
}

// rarefied is the mean of the effective responders of n of the reviews, drawn
// without replacement so many times; or over all choices of n, where there are
// no more of them than that. It may change the order of reviews.
func (t *tally) rarefied(d draws, reviews [][]int, n, times int) float64 {
	if len(reviews) == n {
		return t.of(reviews)
	}
	if combin.LogGeneralizedBinomial(float64(len(reviews)), float64(n)) <= math.Log(float64(times)) {
		return t.exactly(reviews, n)
	}
	sum := 0.0
	for range times {
		choose(d, reviews, n)
		sum += t.of(reviews[:n])
	}
	return sum / float64(times)
}

// exactly is the mean over all choices of n reviews.
func (t *tally) exactly(reviews [][]int, n int) float64 {
	g := combin.NewCombinationGenerator(len(reviews), n)
	chosen, places := make([][]int, n), make([]int, n)
	sum, all := 0.0, 0
	for g.Next() {
		for i, place := range g.Combination(places) {
			chosen[i] = reviews[place]
		}
		sum += t.of(chosen)
		all++
	}
	return sum / float64(all)
}

// A tally counts appearances, and keeps Σ c·ln c as they come: the entropy of
// the shares c/N is ln N − (Σ c·ln c)/N.
type tally struct {
	counts []int
	total  int
	sum    float64
	gain   []float64 // what the next appearance adds to sum, by the count before it
}

// newTally makes a tally large enough for the reviews.
func newTally(reviews [][]int) *tally {
	people, most := 0, len(reviews)
	for _, r := range reviews {
		for _, who := range r {
			people = max(people, who+1)
		}
	}
	t := &tally{counts: make([]int, people), gain: make([]float64, most+1)}
	for c := range t.gain {
		t.gain[c] = xlogx(c+1) - xlogx(c)
	}
	return t
}

func xlogx(n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(n) * math.Log(float64(n))
}

// of is the effective responders of the reviews.
func (t *tally) of(reviews [][]int) float64 {
	clear(t.counts)
	t.total, t.sum = 0, 0
	for _, r := range reviews {
		for _, who := range r {
			t.sum += t.gain[t.counts[who]]
			t.counts[who]++
			t.total++
		}
	}
	return t.effective()
}

func (t *tally) effective() float64 {
	if t.total == 0 {
		return 0
	}
	n := float64(t.total)
	return n * math.Exp(-t.sum/n)
}
