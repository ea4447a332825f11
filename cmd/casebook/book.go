package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/search"
	"github.com/casebook-dev/casebook/internal/site"
)

// bookFlags say how to read a casebook and what to make of it.
type bookFlags struct {
	source  sourceFlags
	baseURL string
	asOf    string
	edition string
	jobs    int
	drafts  bool
}

func (f *bookFlags) add(cmd *cobra.Command) {
	f.source.add(cmd)
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "where the site will be: `URL` (default: base_url of the settings)")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "the `DATE` from which ages are counted (default: as_of of the settings, else the newest date in the content)")
	cmd.Flags().StringVar(&f.edition, "edition", edition.Internal, "the audience to build for, by `NAME`")
	cmd.Flags().IntVar(&f.jobs, "jobs", 0, "work on `N` files at once (default: one for each processor)")
}

// A book is a casebook read into memory.
type book struct {
	*incident.Book
	source   *source
	config   config.Config
	flags    *bookFlags
	memory   *content.Memory // of earlier readings; nil: every file is read
	now      time.Time       // with memory, and of an index on disk
	problems diag.List       // so far

	likeness func(slug string) []incident.Likeness // nil: nobody has asked which reviews are alike
}

// open reads the casebook. The caller closes its source.
func (f *bookFlags) open(ctx context.Context) (*book, error) {
	if err := f.validate(); err != nil {
		return nil, err
	}
	source, err := f.source.open()
	if err != nil {
		return nil, err
	}
	b := &book{source: source, flags: f}
	if err := b.read(ctx); err != nil {
		source.close()
		return nil, err
	}
	return b, nil
}

func (f *bookFlags) validate() error {
	if names := edition.Names(); !slices.Contains(names, f.edition) {
		return usageError{fmt.Errorf("edition %q: only %s can be built", f.edition, strings.Join(names, ", "))}
	}
	if f.jobs < 0 {
		return usageError{fmt.Errorf("--jobs %d: not a number of workers", f.jobs)}
	}
	if _, err := time.Parse(time.DateOnly, f.asOf); f.asOf != "" && err != nil {
		return usageError{fmt.Errorf("--as-of %q: not a date such as 2026-03-14", f.asOf)}
	}
	return nil
}

func (b *book) read(ctx context.Context) error {
	name, text, err := b.source.settings(b.flags.source.config)
	if err != nil {
		return err
	}
	b.config, b.problems = config.Parse(name, text)
	if b.flags.baseURL != "" {
		b.config.BaseURL = strings.TrimSuffix(b.flags.baseURL, "/") + "/"
	}
	asOf, _ := incident.ParseMoment(b.flags.asOf, time.UTC)
	var problems diag.List
	b.Book, problems, err = content.Load(ctx, b.source.files(), content.Options{
		Config: b.config, AsOf: asOf, Jobs: b.flags.jobs, Memory: b.memory, Now: b.now,
	})
	b.note(problems)
	return err
}

// check holds the rules against the book.
func (b *book) check() { b.note(b.checked()) }

func (b *book) checked() diag.List {
	return check.Run(b.Book, check.Options{Config: b.config, Known: content.Rules()})
}

// print renders the site to a sink.
func (b *book) print(ctx context.Context, sink site.Sink, progress func(done, total int)) (site.Stats, error) {
	shown, err := edition.Of(b.Book, b.flags.edition)
	if err != nil {
		return site.Stats{}, err
	}
	o := b.siteOptions()
	o.Progress = progress
	stats, problems, err := site.Build(ctx, shown, o, sink)
	b.note(problems)
	return stats, err
}

// printSearch writes what the site's search reads, and finds out which reviews
// are alike: pages that are printed later say so.
func (b *book) printSearch(ctx context.Context, sink search.Sink) error {
	shown, err := edition.Of(b.Book, b.flags.edition)
	if err != nil {
		return err
	}
	written, err := search.Static(ctx, shown, b.searchOptions(), sink)
	if err == nil {
		b.likeness = written.Relatives.Of
	}
	return err
}

// plan makes the site ready to be rendered page by page, with what it can take
// over from the site before it, which may be nil.
func (b *book) plan(before *site.Planned) (*site.Planned, error) {
	shown, err := edition.Of(b.Book, b.flags.edition)
	if err != nil {
		return nil, err
	}
	o := b.siteOptions()
	o.Before = before
	planned, problems, err := site.Open(shown, o)
	b.note(problems)
	return planned, err
}

func (b *book) siteOptions() site.Options {
	return site.Options{
		Config:  b.config,
		Source:  b.source.files(),
		Layouts: b.source.folder("layouts"),
		Assets:  b.source.folder("assets"),
		Drafts:  b.flags.drafts,
		Jobs:    b.flags.jobs,
		Version: version(),

		Likeness:    b.likeness,
		SearchRules: searchRules(),
	}
}

// searchRules are how to search, for the site's page.
func searchRules() []site.SearchRule {
	var list []site.SearchRule
	for _, r := range search.Language() {
		list = append(list, site.SearchRule(r))
	}
	return list
}

func (b *book) searchOptions() search.Options {
	return search.Options{Config: b.config, Jobs: b.flags.jobs, Now: b.now}
}

func (b *book) note(problems diag.List) {
	b.problems = append(b.problems, problems...)
	b.problems.Sort()
}

// broken tells whether some file could not be read for what it should be.
func (b *book) broken() bool { return b.problems.Count(diag.Error) > 0 }
