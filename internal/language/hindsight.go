package language

import "github.com/casebook-dev/casebook/internal/diag"

// hindsight speaks where what is known now is told as if it had been known then.
func hindsight() Rule {
	return Rule{
		Rule: diag.Rule{
			Name:  "hindsight",
			About: "tells as obvious what became so afterwards",
			Why: "Afterwards the one sign that mattered stands out. Then it was one of forty, most of which mattered as much on other days. «Obviously» and «in hindsight» let what came later colour what was there, and the reader wonders how anybody could miss it. " +
				"Where something was obvious to one person, that is worth a question: to whom else, and since when?",
			Before: "Obviously, the second disk was full as well.",
			After:  "The panel for the second disk is on another page, which Jona opened at 03:05. It had been full since 02:40.",
		},
		Trap:     "tells what is plain now as if it had been plain then",
		Question: "what else was on the screen at that time, and what did this sign compete with?",
		words:    []string{"obviously", "obvious", "clearly", "clear", "simply", "course", "hindsight", "retrospect", "unsurprisingly", "needless", "expected"},
		find:     findHindsight,
		vale: []string{
			`\b[Oo]bviously\b`, `\b(?:[Ii]n|[Ww]ith) hindsight\b`, `\b[Ii]n retrospect\b`, `\b[Oo]f course\b`, `\b[Uu]nsurprisingly\b`, `\b[Nn]eedless to say\b`,
			`\bit was (?:obvious|clear) that\b`, `\bshould have been obvious\b`,
		},
	}
}

func findHindsight(s *sentence, i int) (from, n int) {
	if s.reported(i) {
		return 0, 0
	}
	switch s.words[i].text {
	case "obviously":
		if !s.is(i-1, "not", "less") {
			return i, 1
		}
	case "unsurprisingly":
		return i, 1
	case "obvious", "clear":
		return wasObvious(s, i)
	case "clearly":
		return wasClearly(s, i)
	case "simply":
		return personSimply(s, i)
	case "course":
		if s.is(i-1, "of") && !s.is(i-2, "matter") {
			return i - 1, 2
		}
	case "hindsight", "retrospect":
		if s.is(i-1, "in", "with") || s.is(i-1, "of") && s.is(i-2, "benefit") {
			return i - 1, 2
		}
	case "needless":
		if s.follows(i, "needless", "to", "say") {
			return i, 3
		}
	case "expected":
		if i == 1 && s.is(0, "as") && s.is(2, ",") {
			return 0, 2
		}
	}
	return 0, 0
}

// wasObvious finds «it was obvious that» and «should have been obvious»; what
// became clear tells of a moment, and is fine.
func wasObvious(s *sentence, i int) (from, n int) {
	if s.is(i-1, "been") && s.is(i-2, "have") && s.is(i-3, "should", "must") {
		return i - 3, 4
	}
	if s.is(i-2, "it") && (s.is(i-1, "was") && s.is(i+1, "that") || s.is(i-1, "is", "was") && s.is(i+1, "now") && s.is(i+2, "that")) {
		return i - 1, 3
	}
	return 0, 0
}

// wasClearly finds «Clearly, …» and «was clearly wrong»; what clearly shows or
// says something does so well.
func wasClearly(s *sentence, i int) (from, n int) {
	if next := s.pastAdverbs(1); i == 0 && (s.is(1, ",") || next < len(s.words) && (in(articles, s.words[next].text) || s.person(next) || s.is(next, "something", "nothing", "it", "there"))) {
		return 0, 1
	}
	if s.is(i+1, "did", "had") && s.is(i+2, "not") && s.subjectOf(i) {
		return i, 1
	}
	if s.is(i-1, "was", "were") && s.is(i+1, "wrong", "a", "an", "not", "the", "broken", "bad", "insufficient", "overloaded", "at", "to", "too", "missing", "flawed", "inadequate") {
		return i, 1
	}
	return 0, 0
}

// personSimply finds «the engineer simply had to look».
func personSimply(s *sentence, i int) (from, n int) {
	next := i + 1
	if s.is(next, "had", "needed", "did", "forgot", "should", "missed", "overlooked", "could") && s.subjectOf(i) {
		return i, 1
	}
	return 0, 0
}
