package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/language"
	"github.com/casebook-dev/casebook/internal/site"
)

// rules are all rules that check knows, by name.
func rules() []diag.Rule {
	list := slices.Concat(check.Rules(), content.Rules(), config.Rules(), gitrepo.Rules(), site.Rules())
	slices.SortFunc(list, func(a, b diag.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// ruleGroups are the rules as the site explains them to those who write.
func ruleGroups() []site.RuleGroup {
	var telling []diag.Rule
	for _, r := range language.Rules() {
		telling = append(telling, r.Rule)
	}
	return []site.RuleGroup{
		{Title: "How it is told", About: "Suggestions, never errors: ways of telling that close a question which a review should open.", Prose: true, Waivable: true, Rules: telling},
		{Title: "What a review should have", About: "What only shows when facts, the story and other reviews are put side by side.", Waivable: true, Rules: without(check.Rules(), telling)},
		{Title: "What a file says", About: "Facts, times, links, conversations and pictures.", Waivable: true, Rules: append(without(content.Rules(), frontmatter.Rules()), site.Rules()...)},
		{Title: "How front matter is written", About: "What makes facts unreadable, or read otherwise than meant.", Rules: frontmatter.Rules()},
		{Title: "The repository", About: "Its history, which says who wrote what.", Rules: gitrepo.Rules()},
		{Title: "Settings", About: "What casebook.yaml says.", Rules: config.Rules()},
	}
}

// without returns the rules that are not among others.
func without(list, others []diag.Rule) []diag.Rule {
	return slices.DeleteFunc(list, func(r diag.Rule) bool {
		return slices.ContainsFunc(others, func(o diag.Rule) bool { return o.Name == r.Name })
	})
}

// ruleTopic is a help topic with one below it for each rule: `casebook help rule
// counterfactual`.
func (p *program) ruleTopic() *cobra.Command {
	topic := &cobra.Command{
		Use:   "rule",
		Short: "What a rule of check sees, and why",
		Long: `What a rule of check sees, and why: casebook help rule NAME.

check says the name of a rule in brackets, and casebook check --rules lists all.
A review silences one with a reason, which stands on a page of the site:

  waive: {single-cause: "Quoted from the vendor's statement."}`,
	}
	topic.SetHelpTemplate("{{.Long}}\n")
	for _, r := range rules() {
		topic.AddCommand(&cobra.Command{Use: r.Name, Short: r.About, Long: ruleText(r)})
	}
	return topic
}

// ruleText is the page of a rule.
func ruleText(r diag.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", r.Name, r.About)
	for paragraph := range strings.SplitSeq(r.Why, "\n\n") {
		b.WriteString("\n" + wrapped(paragraph, 80) + "\n")
	}
	if r.Before != "" {
		fmt.Fprintf(&b, "\nFor example, instead of\n\n%s\n\nwrite\n\n%s\n", indented(r.Before), indented(r.After))
	}
	return strings.TrimRight(b.String(), "\n")
}

// wrapped breaks a paragraph into lines of at most width characters.
func wrapped(text string, width int) string {
	var b strings.Builder
	at := 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n")
			at = 0
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

// indented sets an example off; its long lines are sentences, and are wrapped.
func indented(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if utf8.RuneCountInString(line) > 76 && !strings.HasPrefix(line, " ") {
			line = wrapped(line, 76)
		}
		lines = append(lines, "    "+strings.ReplaceAll(line, "\n", "\n    "))
	}
	return strings.Join(lines, "\n")
}

// listRules writes the names of all rules, each with what it sees.
func listRules(w io.Writer, asJSON bool) error {
	type line struct {
		Name  string `json:"name"`
		About string `json:"about"`
	}
	var list []line
	for _, r := range rules() {
		list = append(list, line{r.Name, r.About})
	}
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(list)
	}
	for _, r := range list {
		if _, err := fmt.Fprintf(w, "%-24s %s\n", r.Name, r.About); err != nil {
			return err
		}
	}
	return nil
}
