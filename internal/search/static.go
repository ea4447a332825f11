package search

import (
	"context"
	"crypto/sha256"
	"hash"
	"runtime"
	"time"

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

// A Written static form.
type Written struct {
	Reviews int
	Terms   int
	Files   int
	Bytes   int64
	Text    int64 // of Bytes, those of the reviews' texts

	Relatives *Relatives // which reviews are like which: all has been read on the way
}

// Static writes the form of the index that a browser reads: see Static form
// above.
func Static(ctx context.Context, book *incident.Book, o Options, sink Sink) (Written, error) {
	lexicon := newLexicon(languageOf(o.Config.Language))
	s := &static{
		pass: pass{writer: newWriter(book, o.Config), reviews: searched(book), lexicon: lexicon, jobs: jobs(o)},
		sink: &counted{sink: sink}, version: sha256.New(), facets: newFacets(),
		relatives: newRelatives(book, lexicon),
	}
	if err := s.run(ctx, s.read, s.take); err != nil {
		return Written{}, err
	}
	if err := s.finish(o); err != nil {
		return Written{}, err
	}
	s.relatives.weigh()
	s.relatives.settle()
	return Written{
		Reviews: len(s.reviews), Terms: s.terms,
		Files: s.sink.files, Bytes: s.sink.bytes, Text: s.sink.text,
		Relatives: s.relatives,
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
	pass
	sink      *counted
	facets    *facets
	relatives *Relatives
	days      []int
	terms     int // how many were written
	version   hash.Hash
}

// read reads a review and writes its text.
func (s *static) read(v *inverter, number int) (made, error) {
	d := s.writer.document(s.reviews[number])
	m := made{document: d, inverted: v.invert(d, d.chunks())}
	err := s.writeTexts(&m, number)
	d.passages = nil // they are written
	return m, err
}

// take adds what a review holds to the terms of the book.
func (s *static) take(number int, m made) {
	s.version.Write(m.sum[:])
	s.days = append(s.days, m.day)
	for _, o := range m.occurrences {
		o.term.add(number, o)
	}
	for _, f := range m.forms {
		f.count++
	}
	for _, k := range m.keys {
		f := s.lexicon.key(k)
		f.count++
		f.term.add(number, occurrence{})
	}
	s.facets.add(number, m.picks)
	s.relatives.add(s.reviews[number], m.occurrences)
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
