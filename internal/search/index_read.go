package search

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

// An Index is a source, with bleve's postings, and an archive, with what it
// stores.

// A termCache keeps the postings of the terms of a query: they are asked for
// more than once.
type termCache map[string]postings

func (ix *Index) size() int { return len(ix.table.rows) }

func (ix *Index) postings(name string) (postings, error) {
	if p, ok := ix.lookups[name]; ok {
		return p, nil
	}
	var p postings
	var err error
	if isKey(name) {
		p.docs, err = ix.docs(fieldKeys, name)
		p.masks, p.impacts = make([]partSet, len(p.docs)), make([]byte, len(p.docs))
	} else {
		p, err = ix.textPostings(name)
	}
	ix.lookups[name] = p
	return p, err
}

// each calls f for every document that has a term in a field, with its number
// and bleve's own record.
func (ix *Index) each(field, name string, vectors bool, f func(doc int32, d *index.TermFieldDoc)) error {
	freq := field != fieldKeys && field != fieldPicks && field != fieldWords
	r, err := ix.reader.TermFieldReader(context.Background(), []byte(name), field, freq, false, vectors)
	if err != nil {
		return fmt.Errorf("look up %q: %w", name, err)
	}
	defer r.Close()
	var d index.TermFieldDoc
	for {
		next, err := r.Next(d.Reset())
		if err != nil || next == nil {
			return err
		}
		if doc := ix.table.number[next.ID.Value()]; doc >= 0 {
			f(doc, next)
		}
	}
}

// docs returns the documents that have a term in a field.
func (ix *Index) docs(field, name string) ([]int32, error) {
	var list []int32
	err := ix.each(field, name, false, func(doc int32, _ *index.TermFieldDoc) { list = append(list, doc) })
	slices.Sort(list)
	return list, err
}

// textPostings weighs, for each document, how often a term stands in its parts.
func (ix *Index) textPostings(name string) (postings, error) {
	mentions := map[int32]*[parts]int32{}
	for p := range part(parts) {
		err := ix.each(partNames[p], name, false, func(doc int32, d *index.TermFieldDoc) {
			if mentions[doc] == nil {
				mentions[doc] = &[parts]int32{}
			}
			mentions[doc][p] = int32(d.Freq)
		})
		if err != nil {
			return postings{}, err
		}
	}
	var list postings
	for doc := range mentions {
		list.docs = append(list.docs, doc)
	}
	slices.Sort(list.docs)
	for _, doc := range list.docs {
		var mask partSet
		for p, n := range mentions[doc] {
			if n > 0 {
				mask |= part(p).set()
			}
		}
		list.masks = append(list.masks, mask)
		list.impacts = append(list.impacts, impact(mentions[doc], &ix.table.rows[doc].lengths))
	}
	return list, nil
}

func (ix *Index) positions(name string) (func(i int, p part) []int32, error) {
	list, err := ix.postings(name)
	if err != nil {
		return nil, err
	}
	all := make([][parts][]int32, len(list.docs))
	for p := range part(parts) {
		err := ix.each(partNames[p], name, true, func(doc int32, d *index.TermFieldDoc) {
			i, _ := slices.BinarySearch(list.docs, doc)
			for _, v := range d.Vectors {
				all[i][p] = append(all[i][p], int32(v.Pos))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return func(i int, p part) []int32 { return all[i][p] }, nil
}

func (ix *Index) chunk(name string, doc int32) (int32, error) {
	row := ix.table.rows[doc]
	if len(row.borders) == 0 {
		return 0, nil
	}
	var words []word
	for p := range part(parts) {
		r, err := ix.reader.TermFieldReader(context.Background(), []byte(name), partNames[p], true, false, true)
		if err != nil {
			return 0, fmt.Errorf("look up %q: %w", name, err)
		}
		id := index.NewIndexInternalID(nil, uint64(row.bleve))
		d, err := r.Advance(id, nil)
		if err == nil && d != nil && d.ID.Equals(id) {
			for _, v := range d.Vectors {
				words = append(words, word{part: p, chunk: row.chunkAt(p, int32(v.Pos))})
			}
		}
		if err := errors.Join(err, r.Close()); err != nil {
			return 0, fmt.Errorf("look up %q: %w", name, err)
		}
	}
	if len(words) == 0 {
		return 0, nil
	}
	return mostlyIn(words), nil
}

func (ix *Index) words(prefix string) ([]listed, error) {
	field := fieldWords
	if isKey(prefix) {
		field = fieldKeys
	}
	lang := languageOf(ix.current.Language)
	least := int(leastCount(ix.size(), lang))
	var list []listed
	err := ix.dictionary(field, prefix, func(surface string, count int) error {
		w := listed{surface: surface, count: count, term: surface}
		if field == fieldWords {
			w.term = lang.term(surface)
			if count < least {
				return nil
			}
		}
		list = append(list, w)
		return nil
	})
	return list, err
}

// dictionary calls f for every term of a field that begins so, with the number
// of documents that have it.
func (ix *Index) dictionary(field, prefix string, f func(name string, count int) error) error {
	d, err := ix.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return fmt.Errorf("look up %q: %w", prefix, err)
	}
	defer d.Close()
	for {
		e, err := d.Next()
		if err != nil || e == nil {
			return err
		}
		n := int(e.Count)
		if ix.table.holes() { // bleve counts documents that are no longer there
			docs, err := ix.docs(field, e.Term)
			if err != nil {
				return err
			}
			n = len(docs)
		}
		if n == 0 {
			continue
		}
		if err := f(e.Term, n); err != nil {
			return err
		}
	}
}

// ragged tells whether so many documents are no longer there that an index made
// anew is better.
func (t *table) ragged() bool { return len(t.number) > 2*len(t.rows)+1000 }

// holes tells whether bleve holds documents that are no longer there.
func (t *table) holes() bool { return len(t.number) > len(t.rows) }

func (ix *Index) allTerms(prefix string) ([]string, error) {
	fields := partNames[:]
	if isKey(prefix) {
		fields = []string{fieldKeys}
	}
	var list []string
	for _, field := range fields {
		err := ix.dictionary(field, prefix, func(name string, _ int) error {
			list = append(list, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, compareUTF16)
	return slices.Compact(list), nil
}

func (ix *Index) terms(prefix string, most int) ([]string, error) {
	list, err := ix.allTerms(prefix)
	return list[:min(len(list), most)], err
}

func (ix *Index) days() ([]int, error) {
	list := make([]int, len(ix.table.rows))
	for i, r := range ix.table.rows {
		list[i] = r.day
	}
	return list, nil
}

func (ix *Index) facets(group string) ([]*facet, error) {
	var list []*facet
	err := ix.dictionary(fieldPicks, group+":", func(name string, _ int) error {
		v, title, _ := strings.Cut(strings.TrimPrefix(name, group+":"), pickName)
		docs, err := ix.docs(fieldPicks, name)
		if err != nil {
			return err
		}
		list = append(list, &facet{group: group, value: v, name: title, docs: docs})
		return nil
	})
	return joined(list), err
}

// joined makes one value of those that have several names: the oldest document
// names it.
func joined(list []*facet) []*facet {
	slices.SortFunc(list, func(a, b *facet) int {
		return cmp.Or(compareUTF16(a.value, b.value), cmp.Compare(a.docs[0], b.docs[0]), cmp.Compare(a.name, b.name))
	})
	var out []*facet
	for _, f := range list {
		if n := len(out); n > 0 && out[n-1].value == f.value {
			out[n-1].docs = append(out[n-1].docs, f.docs...)
			slices.Sort(out[n-1].docs)
			out[n-1].docs = slices.Compact(out[n-1].docs)
			continue
		}
		out = append(out, f)
	}
	return out
}

var errNoText = errors.New("the index has no text of a review")

func (ix *Index) text(doc, chunk int32) (content []byte, path string, err error) {
	slug := ix.table.rows[doc].slug
	d, err := ix.reader.Document(slug)
	if err != nil {
		return nil, "", fmt.Errorf("read %q: %w", slug, err)
	}
	if d == nil {
		return nil, "", fmt.Errorf("read %q: %w", slug, errNoText)
	}
	at := int32(0)
	d.VisitFields(func(f index.Field) {
		switch f.Name() {
		case fieldPath:
			path = string(f.Value())
		case fieldText:
			if at == chunk {
				content = bytes.Clone(f.Value())
			}
			at++
		}
	})
	if content == nil {
		return nil, "", fmt.Errorf("read %q: %w", slug, errNoText)
	}
	return content, path, nil
}
