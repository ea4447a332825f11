package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// An Index is a book's index on disk, in a directory of its own: see Index on
// disk above. It is for one goroutine.
type Index struct {
	dir     string
	current generation
	table   *table
	bleve   bleve.Index // nil: there is none yet
	reader  index.IndexReader
	lookups termCache
	memory  memory // of the last update
}

// A generation is one state of an index, which never changes again.
type generation struct {
	Format   int              `json:"format"`
	Name     string           `json:"name"`     // of its folder
	Stamp    string           `json:"stamp"`    // of the book that it holds
	Language string           `json:"language"` // of its terms
	Files    map[string]int64 `json:"files"`    // and their sizes: what is missing or cut off shows
}

// indexFormat is the number of the index's form. One of another number is built
// anew.
const indexFormat = 1

// currentName is the file that names the generation to read.
const currentName = "current.json"

// storeName is bleve's folder within a generation, and tableName the file of
// what bleve does not hold.
const (
	storeName = "bleve"
	tableName = "table"
)

// Open opens the index in a directory, which need not be there. One that is
// damaged is as good as none: its stamp is empty, and Update builds it anew.
func Open(dir string) (*Index, error) {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("open the search index %q: it is not a directory", dir)
	}
	ix := &Index{dir: dir}
	ix.reopen()
	return ix, nil
}

// attempts is how often an index is opened, or updated, that another process puts
// a new one in the place of.
const attempts = 3

// reopen opens the index as it is now; there is none if it cannot be read.
func (ix *Index) reopen() {
	for range attempts {
		ix.Close()
		err := ix.open()
		if err == nil || errors.Is(err, os.ErrNotExist) && ix.current.Name == "" {
			return
		}
	}
	ix.Close()
	ix.current = generation{}
}

// Stamp returns what the book's stamp was when the index was made; empty when
// there is none.
func (ix *Index) Stamp() string { return ix.current.Stamp }

// Close releases the index's files.
func (ix *Index) Close() error {
	var errs []error
	if ix.reader != nil {
		errs = append(errs, ix.reader.Close())
	}
	if ix.bleve != nil {
		errs = append(errs, ix.bleve.Close())
	}
	ix.reader, ix.bleve, ix.table, ix.lookups = nil, nil, nil, nil
	return errors.Join(errs...)
}

// open opens the current generation to be read.
func (ix *Index) open() error {
	ix.current = generation{}
	data, err := os.ReadFile(filepath.Join(ix.dir, currentName))
	if err != nil {
		return err
	}
	var g generation
	if err := json.Unmarshal(data, &g); err != nil {
		return fmt.Errorf("read %q: %w", currentName, err)
	}
	ix.current = g
	if g.Format != indexFormat {
		return fmt.Errorf("open the index: it is of format %d", g.Format)
	}
	folder := filepath.Join(ix.dir, g.Name)
	for name, size := range g.Files {
		info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || info.Size() != size {
			return fmt.Errorf("open the index: %q is not as it was written", name)
		}
	}
	if ix.table, err = readTable(filepath.Join(folder, tableName)); err != nil {
		return err
	}
	if err := ix.openBleve(filepath.Join(folder, storeName)); err != nil {
		return err
	}
	return ix.whole()
}

func (ix *Index) openBleve(path string) (err error) {
	defer mend(&err)
	opened, err := bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": lockTimeout.String()})
	if err != nil {
		return fmt.Errorf("open the index: %w", err)
	}
	ix.bleve = opened
	advanced, err := opened.Advanced()
	if err != nil {
		return err
	}
	ix.reader, err = advanced.Reader()
	return err
}

// whole tells whether bleve has all documents of the table: it opens what it can
// of damaged files.
func (ix *Index) whole() error {
	n, err := ix.reader.DocCount()
	if err == nil && int(n) != len(ix.table.rows) {
		err = fmt.Errorf("open the index: it has %d of %d documents", n, len(ix.table.rows))
	}
	return err
}

// lockTimeout is how long bleve waits for its own lock. Nobody holds it for long:
// a generation is written before others know of it.
const lockTimeout = 2 * time.Second

// ErrDamaged says that an index's files are not what was written. Discard it.
var ErrDamaged = errors.New("the index is damaged")

// mend makes an error of a panic: bleve reads its files as they are mapped into
// memory, and trusts them.
func mend(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", ErrDamaged, r)
	}
}

// Ask answers a query. The error wraps ErrDamaged when the index must be made
// anew.
func (ix *Index) Ask(query string, o Asking) (a Answer, err error) {
	defer mend(&err)
	if ix.bleve == nil {
		return Answer{}, fmt.Errorf("search for %q: there is no index yet", query)
	}
	ix.lookups = termCache{}
	return ask(query, languageOf(ix.current.Language), ix, ix, o)
}

// Discard forgets a damaged index, so that Update makes a new one.
func (ix *Index) Discard() error {
	err := ix.Close()
	ix.current = generation{}
	return errors.Join(err, os.Remove(filepath.Join(ix.dir, currentName)))
}

// newBleve makes an empty index to be filled.
func newBleve(path string) (bleve.Index, error) {
	return bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, map[string]any{"bolt_timeout": lockTimeout.String()})
}
