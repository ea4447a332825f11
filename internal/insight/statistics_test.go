package insight

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestEffective(t *testing.T) {
	near(t, "nobody", Effective(nil), 0, 0)
	near(t, "one", Effective([]int{7}), 1, 1e-12)
	near(t, "three alike", Effective([]int{5, 5, 5}), 3, 1e-12)
	near(t, "people without an appearance", Effective([]int{0, 4, 4, 0}), 2, 1e-12)
	// Shares 3/4 and 1/4: H = 0.75 ln(4/3) + 0.25 ln 4 = 0.562335.
	near(t, "three to one", Effective([]int{3, 1}), 1.754765, 1e-6)
}

// The intervals are those of the tables of Clopper and Pearson.
func TestClopperPearson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{5, 20, 0.08657, 0.49105}, {0, 10, 0, 0.30850}, {10, 10, 0.69150, 1}, {1, 1, 0.025, 1}, {0, 0, 0, 1}, {50, 100, 0.39832, 0.60168},
	} {
		i := ClopperPearson(c.k, c.n)
		near(t, "low", i.Low, c.low, 5e-5)
		near(t, "high", i.High, c.high, 5e-5)
	}
}

func TestBinomialTest(t *testing.T) {
	// 2 · (1 + 10 + 45) / 1024 for two or fewer of ten at a half.
	near(t, "two of ten", binomialTest(2, 10, 0.5), 0.109375, 1e-12)
	near(t, "eight of ten", binomialTest(8, 10, 0.5), 0.109375, 1e-12)
	near(t, "five of ten", binomialTest(5, 10, 0.5), 1, 1e-12)
	near(t, "none of none", binomialTest(0, 0, 0.5), 1, 0)
	near(t, "all of ten", binomialTest(10, 10, 0.5), 2.0/1024, 1e-12)
}

// The test and the interval agree on what is a difference.
func TestBinomialTestAgreesWithTheInterval(t *testing.T) {
	for n := 1; n <= 30; n++ {
		for k := 0; k <= n; k++ {
			for _, p := range []float64{0.03, 0.25, 0.5, 0.9} {
				i, value := ClopperPearson(k, n), binomialTest(k, n, p)
				if outside := p < i.Low || p > i.High; outside != (value < 0.05) && math.Abs(value-0.05) > 1e-9 {
					t.Errorf("%d of %d at %v: p %v, interval %v", k, n, p, value, i)
				}
			}
		}
	}
}

func TestHolm(t *testing.T) {
	got := holm([]float64{0.01, 0.04, 0.03, 0.005})
	for i, want := range []float64{0.03, 0.06, 0.06, 0.02} {
		near(t, "adjusted", got[i], want, 1e-12)
	}
	if got := holm(nil); len(got) != 0 {
		t.Errorf("nothing to adjust became %v", got)
	}
	near(t, "never above 1", holm([]float64{0.9, 0.8})[1], 1, 0)
}

func TestNearestRank(t *testing.T) {
	for _, c := range []struct {
		n    int
		p    float64
		want int
	}{{10, 0.9, 8}, {11, 0.9, 9}, {20, 0.9, 17}, {1, 0.9, 0}, {4, 0.25, 0}, {4, 0.5, 1}, {5, 0.5, 2}, {1000, 0.025, 24}, {1000, 0.975, 974}} {
		if got := nearestRank(c.n, c.p); got != c.want {
			t.Errorf("the %v of %d lies at place %d, want %d", c.p, c.n, got, c.want)
		}
	}
}

// Rarefied to two of three reviews, {0} {0} {1}: of the three choices one acts
// like one person and two like two.
func TestRarefied(t *testing.T) {
	reviews := [][]int{{0}, {0}, {1}}
	tally := newTally(reviews)
	near(t, "over all choices", tally.rarefied(newDraws(), reviews, 2, rarefactions), 5.0/3, 1e-12)
	near(t, "all of them", tally.rarefied(newDraws(), reviews, 3, rarefactions), Effective([]int{2, 1}), 1e-12)

	// Many choices are drawn from, and come near to the mean over all of them.
	var many [][]int
	for i := range 14 {
		many = append(many, []int{i % 5, i % 3})
	}
	tally = newTally(many)
	near(t, "drawn", tally.rarefied(newDraws(), slices.Clone(many), 7, rarefactions), tally.exactly(many, 7), 0.02)
}

func TestSpread(t *testing.T) {
	island := slices.Repeat([][]int{{0}}, 6)
	apart := [][]int{{1}, {2}, {3}, {4}, {5}, {6}}
	s := spread(island, apart)
	near(t, "older", s.Older, 1, 1e-12)
	near(t, "newer", s.Newer, 6, 1e-12)
	if !s.Clear() || s.Low <= 0 {
		t.Errorf("one person before and six after: %+v", s)
	}
	if back := spread(apart, island); !back.Clear() || back.High >= 0 || back.Difference != -s.Difference {
		t.Errorf("six before and one after: %+v", back)
	}
	if same := spread(apart, apart); same.Clear() || same.Difference != 0 {
		t.Errorf("nothing changed: %+v", same)
	}
	if few := spread(island[:3], apart); few != nil {
		t.Errorf("a half of three reviews says %+v", few)
	}
	if again := spread(island, apart); *again != *s {
		t.Errorf("the same reviews gave %+v and %+v", s, again)
	}
}

// Where nothing changes, chance alone makes a sentence in about one of twenty.
func TestSpreadIsSeldomClearByChance(t *testing.T) {
	d, clear := newDraws(), 0
	const trials = 120
	for range trials {
		var reviews [][]int
		for range 12 {
			first := d.below(7)
			reviews = append(reviews, []int{first, (first + 1 + d.below(6)) % 7})
		}
		if spread(reviews[:6], reviews[6:]).Clear() {
			clear++
		}
	}
	if clear > trials/10 {
		t.Errorf("%d of %d books in which nothing changed have a sentence", clear, trials)
	}
}

func TestCover(t *testing.T) {
	for _, c := range []struct {
		name    string
		reviews [][]int
		want    Cover
	}{
		{"nobody", nil, Cover{0, 0, true}},
		{"one", [][]int{{0}}, Cover{1, 1, true}},
		{"one in all", [][]int{{0, 1}, {0, 2}, {0}}, Cover{1, 1, true}},
		{"everybody once", [][]int{{0}, {1}, {2}, {3}}, Cover{2, 4, true}},
		// Greedy would take 0 first, and then need three more.
		{"greed misleads", [][]int{{0, 1}, {0, 1}, {0, 2}, {0, 2}, {1}, {2}}, Cover{1, 2, true}},
	} {
		if got := cover(c.reviews); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// The search for the smallest cover agrees with trying every set of people.
func TestCoverAgainstEverySet(t *testing.T) {
	d := newDraws()
	for range 60 {
		people := 1 + d.below(9)
		var reviews [][]int
		for range 1 + d.below(12) {
			var who []int
			for p := range people {
				if d.below(3) == 0 {
					who = append(who, p)
				}
			}
			if who != nil {
				reviews = append(reviews, who)
			}
		}
		got := cover(reviews)
		for _, c := range []struct{ got, need int }{{got.Half, (len(reviews) + 1) / 2}, {got.All, len(reviews)}} {
			if want := everySet(reviews, people, c.need); c.got != want {
				t.Fatalf("%v: %d cover %d reviews, want %d", reviews, c.got, c.need, want)
			}
		}
	}
}

func everySet(reviews [][]int, people, need int) int {
	best := people
	for set := range 1 << people {
		covered, size := 0, 0
		for _, r := range reviews {
			covered += one(slices.ContainsFunc(r, func(who int) bool { return set>>who&1 == 1 }))
		}
		for p := range people {
			size += set >> p & 1
		}
		if covered >= need {
			best = min(best, size)
		}
	}
	return best
}

func TestCoverOfManyIsABound(t *testing.T) {
	var reviews [][]int
	for i := range 30 {
		reviews = append(reviews, []int{i})
	}
	if got := cover(reviews); got != (Cover{15, 30, false}) {
		t.Errorf("got %+v", got)
	}
}

// With two of four people in each of three reviews, one is in all three with a
// chance of 1/8, in two or more with 1/2; there are four people.
func TestTurns(t *testing.T) {
	sizes := []int{2, 2, 2}
	near(t, "in all three", Turns(3, sizes, 4), 0.5, 1e-12)
	near(t, "in two or more", Turns(2, sizes, 4), 1, 1e-12)
	near(t, "in none or more", Turns(0, sizes, 4), 1, 1e-12)
	// 1/2 · 1/10 · 1/10, ten people.
	near(t, "of different sizes", Turns(3, []int{5, 1, 1}, 10), 0.05, 1e-12)
	near(t, "nobody", Turns(0, nil, 0), 1, 0)
}

func TestWindow(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct {
		asOf               string
		months             int
		from, middle, last string
	}{
		{"2026-10-31", 24, "2024-11-01", "2025-11-01", "2026-10-31"},
		{"2026-08-31", 12, "2025-09-01", "2026-03-01", "2026-08-31"}, // February ends on the 28th
		{"2026-03-15", 1, "2026-02-16", "2026-03-01", "2026-03-15"},
	} {
		w := newWindow(day(c.asOf), c.months)
		if !w.From.Equal(day(c.from)) || !w.Middle.Equal(day(c.middle)) || !w.To.Equal(day(c.last)) {
			t.Errorf("%d months before %s: %v, %v, %v", c.months, c.asOf, w.From, w.Middle, w.To)
		}
	}
	if (Window{}).Has(incident.Moment{}) {
		t.Error("a window without days has an unknown moment")
	}
}
