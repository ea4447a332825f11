package insight

import (
	"math/bits"

	"gonum.org/v1/gonum/mathext/prng"
)

// seed begins every series of draws: the same book gives the same figures.
const seed = 1

// draws are random numbers that are the same in every run.
type draws struct{ source *prng.SplitMix64 }

func newDraws() draws { return draws{prng.NewSplitMix64(seed)} }

// below returns a number from 0 to n-1, by Lemire's multiplication; its bias is
// less than n in 2^64.
func (d draws) below(n int) int {
	high, _ := bits.Mul64(d.source.Uint64(), uint64(n))
	return int(high)
}

// choose brings k of the items to the front, each choice as likely as any other:
// the first k steps of Fisher and Yates's shuffle.
func choose[T any](d draws, items []T, k int) {
	for i := range min(k, len(items)-1) {
		j := i + d.below(len(items)-i)
		items[i], items[j] = items[j], items[i]
	}
}
