package search

import (
	"context"
	"crypto/sha256"
	"hash"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Options say how a book is to be searched. The zero value is useful.
type Options struct {
	Config config.Config // its language, its sections, its zone
	Jobs   int           // documents read at once; 0: one for each processor

	Now      time.Time             // of an index on disk: what was left half done long before is removed; zero: nothing is
	Progress func(done, total int) // of an index on disk, called as reviews are read; nil: not
}

// A Sink takes the files of the static form. Write may be called from many
// goroutines, once for each name, and must not keep data.
type Sink interface {
	Write(name string, data []byte) error
}

// Stats say what was written.
type Stats struct {
	Reviews int
	Terms   int
	Files   int
	Bytes   int64
	Text    int64 // of Bytes, those of the reviews' texts
}

// Static writes the form of the index that a browser reads: see Static form above.
func Static(ctx context.Context, book *incident.Book, o Options, sink Sink) (Stats, error) {
	s := &static{
		sink: &counted{sink: sink}, writer: newWriter(book, o.Config), reviews: searched(book),
		lexicon: newLexicon(languageOf(o.Config.Language)), version: sha256.New(), facets: newFacets(),
	}
	if err := s.read(ctx, jobs(o)); err != nil {
		return Stats{}, err
	}
	if err := s.finish(o); err != nil {
		return Stats{}, err
	}
	return Stats{
		Reviews: len(s.reviews), Terms: len(s.lexicon.terms),
		Files: s.sink.files, Bytes: s.sink.bytes, Text: s.sink.text,
	}, nil
}

func jobs(o Options) int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// A static is one writing of the static form.
type static struct {
	sink    *counted
	writer  *writer
	reviews []*incident.Review
	lexicon *lexicon
	facets  *facets
	days    []int
	version hash.Hash
}

// batch is how many reviews are read before what they hold is taken over, in
// their order. It bounds what is held of their texts.
const batch = 64

// read reads all reviews, writes their texts and takes over what they hold.
func (s *static) read(ctx context.Context, jobs int) error {
	idle := make(chan *inverter, jobs)
	for range jobs {
		idle <- newInverter(s.lexicon)
	}
	for from := 0; from < len(s.reviews); from += batch {
		to := min(from+batch, len(s.reviews))
		done := make([]staticText, to-from)
		g, running := errgroup.WithContext(ctx)
		g.SetLimit(jobs)
		for i := from; i < to && running.Err() == nil; i++ {
			g.Go(func() (err error) {
				v := <-idle
				defer func() { idle <- v }()
				done[i-from], err = s.text(v, i)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, t := range done {
			s.take(from+i, t)
		}
	}
	return nil
}

// take adds what a review holds to the terms of the book.
func (s *static) take(number int, t staticText) {
	s.version.Write(t.sum[:])
	s.days = append(s.days, t.day)
	for _, o := range t.occurrences {
		o.term.add(number, o)
	}
	for _, f := range t.forms {
		f.count++
	}
	for _, k := range t.keys {
		f := s.lexicon.key(k)
		f.count++
		f.term.add(number, occurrence{})
	}
	s.facets.add(number, t.picks)
}

// finish writes what is known once all reviews are read.
func (s *static) finish(o Options) error {
	terms, err := s.writeTerms()
	if err != nil {
		return err
	}
	words, err := s.writeWords()
	if err != nil {
		return err
	}
	groups, err := s.writeFacets()
	if err != nil {
		return err
	}
	days, err := s.writeDays()
	if err != nil {
		return err
	}
	return s.writeMeta(meta{
		Docs: len(s.reviews), Language: o.Config.Language, Stems: s.lexicon.lang.stems,
		Stop: s.lexicon.stopWords(), Terms: terms, Words: words, Facets: groups, Days: days,
		Suggest: s.facets.suggest(),
	})
}
