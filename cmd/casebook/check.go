package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/diag"
)

// A checking is one run of the command.
type checking struct {
	*program
	book   bookFlags
	format string
	base   string
	json   bool
	rules  bool
}

func (p *program) checkCommand() *cobra.Command {
	c := &checking{program: p, book: bookFlags{drafts: true}}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find what should be mended",
		Long: `Find what should be mended in a casebook, and build nothing.

Every problem has a place, a rule, and a hint what to do. casebook help rule NAME
explains a rule; a review silences one with a reason: waive: {rule: "the reason"}.

check ends with 3 when it finds errors or warnings. Notes are suggestions, or
worth knowing; with --strict they count as well.

With --base only what a branch is about: problems on lines that it touched, and
all of its new files. The branch is held against the commit where it and the base
went apart, as code hosts do.

Formats: text for people, json for programs, github for the log of a workflow,
which shows the ten most useful of each severity beside their lines, sarif for
code scanning, rdjson for reviewdog, with suggestions to take over, gitlab for
the Code Quality report, junit for whatever shows the results of tests.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.book.add(cmd)
	cmd.Flags().StringVar(&c.format, "format", "text", "how the problems are written: "+strings.Join(diag.Formats(), "|"))
	cmd.Flags().StringVar(&c.base, "base", "", "keep what the branch touched since it left the revision `REV`")
	cmd.Flags().BoolVar(&c.json, "json", false, "the same as --format json")
	cmd.Flags().Lookup("strict").Usage = "end with 3 for notes, too, and for what the clone does not have of the history"
	cmd.Flags().BoolVar(&c.rules, "rules", false, "list the rules, and look at nothing")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diag.Formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (c *checking) run(ctx context.Context) error {
	if c.json {
		c.format = "json"
	}
	if !slices.Contains(diag.Formats(), c.format) {
		return usageError{fmt.Errorf("--format %q: there are %s", c.format, strings.Join(diag.Formats(), ", "))}
	}
	if c.rules {
		return listRules(c.out, c.format == "json")
	}
	began := c.now()
	book, err := c.book.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	if err := c.look(ctx, book); err != nil {
		return err
	}
	if err := c.write(book); err != nil {
		return err
	}
	if !c.quiet && c.format == "text" {
		fmt.Fprintf(c.err, "%s, %s in %s\n", count(len(book.Reviews), "review"), count(len(book.problems), "problem"), c.since(began))
	}
	found := book.problems.Count(diag.Error) + book.problems.Count(diag.Warning)
	if c.book.strict {
		found = len(book.problems)
	}
	if found > 0 {
		return errProblems
	}
	return nil
}

// look holds every rule against the book: those of the book, those of all that is
// committed, and those that are between pages.
func (c *checking) look(ctx context.Context, book *book) error {
	o := book.checkOptions()
	var since *begun
	if c.base != "" {
		var err error
		if since, err = branchSince(ctx, book.source, &c.book, c.base); err != nil {
			return err
		}
		defer since.close()
		o.Changed, o.Before = since.branch.Changed, since.before
	}
	book.note(book.checkedBy(o))
	committed, err := check.Committed(book.source.files(), book.Book, o)
	if err != nil {
		return err
	}
	book.note(committed)
	if err := book.planned(); err != nil || since == nil {
		return err
	}
	book.problems, err = since.branch.Keep(book.problems)
	return err
}

func (c *checking) write(book *book) error {
	files := book.source.files()
	prefix := ""
	if c.format != "text" && c.format != "json" {
		prefix = book.source.prefix()
	}
	return book.problems.Write(c.out, diag.Options{
		Format: c.format, Source: files, Prefix: prefix, Colour: c.colour, Version: version(), Rules: rules(),
	})
}

// prefix is the way from the top of the repository around the source to the
// source: code hosts name files from there.
func (s *source) prefix() string {
	for dir := s.dir; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			rel, err := filepath.Rel(dir, s.dir)
			if err != nil || !fs.ValidPath(filepath.ToSlash(rel)) || rel == "." {
				return ""
			}
			return filepath.ToSlash(rel)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
