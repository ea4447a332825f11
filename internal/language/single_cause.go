package language

import "github.com/casebook-dev/casebook/internal/diag"

// singleCause speaks where one condition of many is made the cause.
func singleCause() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "single-cause",
			About: "speaks of the root cause, or of one cause alone",
			Why: "An incident needs several conditions at once, most of which had been there for months. Which of them is called the root depends on where one stops asking, and the word says: here one may stop. " +
				"A trigger is another matter: what set it off can well be one thing.\n\n" +
				"This is said once for a document.",
			Before: "The root cause was a missing index.",
			After:  "Three things met: the query had no index, the table had grown tenfold since the query was written, and the nightly job had been moved into the morning.",
		},
		Trap:     "ends the search at one of several conditions",
		Question: "what else had to be so for this to happen, and what had kept it from happening before?",
		Once:     true,
		words:    []string{"root", "cause", "reason", "came", "boiled", "solely"},
		find:     findSingleCause,
		vale:     []string{`\b(?:the )?root cause\b`, `\bthe (?:sole|only|real|true|underlying|ultimate|main|primary) (?:cause|reason)\b`, `\bsolely (?:caused by|due to)\b`},
	}
}

func findSingleCause(s *sentence, i int) (from, n int) {
	if s.denied(i) || s.reported(i) {
		return 0, 0
	}
	switch s.words[i].text {
	case "root":
		if s.is(i+1, "cause") && !s.is(i+2, "analysis", "analyses") {
			return i, 2
		}
	case "cause":
		if s.is(i-1, "sole", "only", "real", "true", "underlying", "ultimate", "main", "primary", "actual") {
			return i - 1, 2
		}
		if s.is(i-1, "the") && s.is(i+1, "was", "is") && !s.is(i+2, "not", "unknown", "still", "unclear", "never", "yet", "initially", "at", "only", "being") {
			return i - 1, 3
		}
	case "reason":
		if s.is(i-1, "sole", "only", "real", "true", "underlying", "ultimate", "main", "primary") && s.is(i+1, "for", "was", "is", "why") && s.has(i+1, i+6, "outage", "incident", "failure", "downtime", "crash", "was", "problem") {
			return i - 1, 2
		}
	case "came", "boiled":
		if s.is(i+1, "down") && s.is(i+2, "to") && s.is(i-1, "it", "this", "everything", "all") {
			return i, 3
		}
	case "solely":
		if s.is(i+1, "caused", "due") {
			return i, 2
		}
	}
	return 0, 0
}

// denied tells whether the words at i are named to be turned down.
func (s *sentence) denied(i int) bool {
	return s.has(i-5, i, "not", "no", "never", "without", "than", "instead", "calling", "called", "label", "labelled", "term", "word", "phrase", "blaming", "neither", "nor", "single", "several", "many", "unknown")
}
