package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/search"
)

// A searching is one run of the command.
type searching struct {
	*program
	book   bookFlags
	limit  int
	facets bool
	json   bool
}

func (p *program) searchCommand() *cobra.Command {
	s := &searching{program: p}
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find reviews by what they say",
		Long:  searchText(),
		Example: `  casebook search consul dns
  casebook search '"expired certificate"' --json
  casebook search service:checkout who:ariel year:2026`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return s.run(cmd.Context(), strings.Join(words, " "))
		},
	}
	s.book.source.add(cmd)
	cmd.Flags().StringVar(&s.book.edition, "edition", edition.Internal, "search what the audience may see, by `NAME`")
	cmd.Flags().IntVar(&s.book.jobs, "jobs", 0, "index `N` reviews at once (default: one for each processor)")
	cmd.Flags().IntVar(&s.limit, "limit", 10, "show `N` reviews at most")
	cmd.Flags().BoolVar(&s.facets, "facets", false, "count the services, people, years … of what was found")
	cmd.Flags().BoolVar(&s.json, "json", false, "print what was found as JSON")
	return cmd
}

const searchIntro = `Find reviews by what they say: titles, narratives, timelines, learnings,
conversations, names.

`

const searchOutro = `
Put the query in single quotes, so that the shell leaves its quotes and stars
alone. The first search of a casebook indexes it, in the user's cache; later ones
take over what has not changed.`

// searchText describes the query language, from the list that the site shows.
func searchText() string {
	var b strings.Builder
	b.WriteString(searchIntro)
	writeParagraph(&b, search.Intro)
	b.WriteString("\n")
	for _, r := range search.Language() {
		b.WriteString("  " + r.Write + "\n")
		writeIndented(&b, r.Finds)
	}
	b.WriteString(searchOutro)
	return b.String()
}

// writeParagraph writes words within the width of a page.
func writeParagraph(b *strings.Builder, text string) { wrap(b, text, "", 80) }

func writeIndented(b *strings.Builder, text string) { wrap(b, text, "      ", 80) }

func wrap(b *strings.Builder, text, indent string, width int) {
	at := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if at > 0 && at+1+n > width {
			b.WriteString("\n")
			at = 0
		}
		if at == 0 {
			b.WriteString(indent)
			at = len(indent)
		} else {
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += n
	}
	b.WriteString("\n")
}

func (s *searching) run(ctx context.Context, query string) error {
	began := s.now()
	if s.limit < 1 {
		return usageError{fmt.Errorf("--limit %d: not a number of reviews", s.limit)}
	}
	ix, err := s.openIndex(ctx, began)
	if err != nil {
		return err
	}
	defer ix.Close()
	answer, err := ix.Ask(query, search.Asking{Limit: s.limit, Facets: s.facets})
	if errors.Is(err, search.ErrDamaged) {
		if err = ix.renew(ctx, began); err == nil {
			answer, err = ix.Ask(query, search.Asking{Limit: s.limit, Facets: s.facets})
		}
	}
	if err != nil {
		return err
	}
	if s.json {
		enc := json.NewEncoder(s.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(answer)
	}
	s.show(answer, began)
	return nil
}

// A bookIndex is the index of a casebook on disk.
type bookIndex struct {
	*search.Index
	program *program
	flags   *bookFlags
}

// openIndex opens the index, and updates it where the casebook has changed.
func (s *searching) openIndex(ctx context.Context, now time.Time) (*bookIndex, error) {
	if err := s.book.validate(); err != nil {
		return nil, err
	}
	source, err := s.book.source.open()
	if err != nil {
		return nil, err
	}
	defer source.close()
	dir, err := indexDir(source.dir, &s.book)
	if err != nil {
		return nil, err
	}
	stamp, err := source.stamp(&s.book, now)
	if err != nil {
		return nil, err
	}
	index, err := search.Open(dir)
	if err != nil {
		return nil, err
	}
	ix := &bookIndex{Index: index, program: s.program, flags: &s.book}
	if stamp != "" && ix.Stamp() == stamp {
		return ix, nil
	}
	if err := ix.update(ctx, stamp, now); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return ix, nil
}

// update reads the casebook and indexes what has changed.
func (ix *bookIndex) update(ctx context.Context, stamp string, now time.Time) error {
	book, err := ix.flags.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	if n := book.problems.Count(diag.Error); n > 0 && !ix.program.quiet {
		fmt.Fprintf(ix.program.err, "Not searched: %s that cannot be read; see `casebook check`\n", count(n, "file"))
	}
	book.now = now
	shown, err := book.shown()
	if err != nil {
		return err
	}
	progress := ix.program.progress("reviews")
	o := book.searchOptions()
	o.Progress = progress.show
	defer progress.end()
	return ix.Update(ctx, shown, o, stamp)
}

// renew makes a damaged index anew.
func (ix *bookIndex) renew(ctx context.Context, now time.Time) error {
	if err := ix.Discard(); err != nil {
		return err
	}
	return ix.update(ctx, "", now)
}
