package language

import "github.com/casebook-dev/casebook/internal/diag"

// whyYou speaks where a question asks a person to justify themselves.
func whyYou() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "why-you",
			About: "asks why a person did something, or did not",
			Why: "«Why did you» asks for a justification, and gets one: the reasons that sound best now. «How» and «what» ask for what was seen and tried, which is what a review is made of.\n\n" +
				"Why a queue grew is a fine question; a queue does not feel accused.",
			Before: "Why did Kieran restart the broker?",
			After:  "What did Kieran see before he restarted the broker, and what did he expect the restart to change?",
		},
		Trap:     "asks a person to justify themselves",
		Question: "how did it look from where you were?",
		words:    []string{"why"},
		find:     findWhyYou,
		vale:     []string{`[Ww]hy (?:did|was|were|had)(?:n't)? ` + somebody, `[Ww]hy ` + somebody + ` did(?: not|n't)`},
	}
}

func findWhyYou(s *sentence, i int) (from, n int) {
	if s.is(i-1, "is", "was", "that's", "which's", "reason", "reasons", "'s") && !s.is(i-1, "was", "is") || s.is(i-1, "is", "was") && s.is(i-2, "this", "that", "which", "it") {
		return 0, 0
	}
	if s.is(i+1, "did", "was", "were", "had", "has", "does", "do", "would", "could") {
		return asked(s, i)
	}
	return toldWhy(s, i)
}

// asked finds a question that is put: «why did the engineer not …».
func asked(s *sentence, i int) (from, n int) {
	k := i + 2
	if s.is(k, "not") {
		k++
	}
	for end := k; end < min(k+4, len(s.words)); end++ {
		if s.person(end) && !s.is(end+1, "'s") {
			s.keepSubject(end, end)
			return i, end + 1 - i
		}
		if !in(articles, s.words[end].text) && !in(beforeRoles, s.words[end].text) && s.words[end].text != "platform" {
			return 0, 0
		}
	}
	return 0, 0
}

// toldWhy finds one that is told of: «why nobody escalated», «why Ariel did not
// call». Without a «not» it may well tell of reasons.
func toldWhy(s *sentence, i int) (from, n int) {
	for k := i + 1; k < min(i+5, len(s.words)); k++ {
		if !s.person(k) {
			if !in(articles, s.words[k].text) && !in(beforeRoles, s.words[k].text) {
				return 0, 0
			}
			continue
		}
		if s.is(k, "nobody") || s.is(k+1, "did", "had", "was", "were", "has") && s.is(k+2, "not", "never") {
			s.keepSubject(k, k)
			return i, k + 1 - i
		}
	}
	return 0, 0
}
