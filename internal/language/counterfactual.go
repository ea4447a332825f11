package language

import "github.com/casebook-dev/casebook/internal/diag"

// counterfactual speaks where a sentence tells what somebody did not do.
func counterfactual() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "counterfactual",
			About: "tells what somebody should, could or would have done",
			Why: "A sentence about what people should have done tells a story that did not happen. It feels like an explanation and is none: it says nothing of why what they did made sense to them. " +
				"Whoever stands there next time will not know, either, which of their many choices will have been the wrong one.\n\n" +
				"That something could have been worse is another matter: it tells of a near miss, and is worth writing.",
			Before: "The on-call engineer should have checked the replica before failing over.",
			After:  "The on-call engineer had three minutes before the queue was full. The dashboard showed the replica as healthy; that figure was two minutes old, which nobody could see there.",
		},
		Trap:     "tells what did not happen, and so not why what did happen made sense",
		Question: "what were you looking at just then, and what did it tell you?",
		words:    []string{"should", "could", "would", "ought", "if", "had"},
		find:     findCounterfactual,
		vale: []string{
			somebody + `(?: never| also)? (?:should|ought to)(?: not|n't| never)?(?: have|'ve) (?!an? |the |clear )\w+`,
			somebody + ` (?:could|would)(?: have|'ve) (?:noticed|spotted|seen|caught|avoided|prevented|asked|checked|tested|communicated|escalated)`,
			`(?:should|could) have been (?:avoided|prevented|caught|noticed|spotted)`,
			`[Ii]f only ` + somebody,
		},
	}
}

func findCounterfactual(s *sentence, i int) (from, n int) {
	if s.reported(i) {
		return 0, 0
	}
	switch s.words[i].text {
	case "if":
		return ifOnly(s, i)
	case "had":
		return hadWe(s, i)
	}
	verb := s.pastAdverbs(i + 1)
	if s.is(i, "ought") && s.is(verb, "to") {
		verb = s.pastAdverbs(verb + 1)
	}
	if !s.is(verb, "have") || i > 0 && s.is(i-1, "if") {
		return 0, 0
	}
	done := s.pastAdverbs(verb + 1)
	if !s.participle(done) {
		return 0, 0
	}
	if s.avoidable(i, done) {
		return i, done + 2 - i
	}
	if s.is(i-1, "you", "anybody", "anyone") || !s.subjectOf(i) || !s.is(i, "should", "ought") && !s.insight(i, done) {
		return 0, 0
	}
	return i, done + 1 - i
}

// insight tells whether what somebody could or would have done is what would
// have helped, seen from the end: to notice, to ask, to be faster. A choice that
// somebody had, «she could have told us the line», is part of the story; so is a
// loss that did not come.
func (s *sentence) insight(i, done int) bool {
	switch {
	case s.is(i, "would") && s.has(i, done, "not", "never"):
		return false // «without it we would not have noticed» is luck told
	case s.is(done, "been"):
		return s.is(done+1, "faster", "quicker", "more", "better", "aware", "alerted", "warned", "clearer", "sooner")
	case s.is(i, "would") && s.has(0, len(s.words), "if", "had"):
		return !s.is(done, "lost", "suffered", "faced", "exhausted", "expected", "thought", "liked", "preferred", "hoped", "guessed", "assumed", "wanted", "loved", "had", "gone", "ended")
	}
	return in(helpful, s.words[done].text)
}

const helpful = " noticed spotted seen caught detected found discovered known avoided prevented reduced mitigated shortened saved asked checked tested verified compared communicated escalated paged called " +
	"rolled reverted acted reacted responded monitored anticipated foreseen identified recognised recognized stopped done "

// avoidable tells whether a thing is said to have been there to be avoided or
// seen: a person is meant, and not named.
func (s *sentence) avoidable(i, done int) bool {
	if !s.is(done, "been") || !s.is(done+1, "avoided", "prevented", "caught", "noticed", "spotted", "foreseen", "anticipated") {
		return false
	}
	return !s.is(i, "would") || s.has(0, len(s.words), "if", "had")
}

// ifOnly finds «if only somebody had» and «if we had known».
func ifOnly(s *sentence, i int) (from, n int) {
	if s.is(i+1, "only") && s.has(i+2, i+7, "had", "would", "could") && (s.person(i+2) || s.person(i+3) || s.person(i+4)) {
		return i, 2
	}
	if !s.has(0, len(s.words), "would", "could") {
		return 0, 0
	}
	for k := i + 1; k < min(i+6, len(s.words)); k++ {
		if s.is(k, "had") && s.participle(s.pastAdverbs(k+1)) && s.subjectOf(k) {
			return i, s.pastAdverbs(k+1) + 1 - i
		}
	}
	return 0, 0
}

// hadWe finds «had we known».
func hadWe(s *sentence, i int) (from, n int) {
	if !s.opens(i) || !s.has(0, len(s.words), "would", "could") || s.has(0, i, "lost") {
		return 0, 0
	}
	for k := i + 1; k < min(i+5, len(s.words)-1); k++ {
		if next := s.pastAdverbs(k + 1); s.person(k) && s.participle(next) && !s.is(k+1, "not") {
			if s.has(0, i, "could", "would") && s.has(0, i, "lost", "worse", "been") {
				return 0, 0
			}
			s.keepSubject(k, k)
			return i, next + 1 - i
		}
	}
	return 0, 0
}
