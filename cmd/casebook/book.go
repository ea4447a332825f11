package main

import (
	"context"
	"errors"
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
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
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
	noGit   bool
	strict  bool
}

func (f *bookFlags) add(cmd *cobra.Command) {
	f.source.add(cmd)
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "where the site will be: `URL` (default: base_url of the settings)")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "the `DATE` from which ages are counted (default: as_of of the settings, else the day of the last commit, else the newest date in the content)")
	cmd.Flags().StringVar(&f.edition, "edition", edition.Internal, "the audience to build for, by `NAME`")
	cmd.Flags().BoolVar(&f.noGit, "no-git", false, "leave Git alone: nothing is known of authors, approvals and revisions")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "what the clone does not have of the history is an error")
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
	past     *past           // nil: no history is known, or none was read yet
	teller   *gitrepo.Teller // of the past
	cited    insight.Outside // what other repositories mention
	problems diag.List       // so far
	guests   []site.Guest    // pages that others make

	likeness func(slug string) []incident.Likeness // nil: nobody has asked which reviews are alike
}

// close lets go of the book's files.
func (b *book) close() {
	b.past.close()
	b.source.close()
}

// open reads the casebook. The caller closes it.
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
		b.close()
		return nil, err
	}
	return b, nil
}

// openShown reads the casebook, and makes of it what its audience may see. The
// caller closes it.
func (f *bookFlags) openShown(ctx context.Context) (*book, *incident.Book, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	shown, err := b.shown()
	if err != nil {
		b.close()
		return nil, nil, err
	}
	return b, shown, nil
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
	o := content.Options{Config: b.config, AsOf: asOf, Jobs: b.flags.jobs, Memory: b.memory, Now: b.now}
	if err := errors.Join(b.readPast(), b.tell(&o)); err != nil {
		return err
	}
	b.readCitations()
	var problems diag.List
	b.Book, problems, err = content.Load(ctx, b.source.files(), o)
	b.note(problems)
	return err
}

// shown is the book that its audience may see.
func (b *book) shown() (*incident.Book, error) { return edition.Of(b.Book, b.audience()) }

func (b *book) audience() edition.Options {
	return edition.Options{Name: b.flags.edition, Drop: b.config.Drop}
}

// checkOptions are what the rules need to know beside the book.
func (b *book) checkOptions() check.Options {
	return check.Options{Config: b.config, Known: content.Rules()}
}

// checked holds the rules against the book.
func (b *book) checked() diag.List { return b.checkedBy(b.checkOptions()) }

func (b *book) checkedBy(o check.Options) diag.List {
	list := check.Run(b.Book, o)
	if b.teller != nil {
		list = append(list, b.teller.SamePerson(b.Book)...)
	}
	list.Sort()
	return list
}

// print renders the site to a sink.
func (b *book) print(ctx context.Context, sink site.Sink, progress func(done, total int)) (site.Stats, error) {
	shown, err := b.shown()
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
	shown, err := b.shown()
	if err != nil {
		return err
	}
	written, err := search.Static(ctx, shown, b.searchOptions(), sink)
	if err == nil {
		b.likeness = written.Relatives.Of
	}
	return err
}

// planned notes the problems that are between pages, which the plan of the site
// shows: nothing is rendered.
func (b *book) planned() error {
	shown, err := b.shown()
	if err != nil {
		return err
	}
	_, problems, err := site.Open(shown, b.siteOptions())
	b.note(problems)
	return err
}

// plan makes the site ready to be rendered page by page, with what it can take
// over from the site before it, which may be nil.
func (b *book) plan(before *site.Planned) (*site.Planned, error) {
	shown, err := b.shown()
	if err != nil {
		return nil, err
	}
	o := b.siteOptions()
	o.Before, o.Interviews = before, true
	planned, problems, err := site.Open(shown, o)
	b.note(problems)
	return planned, err
}

func (b *book) siteOptions() site.Options {
	o := site.Options{
		Config:  b.config,
		Source:  b.source.files(),
		Layouts: b.source.folder("layouts"),
		Assets:  b.source.folder("assets"),
		Drafts:  b.flags.drafts,
		Jobs:    b.flags.jobs,
		Version: version(),
		Guests:  b.guests,
		Earlier: b.earlier(),
		Cited:   b.cited,

		Likeness:    b.likeness,
		SearchIntro: search.Intro,
		SearchRules: searchRules(),
	}
	if b.flags.edition == edition.Internal { // other audiences do not write
		o.Rules = ruleGroups()
	}
	return o
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
	for i, p := range problems {
		if b.flags.strict && strings.HasPrefix(p.Rule, "history-") {
			problems[i].Severity = diag.Error
		}
	}
	b.problems = append(b.problems, problems...)
	b.problems.Sort()
}

// broken tells whether some file could not be read for what it should be.
func (b *book) broken() bool { return b.problems.Count(diag.Error) > 0 }
