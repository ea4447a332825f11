package language

import "github.com/casebook-dev/casebook/internal/diag"

// normative speaks where somebody's work is judged, and not described.
func normative() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "normative",
			About: "judges somebody's work by how it ended",
			Why: "Careless, inadequate, poor judgement: each compares what people did with a norm, and the norm is nearly always drawn from the outcome. The day before, the same work passed as good enough, or as the only way to be done in time. " +
				"The judgement tells of whoever writes it; what was usual, who held it to be so and what it cost to do otherwise tells of the work.\n\n" +
				"A technical measure is no judgement: a pod may well have insufficient memory.",
			Before: "The change was made with inadequate testing.",
			After:  "The change was tested as all are: on staging, which holds a hundredth of the rows. There the lock was held for half a second.",
		},
		Trap:     "judges the work by how it ended",
		Question: "what passed as good practice for this the day before, and what did it cost to follow?",
		words: []string{"careless", "carelessly", "carelessness", "sloppy", "sloppily", "negligent", "negligence", "reckless", "irresponsible", "irresponsibly", "incompetent", "incompetence", "complacent", "complacency", "unprofessional", "unprofessionally", "lapse",
			"mismanaged", "mismanagement", "mishandled", "lack", "poor", "bad", "inadequate", "insufficient", "improper", "inappropriate", "lax", "violated", "violating", "violation", "followed"},
		find: findNormative,
		vale: []string{
			`\b(?:careless(?:ly|ness)?|sloppy|negligent|negligence|irresponsibl[ey]|incompeten(?:t|ce)|complacen(?:t|cy)|mismanaged|mishandled)\b`,
			`(?:poor|bad|inadequate|insufficient|improper|lax) (?:judge?ment|decisions?|communication|testing|planning|preparation|oversight|supervision|handling|diligence|coordination)`,
			`lack of (?:diligence|attention|care|discipline|oversight)`,
			somebody + ` violated`,
			`(?:procedure|process|protocol|runbook|policy) was not followed`,
		},
	}
}

// humanWork are the nouns that name what people do; of these «poor» and
// «insufficient» are judgements, of a cache or a header they are not.
const humanWork = " judgement judgment decision decisions communication communications testing review reviews planning training preparation oversight supervision attention care diligence " +
	"coordination discipline hygiene practice practices management leadership awareness effort judgements decision-making follow-up thoroughness choice choices "

func findNormative(s *sentence, i int) (from, n int) {
	if s.reported(i) || s.has(0, i, "if", "whether") {
		return 0, 0
	}
	switch s.words[i].text {
	case "lack":
		if s.is(i+1, "of") && s.has(i+2, i+4, "diligence", "attention", "care", "discipline", "oversight", "professionalism", "rigour", "rigor", "ownership", "responsibility") {
			return i, 3
		}
	case "poor", "inadequate", "insufficient", "improper", "inappropriate", "lax":
		if i+1 < len(s.words) && in(humanWork, s.words[i+1].text) {
			return i, 2
		}
	case "bad":
		if s.is(i+1, "judgement", "judgment", "decision", "decisions", "choice", "choices", "practice", "planning", "communication", "management") {
			return i, 2
		}
	case "lapse":
		if s.is(i+1, "of", "in") && s.is(i+2, "judgement", "judgment", "attention", "concentration", "discipline") {
			return i, 3
		}
	case "violated", "violating":
		if s.subjectOf(i) || s.has(i+1, i+5, "process", "procedure", "procedures", "guideline", "guidelines", "protocol") {
			return i, 1
		}
	case "violation":
		if s.is(i-1, "in") && s.is(i+1, "of") && s.has(i+2, i+6, "process", "procedure", "procedures", "policy", "guidelines", "protocol") {
			return i - 1, 3
		}
	case "followed":
		if s.is(i-1, "not") && s.is(i-2, "was", "were") && s.is(i-3, "procedure", "procedures", "process", "protocol", "runbook", "policy", "checklist", "guidelines", "practices") {
			return i - 2, 3
		}
	case "reckless", "negligent", "careless", "sloppy":
		return i, 1
	case "mishandled":
		if !s.is(i+1, "by") || s.person(i+2) || s.person(i+3) {
			return i, 1
		}
	default:
		return i, 1
	}
	return 0, 0
}
