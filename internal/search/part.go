package search

// A part is what a passage of a review belongs to. A query may ask for words of
// some parts alone, and words count more in some than in others.
type part byte

// The parts; their numbers are of the static form.
const (
	inTitle part = iota // and the outside identifier, and the review's own name
	inNarrative
	inTimeline
	inLearnings // and surprises, discoveries, questions
	inConversation
	inFacts // names of people, teams, services and terms; actions
	parts   = iota
)

// partNames are how queries and answers call the parts.
var partNames = [parts]string{"title", "narrative", "timeline", "learnings", "conversation", "facts"}

// A partSet says in which parts something stands, a bit for each.
type partSet byte

const everywhere partSet = 1<<parts - 1

func (p part) set() partSet { return 1 << p }

func (s partSet) has(p part) bool { return s&p.set() != 0 }

// partNamed returns the part of a name, if it is one.
func partNamed(name string) (part, bool) {
	for p, n := range partNames {
		if n == name {
			return part(p), true
		}
	}
	return 0, false
}

// telling is how much a word of the part says of where to read: one in the
// review's own words outweighs any number said at the time.
func (p part) telling() int {
	if p == inConversation || p == inFacts {
		return 1
	}
	return 1 << 20
}

// shownFirst orders passages that say as much: what was learned before the story,
// and names last.
func (p part) shownFirst() int {
	switch p {
	case inLearnings:
		return 0
	case inNarrative:
		return 1
	case inTimeline:
		return 2
	case inConversation:
		return 3
	}
	return 4
}
