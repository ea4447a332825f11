package language

import "github.com/casebook-dev/casebook/internal/diag"

// humanError speaks where people are the label of what went on.
func humanError() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "human-error",
			About: "calls what went on a human error",
			Why: "«Human error» assumes a system that is fine without people. It is the label at which the search begins, not the answer at which it ends: the same person with the same skill had done the same thing rightly for months. " +
				"What was different that day, and what made the wrong thing look like the right one?",
			Before: "The outage was caused by human error.",
			After:  "The two commands differ in one letter. Ruth had typed the first some four hundred times; that night the shell's history offered the second.",
		},
		Trap:     "makes a person the answer, where the question begins",
		Question: "what made this look like the right thing to do, and to whom else would it have?",
		words:    []string{"human", "operator", "user", "pilot"},
		find:     findHumanError,
		vale:     []string{`\bhuman (?:error|mistake|factor)\b`, `\b(?:operator|user|pilot) error\b(?! rates?| messages?| codes?)`},
	}
}

func findHumanError(s *sentence, i int) (from, n int) {
	if s.denied(i) || s.reported(i) {
		return 0, 0
	}
	switch {
	case s.is(i, "human") && s.is(i+1, "error", "errors", "mistake", "mistakes", "factor", "failure"):
	case s.is(i+1, "error") && !s.is(i+2, "rate", "rates", "message", "messages", "code", "codes", "log", "budget", "page", "handling", "count") && (s.is(i, "pilot") || s.is(i-1, "to", "was", "by", "an", "of", "pure", "simple", "is", "as") || i == 0):
	default:
		return 0, 0
	}
	return i, 2
}
