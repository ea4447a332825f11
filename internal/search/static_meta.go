package search

import (
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/casebook-dev/casebook/internal/incident"
)

// metaName is the one file whose name does not depend on its content: it names
// all others.
const metaName = "meta"

// MetaFile is where the static form begins, from the site's root.
const MetaFile = Folder + metaName + ".js"

// staticFormat is the number of the static form, which changes when a reader of
// the old could not read the new.
const staticFormat = 1

// A meta is what a reader of the static form must know first.
type meta struct {
	Format   int               `json:"format"`
	Version  string            `json:"version"` // of the whole
	Docs     int               `json:"docs"`
	Language string            `json:"language"`
	Stems    string            `json:"stems"`
	Stop     []string          `json:"stop"`
	Terms    shards            `json:"terms"`
	Words    shards            `json:"words"`
	Facets   map[string]string `json:"facets"`
	Days     string            `json:"days"`
	Suggest  []suggestion      `json:"suggest"`
}

func (s *static) writeMeta(m meta) error {
	m.Format = staticFormat
	content, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write the index of the search: %w", err)
	}
	s.version.Write(content)
	m.Version = hex.EncodeToString(s.version.Sum(nil)[:nameLength/2])
	if content, err = json.Marshal(m); err != nil {
		return fmt.Errorf("write the index of the search: %w", err)
	}
	_, err = s.sink.write(metaName, content)
	return err
}

// Elsewhere returns a file for the place of MetaFile that makes pages ask a
// server, at an address relative to that file, instead of reading the static form
// of a book. The server answers ?q=…&limit=…&facets=1 with an [Answer].
func Elsewhere(book *incident.Book, o Options, address string) ([]byte, error) {
	w, facets := newWriter(book, o.Config), newFacets()
	for number, r := range searched(book) {
		d := &document{row: w.row(r)}
		w.facts(d, r)
		facets.add(number, d.picks)
	}
	content, err := json.Marshal(struct {
		Format  int          `json:"format"`
		Ask     string       `json:"ask"`
		Suggest []suggestion `json:"suggest"`
	}{staticFormat, address, facets.suggest()})
	if err != nil {
		return nil, fmt.Errorf("write the index of the search: %w", err)
	}
	return new(counted).pack(metaName, content)
}
