package insight

import (
	"encoding/json"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Interval is a range of values; High may be infinite, which JSON has as
// null.
type Interval struct{ Low, High float64 }

// MarshalJSON writes an interval as two numbers, null for one without bound.
func (i Interval) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Low  *float64 `json:"low"`
		High *float64 `json:"high"`
	}{finite(i.Low), finite(i.High)})
}

// finite is a number that JSON can write, or nil.
func finite(f float64) *float64 {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	return &f
}

// ClopperPearson is the exact 95 % interval of a proportion of which k of n were
// seen (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934), by quantiles of
// the beta distribution. Nothing seen at all gives 0 to 1.
func ClopperPearson(k, n int) Interval {
	i := Interval{0, 1}
	if k > 0 {
		i.Low = distuv.Beta{Alpha: float64(k), Beta: float64(n - k + 1)}.Quantile(0.025)
	}
	if k < n {
		i.High = distuv.Beta{Alpha: float64(k + 1), Beta: float64(n - k)}.Quantile(0.975)
	}
	return i
}

// binomialTest is the exact two-sided p-value of k of n where each has the
// chance p: twice the smaller tail, at most 1, which agrees with
// ClopperPearson's interval.
func binomialTest(k, n int, p float64) float64 {
	if n == 0 || p <= 0 || p >= 1 {
		return 1
	}
	b := distuv.Binomial{N: float64(n), P: p}
	low, high := b.CDF(float64(k)), 1.0
	if k > 0 {
		high = b.Survival(float64(k - 1))
	}
	return min(1, 2*min(low, high))
}

// holm adjusts p-values for being several (S. Holm, Scandinavian Journal of
// Statistics 6, 1979).
func holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	adjusted, largest := make([]float64, len(p)), 0.0
	for rank, i := range order {
		largest = max(largest, min(1, float64(len(p)-rank)*p[i]))
		adjusted[i] = largest
	}
	return adjusted
}
