package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/site"
)

// A build is one run of the command.
type build struct {
	*program
	book      bookFlags
	output    string
	keepGoing bool
	publish   bool
	json      bool
}

// A buildSummary is what --json prints.
type buildSummary struct {
	Built    bool         `json:"built"`
	Output   string       `json:"output"`
	Reviews  int          `json:"reviews"`
	Pages    int          `json:"pages"`
	Files    output.Stats `json:"files"`
	Seconds  float64      `json:"seconds"`
	Problems diag.List    `json:"problems"`
}

func (p *program) buildCommand() *cobra.Command {
	b := &build{program: p}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Make the site",
		Long: `Make the site of a casebook.

The new site replaces the old one in whole, once all of it is there. Files whose
content is the same keep their times. When a file cannot be read for what it
should be, the old site stays and build ends with 3; --keep-going leaves that
file out instead.

With --publish it makes the edition that the settings say may be published, and
refuses before they say so; a code host's workflow builds nothing else.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return b.run(cmd.Context()) },
	}
	b.book.add(cmd)
	cmd.Flags().StringVar(&b.output, "output", "", "the `DIR` of the site (default: public in the source)")
	cmd.Flags().BoolVar(&b.book.drafts, "drafts", false, "include reviews that are being written, marked")
	cmd.Flags().BoolVar(&b.keepGoing, "keep-going", false, "leave out files that cannot be read")
	cmd.Flags().BoolVar(&b.publish, "publish", false, "make what publish: of the settings allows, or nothing")
	cmd.Flags().BoolVar(&b.json, "json", false, "print what was built, and the problems, as JSON")
	return cmd
}

func (b *build) run(ctx context.Context) error {
	began := b.now()
	if b.publish && (b.book.drafts || b.book.edition != edition.Internal) {
		return usageError{errors.New("--publish makes what the settings say: it goes with neither --edition nor --drafts")}
	}
	book, err := b.book.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	if b.publish {
		if err := book.mayBePublished(); err != nil {
			return err
		}
	}
	dir := b.output
	if dir == "" {
		dir = filepath.Join(book.source.dir, "public")
	}
	if book.broken() && !b.keepGoing {
		return b.refuse(book, dir, began)
	}
	stats, files, err := b.write(ctx, book, dir)
	if err != nil {
		if !b.json {
			book.problems.WriteText(b.err)
		}
		return err
	}
	if book.broken() && !b.keepGoing {
		return b.refuse(book, dir, began)
	}
	return b.say(buildSummary{
		Built: true, Output: dir, Reviews: stats.Reviews, Pages: stats.Pages, Files: files, Problems: book.problems,
	}, began)
}

// write makes the site and swaps it in, unless a problem shows on the way.
func (b *build) write(ctx context.Context, book *book, dir string) (site.Stats, output.Stats, error) {
	out, err := output.Open(dir, book.source.dir)
	if err != nil {
		return site.Stats{}, output.Stats{}, err
	}
	defer out.Discard()
	if err := book.printSearch(ctx, out); err != nil {
		return site.Stats{}, output.Stats{}, err
	}
	progress := b.progress("pages")
	stats, err := book.print(ctx, out, progress.show)
	progress.end()
	if err != nil || book.broken() && !b.keepGoing {
		return stats, output.Stats{}, err
	}
	files, err := out.Commit()
	return stats, files, err
}

// refuse says what is broken, and leaves the old site.
func (b *build) refuse(book *book, dir string, began time.Time) error {
	err := b.say(buildSummary{Output: dir, Reviews: len(book.Reviews), Problems: book.problems}, began)
	if err != nil {
		return err
	}
	return errProblems
}

// say prints the problems and the closing line, or all as JSON.
func (b *build) say(s buildSummary, began time.Time) error {
	s.Seconds = b.now().Sub(began).Seconds()
	if b.json {
		if s.Problems == nil {
			s.Problems = diag.List{}
		}
		enc := json.NewEncoder(b.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(s)
	}
	if err := s.Problems.WriteText(b.err); err != nil {
		return err
	}
	switch {
	case !s.Built:
		fmt.Fprintf(b.err, "Nothing was built: mend %s, or leave those files out with --keep-going\n", count(s.Problems.Count(diag.Error), "error"))
	case !b.quiet:
		fmt.Fprintf(b.out, "%s, %s, %s in %s\n", count(s.Reviews, "review"), count(s.Pages, "page"), count(len(s.Problems), "problem"), b.since(began))
	}
	return nil
}
