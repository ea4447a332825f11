package content

import (
	"context"
	"io/fs"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Options say how a book is to be read. The zero value reads what lies in the
// usual places below content/.
type Options struct {
	Config config.Config
	AsOf   incident.Moment // the day from which ages are counted; wins over the settings
	Jobs   int             // files read at once; 0: one for each processor
	Memory *Memory         // of an earlier Load of the same files; nil: every file is read
	Now    time.Time       // with Memory: a file that changed less than two seconds before is read again the next time

	// What the history of the files knows; both may be missing.
	Head incident.Moment      // the day of the last commit: ages are counted from it, unless AsOf or the settings say otherwise
	Tell func(*incident.Book) // gives the reviews their Provenance, and Published where they do not say
}

// Load reads the book that lies in fsys. Problems are what authors should mend,
// sorted: none of them keeps the rest of the book from being read. A review with
// a problem of severity Error is left out of the book. The error is what kept
// the files themselves from being read.
func Load(ctx context.Context, fsys fs.FS, o Options) (*incident.Book, diag.List, error) {
	l := &loader{fsys: fsys, config: complete(o.Config), jobs: o.Jobs}
	l.recaller = newRecaller(o.Memory, l.config, o.Now)
	if l.jobs <= 0 {
		l.jobs = runtime.GOMAXPROCS(0)
	}
	if err := l.profiles(ctx); err != nil {
		return nil, nil, err
	}
	drafts, err := l.reviews(ctx)
	if err != nil {
		return nil, nil, err
	}
	book := l.book(drafts)
	if o.Tell != nil {
		o.Tell(book)
	}
	day := make(chan time.Time, 1)
	go func() { day <- asOf(book, o.AsOf, l.config.AsOf, o.Head) }() // it goes through all reviews, as the next two do
	if err := l.pictures(ctx, book); err != nil {
		return nil, nil, err
	}
	if err := l.links(book); err != nil {
		return nil, nil, err
	}
	book.AsOf = <-day
	problems := append(silence(l.problems, book.Reviews), once(silence(l.spread, book.Reviews))...)
	problems.Sort()
	return book, problems, nil
}

// A loader is one reading of a book.
type loader struct {
	fsys   fs.FS
	config config.Config
	jobs   int
	notes
	recaller *recaller

	described *profiles
	words     *vocabulary
}

// complete fills what settings made by hand have left open.
func complete(c config.Config) config.Config {
	defaults := config.Default()
	if c.Zone == nil {
		c.Zone = defaults.Zone
	}
	if c.Places == (config.Places{}) {
		c.Places = defaults.Places
	}
	if c.Severities == nil {
		c.Severities = defaults.Severities
	}
	if c.Ignore == nil {
		c.Ignore = defaults.Ignore
	}
	return c
}

// note keeps what was found in one file.
func (l *loader) note(n *notes) {
	l.problems = append(l.problems, n.problems...)
	l.spread = append(l.spread, n.spread...)
}

// each calls f for 0 to n-1, l.jobs at a time. What f makes it must store at its
// own position: the order of calls is nobody's.
func (l *loader) each(ctx context.Context, n int, f func(i int) error) error {
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(l.jobs)
	for i := range n {
		if running.Err() != nil {
			break
		}
		g.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			return f(i)
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// profiles reads everything but the reviews.
func (l *loader) profiles(ctx context.Context) error {
	type one struct {
		place        place
		folder, file string
	}
	var all []one
	for p, folder := range folders(l.config.Places) {
		if folder == "" {
			continue
		}
		files, problems, err := walkDocuments(l.fsys, l.config, folder, l.recaller)
		if err != nil {
			return err
		}
		l.problems = append(l.problems, problems...)
		for _, file := range files {
			all = append(all, one{place(p), folder, file})
		}
	}
	documents := make([]*document, len(all))
	err := l.each(ctx, len(all), func(i int) (err error) {
		if documents[i] = l.recaller.document(all[i].file); documents[i] == nil {
			documents[i], err = l.readDocument(all[i].place, all[i].folder, all[i].file)
		}
		return err
	})
	if err != nil {
		return err
	}
	l.recaller.keepDocuments(documents)
	l.described = l.describe(documents)
	words, problems := newVocabulary(l.described)
	l.described.fold(words)
	l.words, l.problems = words, append(l.problems, problems...)
	l.recaller.learn(words)
	return nil
}

// reviews reads all reviews, in the order of their paths.
func (l *loader) reviews(ctx context.Context) ([]*draftReview, error) {
	sources, problems, err := walkReviews(l.fsys, l.config, l.recaller)
	if err != nil {
		return nil, err
	}
	l.problems = append(l.problems, problems...)
	drafts := make([]*draftReview, len(sources))
	err = l.each(ctx, len(sources), func(i int) (err error) {
		if drafts[i] = l.recaller.review(sources[i]); drafts[i] == nil {
			drafts[i], err = l.read(sources[i])
		}
		return err
	})
	if err == nil {
		l.recaller.keepReviews(drafts)
	}
	return drafts, err
}
