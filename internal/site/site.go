// Package site turns a book into files: it plans every page and its address,
// sees that no two share one, and renders them to a sink, some at a time.
//
// # Pages
//
// Each kind of page has a file of this package that gathers what it says into a
// view, and a template of the same name in layouts. A page lies at
// <address>index.html with the JSON of its data beside it as index.json. Links
// are relative and name index.html, so that a site works below any path and
// opened from disk; a script shortens the address in the browser's bar.
//
// # Sameness
//
// Nothing here asks for the time, and every list has an order of its own: two
// builds of one book are equal byte for byte, whatever the number of workers.
package site

import (
	"context"
	"fmt"
	"io/fs"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// Options are what a site needs beside its book.
type Options struct {
	Config  config.Config
	Source  fs.FS // where pictures lie; nil: none are copied
	Layouts fs.FS // templates that lie over the built-in ones; nil: none
	Assets  fs.FS // styles and scripts that lie over the built-in ones; nil: none
	Drafts  bool  // give reviews that are being written pages of their own
	Jobs    int   // pages rendered at once; 0: one for each processor
	// Earlier returns the narrative that a revision of a review's file held, fit for
	// the book's audience; nil: pages do not show how stories changed.
	Earlier func(*incident.Review, incident.Revision) (incident.Narrative, error)

	Cited insight.Outside // mentions of reviews in other repositories

	// Interviews gives each review a guide for interviewing those who were there:
	// for the preview alone, and never for a site that others read.
	Interviews bool

	Version string // of the program, for the generator line; may be empty
	Guests  []Guest
	// Rules are those of check, each with a page of its own; may be empty.
	Rules []RuleGroup

	Likeness func(slug string) []incident.Likeness // reviews like the one with the slug, the nearest first; may be called from many goroutines; nil: none are shown

	SearchIntro string       // how to ask, for the page for searching
	SearchRules []SearchRule // the same by examples

	Before   *Planned              // an earlier site, whose layouts and bundles are taken over where they are the same; nil: none
	Progress func(done, total int) // called as pages are written; nil: not
}

// A Sink takes the generated files. Write may be called from many goroutines,
// once for each name, and must not keep data.
type Sink interface {
	Write(name string, data []byte) error
}

// A Keeper is a Sink that knows the files of an earlier site. Keep takes over the
// one of a name, and tells whether there is one.
type Keeper interface {
	Keep(name string) (bool, error)
}

// Stats say what a build made.
type Stats struct {
	Reviews int // with a page of their own
	Pages   int // that people read
	Files   int // written in all
}

// Build renders the book to the sink. Problems are what an author should mend,
// such as two files that claim one address; the later one is then left out.
func Build(ctx context.Context, book *incident.Book, o Options, sink Sink) (Stats, diag.List, error) {
	p, err := newPress(book, o)
	if err != nil {
		return Stats{}, nil, err
	}
	pages, problems := p.plan()
	if err := p.print(ctx, pages, sink); err != nil {
		return Stats{}, problems, err
	}
	return newStats(pages), problems, nil
}

// print renders the pages, o.Jobs at a time.
func (p *press) print(ctx context.Context, pages []page, sink Sink) error {
	jobs := p.o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(jobs)
	for _, page := range pages {
		if running.Err() != nil {
			break
		}
		g.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			if err := page.write(p, sink); err != nil {
				return fmt.Errorf("write page %q: %w", page.file(), err)
			}
			p.wrote(len(pages))
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

func newStats(pages []page) Stats {
	var s Stats
	for _, page := range pages {
		s.Files += len(page.files())
		if page.layout != "" {
			s.Pages++
		}
		if page.layout == layoutReview {
			s.Reviews++
		}
	}
	return s
}

// pagedReviews are those with pages of their own.
func pagedReviews(book *incident.Book, drafts bool) []*incident.Review {
	var list []*incident.Review
	for _, r := range book.Reviews {
		if drafts || !r.Status.BeingWritten() {
			list = append(list, r)
		}
	}
	return list
}

func newIndex(book *incident.Book, o Options) *index.Index {
	return index.New(book, index.Options{Severities: o.Config.Severities})
}
