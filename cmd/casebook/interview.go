package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

func (p *program) interviewCommand() *cobra.Command {
	flags := bookFlags{drafts: true}
	with, asJSON := "", false
	cmd := &cobra.Command{
		Use:   "interview REVIEW",
		Short: "Print a guide for interviewing those who were there",
		Long: `Print a guide for interviewing the people who were in an incident: whom to ask
first and why, and questions tied to moments of the timeline and of the
conversation. REVIEW is a slug, an id or a path. The guide is Markdown; serve
shows it as a page, and no built site has it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.interview(cmd.Context(), &flags, interviewOf{args[0], with, asJSON})
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&with, "with", "", "only the person with this `KEY`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the guide as JSON")
	return cmd
}

// An interviewOf is which guide is asked for.
type interviewOf struct {
	review, with string
	json         bool
}

func (p *program) interview(ctx context.Context, flags *bookFlags, of interviewOf) error {
	book, shown, err := flags.openShown(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	r, err := findReview(shown, of.review)
	if err != nil {
		return err
	}
	x := insight.New(shown, insight.Options{Config: &book.config})
	guide := x.Guide(r)
	if of.with != "" {
		who, ok := x.With(r, incident.Key(of.with))
		if !ok {
			return notThere(r, of.with)
		}
		guide.Whom = []insight.Interviewee{who}
	}
	if of.json {
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(guide)
	}
	return writeGuide(p.out, shown, r, guide)
}

// findReview finds a review by its slug, its id or a path of its files.
func findReview(b *incident.Book, name string) (*incident.Review, error) {
	path := strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./"), "/")
	var slugs []string
	for _, r := range b.Reviews {
		if r.Slug == name || r.ID != "" && r.ID == name || r.Path == path || r.Bundle != "" && r.Bundle == path {
			return r, nil
		}
		slugs = append(slugs, r.Slug)
	}
	err := fmt.Errorf("review %q: there is none of that slug, id or path", name)
	if near := diag.Nearest(name, slugs); near != "" {
		err = fmt.Errorf("%w; did you mean %s?", err, near)
	}
	return nil, usageError{err}
}

func notThere(r *incident.Review, who string) error {
	var keys []string
	for _, p := range r.Participants {
		if incident.Key(p.Who) == p.Who {
			keys = append(keys, p.Who)
		}
	}
	return usageError{fmt.Errorf("--with %q: the review names %s", who, strings.Join(keys, ", "))}
}

// writeGuide prints the guide as Markdown.
func writeGuide(w io.Writer, b *incident.Book, r *incident.Review, g insight.Guide) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# Interviews: %s\n\n", r.Title)
	out.WriteString("For whoever asks:\n\n")
	writeList(&out, g.Manner)
	if len(g.Whom) > 0 {
		out.WriteString("## Whom to ask first\n\n")
	}
	for i, who := range g.Whom {
		fmt.Fprintf(&out, "%d. %s%s\n", i+1, personName(b, who.Person), whyText(who))
	}
	if len(g.Done) > 0 {
		fmt.Fprintf(&out, "\nInterviewed already: %s.\n", strings.Join(names(b, g.Done), ", "))
	}
	out.WriteString("\n")
	writeParts(&out, g.Before)
	for _, who := range g.Whom {
		writeMoments(&out, personName(b, who.Person), who)
	}
	writeParts(&out, g.After)
	_, err := io.WriteString(w, out.String())
	return err
}

func writeList(b *strings.Builder, list []string) {
	for _, line := range list {
		fmt.Fprintf(b, "- %s\n", line)
	}
	b.WriteString("\n")
}

func writeParts(b *strings.Builder, parts []insight.GuidePart) {
	for _, part := range parts {
		fmt.Fprintf(b, "## %s\n\n", part.Title)
		writeList(b, part.Questions)
	}
}

func writeMoments(b *strings.Builder, name string, who insight.Interviewee) {
	fmt.Fprintf(b, "## Moments to ask %s about\n\n", name)
	switch {
	case len(who.Moments) == 0:
		b.WriteString("The review ties none to them: ask which moments they remember best, and what they saw there.\n\n")
	case who.Clock != "":
		fmt.Fprintf(b, "Times are by their own clock, %s.\n\n", who.Clock)
	}
	for _, m := range who.Moments {
		fmt.Fprintf(b, "%s\n", m.What)
		writeList(b, m.Questions)
	}
}

func whyText(i insight.Interviewee) string {
	var why []string
	for _, reason := range i.Reasons {
		why = append(why, reason.String())
	}
	text := strings.Join(why, " ")
	if i.NotAsked != "" {
		text += " Not to be asked, the review says: " + i.NotAsked + "."
	}
	if text == "" {
		return ""
	}
	return ": " + strings.TrimSpace(text)
}

func personName(b *incident.Book, key string) string {
	i := slices.IndexFunc(b.People, func(p *incident.Person) bool { return p.Key == key })
	if i < 0 || b.People[i].Name == "" {
		return key
	}
	return b.People[i].Name
}

func names(b *incident.Book, keys []string) []string {
	var list []string
	for _, key := range keys {
		list = append(list, personName(b, key))
	}
	return list
}
