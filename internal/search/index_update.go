package search

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"github.com/blevesearch/bleve/v2"
	bleve_document "github.com/blevesearch/bleve/v2/document"
	"golang.org/x/sync/errgroup"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Update makes the index that of a book, whose stamp is remembered with it. What
// has not changed is taken over. Others who read the index go on reading what
// was there before.
func (ix *Index) Update(ctx context.Context, book *incident.Book, o Options, stamp string) (err error) {
	for range attempts {
		if err = ix.renewal(book, o).run(ctx, stamp); !errors.Is(err, os.ErrNotExist) {
			break
		}
		ix.reopen() // another process has put a new generation in the place of this
	}
	if err != nil {
		return fmt.Errorf("update the search index: %w", err)
	}
	return nil
}

func (ix *Index) renewal(book *incident.Book, o Options) *renewal {
	u := &renewal{
		ix: ix, o: o, writer: newWriter(book, o.Config), reviews: searched(book),
		indexer: &indexer{lang: languageOf(o.Config.Language)}, before: map[string]tableRow{}, saw: map[string]seen{},
	}
	if ix.table == nil || ix.current.Language != o.Config.Language || ix.table.ragged() {
		return u
	}
	u.old = ix.current.Name
	if !ix.memory.writer.sameNames(u.writer) {
		ix.memory.reviews = nil
	}
	for _, r := range ix.table.rows {
		u.before[r.slug] = r
	}
	return u
}

// A renewal is one making of a generation.
type renewal struct {
	ix      *Index
	o       Options
	writer  *writer
	reviews []*incident.Review
	indexer *indexer
	old     string              // the generation before; empty: nothing is taken over
	before  map[string]tableRow // its documents, without those seen again
	rows    []tableRow

	saw     map[string]seen
	folder  string      // of the new generation; empty as long as nothing has changed
	bleve   bleve.Index // open to be written
	changed int
}

func (u *renewal) run(ctx context.Context, stamp string) (err error) {
	if err := os.MkdirAll(u.ix.dir, 0o700); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, u.discard())
		}
	}()
	for from := 0; from < len(u.reviews); from += indexBatch {
		if err := u.batch(ctx, from, min(from+indexBatch, len(u.reviews))); err != nil {
			return err
		}
	}
	if err := u.remove(); err != nil {
		return err
	}
	u.ix.memory = memory{u.writer, u.saw}
	if u.folder == "" && u.old != "" && len(u.ix.table.rows) == len(u.rows) {
		return u.ix.restamp(stamp) // nothing has changed that is searched
	}
	if err := u.open(); err != nil { // of an empty book
		return err
	}
	return u.finish(stamp)
}

// indexBatch is how many reviews bleve takes at once.
const indexBatch = 500

// batch reads some reviews and hands those that have changed to bleve.
func (u *renewal) batch(ctx context.Context, from, to int) error {
	type made struct {
		row tableRow
		doc *bleve_document.Document
	}
	list := make([]made, to-from)
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(jobs(u.o))
	for i := range list {
		if running.Err() != nil {
			break
		}
		g.Go(func() (err error) {
			list[i].row, list[i].doc, err = u.make(u.reviews[from+i])
			return err
		})
	}
	if err := errors.Join(g.Wait(), ctx.Err()); err != nil {
		return err
	}
	var docs []*bleve_document.Document
	for _, m := range list {
		if m.doc != nil {
			docs = append(docs, m.doc)
		}
	}
	if err := u.index(docs); err != nil {
		return err
	}
	for i, m := range list {
		if m.doc != nil {
			m.row.lengths = lengthsOf(m.doc)
		}
		u.rows = append(u.rows, m.row)
		u.saw[m.row.slug] = seen{u.reviews[from+i], m.row}
		delete(u.before, m.row.slug)
	}
	if u.o.Progress != nil {
		u.o.Progress(to, len(u.reviews))
	}
	return nil
}

// A memory is what an update saw, so that the next one by the same Index reads
// only what is another.
type memory struct {
	writer  *writer
	reviews map[string]seen
}

type seen struct {
	review *incident.Review
	row    tableRow
}

// recall returns the row of a review that is as it was at the last update.
func (u *renewal) recall(r *incident.Review) (tableRow, bool) {
	known, ok := u.ix.memory.reviews[r.Slug]
	before, there := u.before[r.Slug]
	if !ok || !there || before.sum != known.row.sum || !reflect.DeepEqual(known.review, r) {
		return tableRow{}, false
	}
	return before, true
}

// make reads a review; its document is nil when it is as it was.
func (u *renewal) make(r *incident.Review) (tableRow, *bleve_document.Document, error) {
	if row, ok := u.recall(r); ok {
		return row, nil, nil
	}
	d := u.writer.document(r)
	texts, err := d.texts()
	if err != nil {
		return tableRow{}, nil, fmt.Errorf("write the row of %q: %w", d.Slug, err)
	}
	row := tableRow{slug: d.Slug, day: d.day, sum: d.sum(texts)}
	if before, ok := u.before[d.Slug]; ok && before.sum == row.sum {
		return before, nil, nil
	}
	if len(texts) > 1 {
		row.borders = d.borders(u.indexer.lang)
	}
	return row, u.indexer.document(d, texts), nil
}

// borders are where the pieces of the document's text begin, in positions: those
// of bleve, from 1 on.
func (d *document) borders(lang language) []border {
	var list []border
	var next [parts]int32
	var last [parts]int
	tok := tokenizer{apart: lang.elides()}
	read := func(p passage, chunk int) {
		if chunk != last[p.part] {
			list = append(list, border{p.part, next[p.part] + 1, int32(chunk)})
			last[p.part] = chunk
		}
		before := next[p.part]
		tok.each(p.text, func(token) { next[p.part]++ })
		if next[p.part] > before {
			next[p.part]++
		}
	}
	for _, p := range d.titlePassages() {
		read(p, 0)
	}
	for i, chunk := range d.chunks() {
		read(d.passages[i], chunk)
	}
	return list
}

// sum covers all that is known of the document.
func (d *document) sum(texts [][]byte) [sha256.Size]byte {
	h := sha256.New()
	for _, text := range texts {
		h.Write(text)
	}
	fmt.Fprintf(h, "\n%q %d %q %q", d.path, d.day, d.keys, d.picks)
	return [sha256.Size]byte(h.Sum(nil))
}

// lengthsOf is how many terms each part of a document has, once bleve has read
// it.
func lengthsOf(doc *bleve_document.Document) (lengths [parts]int32) {
	for _, f := range doc.Fields {
		if p, ok := partNamed(f.Name()); ok {
			lengths[p] = int32(f.AnalyzedLength())
		}
	}
	return lengths
}

// index hands documents to bleve.
func (u *renewal) index(docs []*bleve_document.Document) error {
	if len(docs) == 0 {
		return nil
	}
	if err := u.open(); err != nil {
		return err
	}
	b := u.bleve.NewBatch()
	for _, d := range docs {
		if err := b.IndexAdvanced(d); err != nil {
			return fmt.Errorf("index %q: %w", d.ID(), err)
		}
	}
	u.changed += len(docs)
	return u.bleve.Batch(b)
}

// remove takes out what is no longer in the book.
func (u *renewal) remove() error {
	if len(u.before) == 0 {
		return nil
	}
	if err := u.open(); err != nil {
		return err
	}
	b := u.bleve.NewBatch()
	for slug := range u.before {
		b.Delete(slug)
	}
	return u.bleve.Batch(b)
}

// open begins the new generation with the files of the one before.
func (u *renewal) open() (err error) {
	if u.folder != "" {
		return nil
	}
	if u.folder, err = os.MkdirTemp(u.ix.dir, generationPrefix); err != nil {
		return err
	}
	store := filepath.Join(u.folder, storeName)
	if u.old == "" {
		u.bleve, err = newBleve(store)
		return err
	}
	if err := share(filepath.Join(u.ix.dir, u.old, storeName), store); err != nil {
		return err
	}
	u.bleve, err = bleve.OpenUsing(store, map[string]any{"bolt_timeout": lockTimeout.String()})
	return err
}
