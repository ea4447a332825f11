package language

import "github.com/casebook-dev/casebook/internal/diag"

// exhortation speaks where people are asked to be other than they are.
func exhortation() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "exhortation",
			About: "asks people to be more careful, to pay attention, to be retrained",
			Why: "Everybody was careful already, with the care that was left beside everything else. To ask for more changes nobody's situation: the same screen, the same hour, the same two levers that look alike await the next person. " +
				"What would make the careful way the easy way is the question that leads somewhere.",
			Before: "Engineers must be more careful with the production console.",
			After:  "The consoles of staging and production look the same but for one word in the corner. Since Tuesday they have different colours.",
		},
		Trap:     "asks people to be other than they are, and leaves everything around them as it was",
		Question: "what would make the careful way the easy way?",
		words:    []string{"careful", "attention", "remind", "reminded", "retrain", "retrained", "vigilant", "vigilance", "caution", "care", "double-check", "mindful", "diligent", "sure", "harder"},
		find:     findExhortation,
		vale:     []string{`\bbe(?:ing)? (?:more|extra|very) (?:careful|diligent|vigilant|mindful)\b`, `\bpay (?:more |closer |better )?attention\b`, `\bremind(?:ed)? (?:everyone|everybody|the team|all|staff|engineers|developers)\b`, `\b(?:more|greater|extra) (?:caution|care)\b`},
	}
}

func findExhortation(s *sentence, i int) (from, n int) {
	if s.reported(i) {
		return 0, 0
	}
	switch w := s.words[i].text; w {
	case "careful", "diligent", "vigilant", "mindful":
		return beCareful(s, i)
	case "attention":
		for k := i - 1; k >= max(i-3, 0); k-- {
			if s.is(k, "pay", "paying", "paid") && !s.is(k-1, "not") {
				return k, i + 1 - k
			}
		}
	case "remind", "reminded":
		if s.toPeople(i+1) && !s.is(i-1, "now", "banner", "page", "tool", "message") && (w == "remind" || s.subjectOf(i)) {
			return i, 2
		}
		if w == "reminded" && s.is(i-1, "were", "be", "been") && s.is(i+1, "to", "of", "that") && (s.subjectOf(i-1) || s.is(i-2, "should", "will", "must") && s.subjectOf(i-2)) {
			return i - 1, 2
		}
	case "retrain", "retrained":
		if w == "retrain" && s.toPeople(i+1) {
			return i, 2
		}
		if s.is(i-1, "be", "been", "were", "was") && (s.subjectOf(i-1) || s.is(i-2, "will", "must", "should") && s.subjectOf(i-2)) {
			return i - 1, 2
		}
	case "caution", "care", "vigilance":
		if s.is(i-1, "more", "greater", "extra", "better") && s.has(i-3, i, "exercise", "take", "taking", "with", "use", "need", "exercising") {
			return i - 1, 2
		}
	case "double-check":
		if i == 0 || s.is(i-1, "please", "must", "should", "always", "to", "will", "and") && (i < 2 || s.person(i-2) || s.is(i-1, "please", "always") || s.has(0, i, "need", "needs")) {
			return i, 1
		}
	case "sure":
		if s.is(i-1, "make", "making") && (s.is(i+1, "everyone", "everybody") || s.is(i+1, "that") && s.is(i+2, "everyone", "everybody")) {
			return i - 1, 3
		}
	case "harder":
		if s.is(i-1, "try", "trying", "work") {
			return i - 1, 2
		}
	}
	return 0, 0
}

// beCareful finds «be careful»; «a more careful rollout» has its care in the work.
func beCareful(s *sentence, i int) (from, n int) {
	at := i - 1
	for s.is(at, "more", "very", "extra", "especially", "particularly", "always") {
		at--
	}
	if s.is(at, "be") {
		return at, i + 1 - at
	}
	return 0, 0
}

// toPeople tells whether the words from i on are people who are spoken to.
func (s *sentence) toPeople(i int) bool {
	return s.is(i, "everyone", "everybody", "all", "ourselves") || s.person(i) || s.is(i, "the", "our", "all") && s.person(i+1)
}
