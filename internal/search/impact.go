package search

import "math"

// An impact says how much one term matters in one review: 1 to highestImpact,
// from how often it stands in each part and how long the parts are. It is made
// once, when a review is indexed, so that asking takes whole numbers alone and
// every engine gives the same score.
//
// Each group of parts adds its own share: what a term has in the title, it has
// on top of what the text gives it, and no length of conversation outweighs a
// title. Within a group the share rises quickly with the first mentions and
// slowly with more (BM25's saturation: Robertson and Zaragoza, 2009, «The
// Probabilistic Relevance Framework»), and long texts count a mention less. The
// usual length is a constant, not the book's mean: a new review changes no
// other's impacts.
const highestImpact = 63

type weighing struct {
	parts  partSet
	share  float64 // of highestImpact
	half   float64 // mentions, at the usual length, that give half the share
	usual  float64 // length in tokens
	length float64 // 0: the length does not matter, 1: mentions count by density
}

var weighings = [...]weighing{
	{parts: inTitle.set(), share: 26, half: 0.3, usual: 16, length: 0.5},
	{parts: inNarrative.set() | inTimeline.set() | inFacts.set(), share: 24, half: 1.2, usual: 600, length: 0.5},
	{parts: inLearnings.set(), share: 8, half: 0.5, usual: 60, length: 0.3},
	{parts: inConversation.set(), share: 5, half: 2, usual: 1500, length: 0.5},
}

// impact weighs how often a term stands in the parts of a review against how
// long they are. Conversions keep every machine from fusing the operations,
// which would round otherwise.
func impact(mentions, lengths *[parts]int32) byte {
	sum := 0.0
	for _, w := range weighings {
		n, length := w.parts.total(mentions), w.parts.total(lengths)
		if n == 0 {
			continue
		}
		longer := float64(w.length * float64(length/w.usual))
		x := n / float64(1-w.length+longer)
		sum += float64(w.share * float64(x/float64(x+w.half)))
	}
	return byte(min(max(math.Round(sum), 1), highestImpact))
}

func (s partSet) total(of *[parts]int32) float64 {
	n := int32(0)
	for p := range part(parts) {
		if s.has(p) {
			n += of[p]
		}
	}
	return float64(n)
}

// rarity is what a term counts that stands in df of the reviews, as a whole
// number: the rarer, the more. It is BM25's inverse document frequency, in
// 1024ths.
func rarity(df, reviews int) int {
	return max(1, int(math.Round(1024*math.Log(1+(float64(reviews-df)+0.5)/(float64(df)+0.5)))))
}
