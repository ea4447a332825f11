package language

import "github.com/casebook-dev/casebook/internal/diag"

// personFailed speaks where a person is said to have failed; machines may.
func personFailed() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "person-failed",
			About: "says that a person failed, forgot, missed or ignored something",
			Why: "«Failed to» describes an absence, and nobody can learn from what was not there. At that moment people were attending to something; what that was, and why it looked more important, is what the next person needs to know.\n\n" +
				"Machines fail, and the rule leaves them alone: a node that failed to start is a fact.",
			Before: "Kieran ignored the first two pages.",
			After:  "The first two pages had the text of the nightly backup's, which pages most nights and clears by itself. Kieran waited for it to clear.",
		},
		Trap:     "says what somebody did not do, by what is known now",
		Question: "what had your attention at that moment?",
		words:    []string{"failed", "fails", "fail", "failing", "failure", "neglected", "neglects", "forgot", "forgets", "forgotten", "missed", "overlooked", "ignored", "omitted", "bothered", "bother"},
		find:     findPersonFailed,
		vale: []string{
			somebody + `(?: repeatedly| also| then)? (?:has |have |had )?(?:failed|neglected|forgot|omitted) to`,
			somebody + ` (?:overlooked|neglected|ignored)`,
			`did(?: not|n't) bother`,
		},
	}
}

func findPersonFailed(s *sentence, i int) (from, n int) {
	if s.reported(i) {
		return 0, 0
	}
	switch w := s.words[i].text; w {
	case "failure":
		if s.is(i+1, "to") && s.is(i-1, "'s") && s.person(i-2) {
			s.keepSubject(i-2, i-2)
			return i, 2
		}
		return s.failureOf(i)
	case "bother", "bothered":
		if s.is(i-1, "not") && s.is(i-2, "did") && s.subjectOf(i-2) {
			return i - 2, 3
		}
		if w == "bothered" && s.is(i+1, "to") && s.is(i-1, "nobody") {
			s.keepSubject(i-1, i-1)
			return i, 2
		}
	case "failed", "fails", "fail", "failing", "omitted":
		if s.is(i+1, "to") && !s.is(i+2, "connect", "load", "log") && s.subjectOf(i) {
			return i, 2
		}
	case "forgotten":
		if s.is(i+1, "to") && s.is(i-1, "had", "has", "have") && s.subjectOf(i) {
			return i, 2
		}
	case "missed":
		if !s.target(i+1) && s.subjectOf(i) && !s.is(i-1, "been", "be", "was", "were") {
			return i, 1
		}
	default:
		if !s.is(i+1, "nothing", "none", "neither") && s.subjectOf(i) && !s.is(i-1, "been", "be", "was", "were") {
			return i, 1
		}
	}
	return 0, 0
}

// failureOf finds «the failure of the engineer to escalate».
func (s *sentence) failureOf(i int) (from, n int) {
	if !s.is(i+1, "of") {
		return 0, 0
	}
	for k := i + 2; k < min(i+6, len(s.words)-1); k++ {
		if s.person(k) && s.is(k+1, "to") {
			s.keepSubject(k, k)
			return i, k + 2 - i
		}
	}
	return 0, 0
}

// target tells whether what was missed is a number that was aimed at, or a person
// who is longed for, and not something to be seen.
func (s *sentence) target(i int) bool {
	return s.has(i, i+5, "target", "targets", "slo", "slos", "sla", "slas", "deadline", "deadlines", "goal", "goals", "objective", "objectives", "window", "train", "milestone", "colleague", "logs")
}
