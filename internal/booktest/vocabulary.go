package booktest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
)

// A lexicon is words by how often people say them: the i-th about as often as
// 1/(i+2.7), as Mandelbrot corrected Zipf.
type lexicon struct {
	list  []string
	share []float64 // of the words up to each, in all that is said
}

const vocabularySize = 30_000

// vocabulary makes up words that sound like some and are none.
func vocabulary() lexicon {
	g := rand.New(rand.NewPCG(7, 7))
	starts := strings.Fields("b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st str t tr v w z")
	vowels := strings.Fields("a e i o u ai ea ou y")
	ends := strings.Fields("n r s t l m nd rt st ck ng x sk mp th d b")
	seen := map[string]bool{}
	var w lexicon
	sum := 0.0
	for len(w.list) < vocabularySize {
		var b strings.Builder
		for range 1 + g.IntN(3) {
			b.WriteString(starts[g.IntN(len(starts))] + vowels[g.IntN(len(vowels))])
		}
		b.WriteString(ends[g.IntN(len(ends))])
		if word := b.String(); !seen[word] {
			seen[word] = true
			w.list = append(w.list, word)
			sum += 1 / math.Pow(float64(len(w.list))+2.7, 1.05)
			w.share = append(w.share, sum)
		}
	}
	return w
}

func (w lexicon) at(share float64) string {
	i := sort.SearchFloat64s(w.share, share*w.share[len(w.share)-1])
	return w.list[min(i, len(w.list)-1)]
}

// word is a usual noun, or one of the things that the review is about, or any, or
// an identifier.
func (g generator) word(w lexicon) string {
	const topics = 60
	switch n := g.IntN(100); {
	case n < 30:
		return ""
	case n < 65:
		topic := rand.New(rand.NewPCG(uint64(g.i), uint64(g.IntN(topics))))
		return w.at(topic.Float64())
	case n < 98:
		return w.at(g.Float64())
	}
	return fmt.Sprintf("req-%07x", g.IntN(1<<28))
}

// Words returns n of the words that WordyFiles are told in, from those that are
// said most to those that are said seldom.
func Words(n int) []string {
	w := vocabulary()
	var list []string
	for i := range n {
		list = append(list, w.at((float64(i)+0.5)/float64(n)))
	}
	return list
}
