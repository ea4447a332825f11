package language

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// somebody stands for the words for people in the rules' regular expressions.
// Vale cannot look for the noun that a phrase is about, so these are only the
// commonest, next to the verb.
const somebody = `SOMEBODY`

// A File is one file of a style for Vale.
type File struct {
	Name string // slash-separated, below the folder of styles
	Data []byte
}

// Vale returns the rules as a style for Vale, as far as its regular expressions
// can say them, with the options' people by name. help is the address below
// which each rule has a page, ending in a slash; it may be empty.
func Vale(o Options, help string) []File {
	var files []File
	for _, r := range Rules() {
		files = append(files, File{"Casebook/" + camel(r.Name) + ".yml", valeRule(r, o, help)})
	}
	return files
}

// camel is a rule's name as Vale's styles write theirs: PersonFailed.
func camel(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		b.WriteString(capitalised(part))
	}
	return b.String()
}

func valeRule(r Rule, o Options, help string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# Written by `casebook export vale`: write it anew rather than changing it.\n", r.About)
	b.WriteString("extends: existence\nlevel: suggestion\nscope: text\nnonword: true\n")
	fmt.Fprintf(&b, "message: %s\n", quoted(fmt.Sprintf("'%%s' %s. Ask: %s", r.Trap, r.Question)))
	if help != "" {
		fmt.Fprintf(&b, "link: %s\n", quoted(help+r.Name+"/"))
	}
	b.WriteString("tokens:\n")
	for _, pattern := range r.vale {
		fmt.Fprintf(&b, "  - %s\n", quoted(strings.ReplaceAll(pattern, somebody, anybody(o))))
	}
	return []byte(b.String())
}

// quoted is a text as YAML's single quotes hold it.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// anybody matches the words for people, and the people of a book.
func anybody(o Options) string {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range New(o).names {
			if len(name) > 1 && !yield(regexp.QuoteMeta(name)) {
				return
			}
		}
	})
	words := []string{
		`[Ww]e`, `[Hh]e`, `[Ss]he`, `[Nn]obody`, `[Ss]omebody`, `[Ss]omeone`, `[Ee]veryone`, `@[a-z][a-z0-9-]*`,
		`(?:[Tt]he |[Oo]ur |[Aa]n? )?(?:on-call )?(?:engineers?|developers?|responders?|on-call|SREs?|DBAs?|team|reviewers?|admins?|maintainers?|commander)`,
	}
	return `\b(?:` + strings.Join(append(words, names...), "|") + `)`
}
