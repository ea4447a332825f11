package diag

import "strings"

// A Rule is what a package can report: the name that `waive` and `help` know,
// one line that says what it sees, and what its page explains.
type Rule struct {
	Name  string
	About string // what it sees, in one line
	Why   string // what is lost where it is not heeded; paragraphs with an empty line between
	// Before and After are an example of ours: what the rule speaks of, and one
	// way to write it instead. Both may be empty.
	Before, After string
}

// ReadRules reads rules from a text in which each begins with its name after «# »
// and goes on with the line that says what it sees, the paragraphs that say why,
// and after lines of «--- before» and «--- after» its example. What stands before
// the first rule is a comment.
func ReadRules(text string) []Rule {
	var list []Rule
	_, text, _ = strings.Cut("\n"+text, "\n# ")
	for _, part := range strings.Split(text, "\n# ") {
		name, rest, _ := strings.Cut(part, "\n")
		told, example, _ := strings.Cut(rest, "\n--- before\n")
		about, why, _ := strings.Cut(told, "\n")
		before, after, _ := strings.Cut(example, "\n--- after\n")
		list = append(list, Rule{
			Name: strings.TrimSpace(name), About: strings.TrimSpace(about), Why: unwrapped(why),
			Before: strings.Trim(before, "\n"), After: strings.Trim(after, "\n"),
		})
	}
	return list
}

// unwrapped makes each paragraph one line.
func unwrapped(text string) string {
	var paragraphs []string
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		paragraphs = append(paragraphs, strings.Join(strings.Fields(p), " "))
	}
	return strings.Join(paragraphs, "\n\n")
}
