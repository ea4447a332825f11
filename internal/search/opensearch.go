package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/casebook-dev/casebook/internal/incident"
)

// OpenSearch writes a book for an engine that speaks the interface of OpenSearch
// or Elasticsearch, so that many books can be searched where an organisation
// searches already:
//
//	index.json      settings and mappings, to create the index with: PUT /casebook
//	bulk-0001.ndjson …   requests for POST /casebook/_bulk, each within bulkSize
//	query.json      a query to begin with: POST /casebook/_search
//
// A document has the parts of a review as texts, and the fields of the query
// language as keywords. Its id begins with the book's own address, so that the
// reviews of several books stay apart in one index.
func OpenSearch(book *incident.Book, o Options, sink Sink) (reviews int, err error) {
	x := &exporter{sink: sink, writer: newWriter(book, o.Config), o: o}
	for _, file := range []struct {
		name    string
		content any
	}{{"index.json", openSearchIndex()}, {"query.json", openSearchQuery()}} {
		data, err := json.MarshalIndent(file.content, "", "  ")
		if err != nil {
			return 0, fmt.Errorf("write %q: %w", file.name, err)
		}
		if err := sink.Write(file.name, append(data, '\n')); err != nil {
			return 0, err
		}
	}
	list := searched(book)
	for _, r := range list {
		if err := x.add(r); err != nil {
			return 0, err
		}
	}
	return len(list), x.flush()
}

// bulkSize bounds one file of requests, in bytes: engines refuse more than 100 MB
// at once, and are at their best well below.
const bulkSize = 8_000_000

// An exporter gathers requests until they fill a file.
type exporter struct {
	sink   Sink
	writer *writer
	o      Options
	buf    bytes.Buffer
	files  int
}

func (x *exporter) add(r *incident.Review) error {
	d := x.writer.document(r)
	action := map[string]any{"index": map[string]any{"_id": x.id(d)}}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	for _, line := range []any{action, x.source(d)} {
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("export %q: %w", r.Slug, err)
		}
	}
	if x.buf.Len() > 0 && x.buf.Len()+lines.Len() > bulkSize {
		if err := x.flush(); err != nil {
			return err
		}
	}
	x.buf.Write(lines.Bytes())
	return nil
}

// longestID is how many bytes an engine takes for an id.
const longestID = 512

func (x *exporter) id(d *document) string {
	id := x.o.Config.BaseURL + d.Slug
	if len(id) > longestID {
		return d.Slug
	}
	return id
}

func (x *exporter) flush() error {
	if x.buf.Len() == 0 {
		return nil
	}
	x.files++
	name := fmt.Sprintf("bulk-%04d.ndjson", x.files)
	err := x.sink.Write(name, x.buf.Bytes())
	x.buf.Reset()
	return err
}

// source is a review as an engine keeps it.
func (x *exporter) source(d *document) map[string]any {
	m := map[string]any{
		"book": x.o.Config.Title, "slug": d.Slug, "address": x.o.Config.BaseURL + d.Address, "title": d.Title,
	}
	if d.Summary != "" {
		m["summary"] = d.Summary
	}
	if d.Day != "" {
		m["started"] = d.Day + "T00:00:00Z" // engines differ in which shorter forms they take
	}
	texts := map[part][]string{}
	for _, p := range d.passages {
		texts[p.part] = append(texts[p.part], p.text)
	}
	for p, list := range texts {
		m[partNames[p]] = list
	}
	for _, p := range d.picks {
		values, _ := m[p.group].([]string)
		m[p.group] = append(values, p.value)
	}
	if d.ID != "" {
		m[fieldID] = d.ID
	}
	if year, err := strconv.Atoi(d.Day[:min(4, len(d.Day))]); err == nil {
		m["year"] = year
	}
	return m
}

// openSearchIndex says how the fields are to be read. The analysis is of parts
// that every engine has: folded letters, English endings, pairs of characters in
// scripts without spaces.
func openSearchIndex() map[string]any {
	properties := map[string]any{
		"book": map[string]any{"type": "keyword"}, "slug": map[string]any{"type": "keyword"},
		"address": map[string]any{"type": "keyword", "index": false, "doc_values": false},
		"started": map[string]any{"type": "date"}, "year": map[string]any{"type": "short"},
		"id": map[string]any{"type": "keyword"},
	}
	text := map[string]any{"type": "text", "analyzer": "casebook"}
	for _, name := range partNames {
		properties[name] = text
	}
	properties["summary"] = text
	for _, group := range groups {
		if group != "year" {
			properties[group] = map[string]any{"type": "keyword"}
		}
	}
	return map[string]any{
		"settings": map[string]any{"analysis": map[string]any{
			"filter": map[string]any{
				"casebook_possessive": map[string]any{"type": "stemmer", "language": "possessive_english"},
				"casebook_stem":       map[string]any{"type": "stemmer", "language": "porter"},
			},
			"analyzer": map[string]any{"casebook": map[string]any{
				"type": "custom", "tokenizer": "standard",
				"filter": []string{"cjk_width", "lowercase", "asciifolding", "cjk_bigram", "casebook_possessive", "casebook_stem"},
			}},
		}},
		"mappings": map[string]any{"dynamic": false, "properties": properties},
	}
}

// openSearchQuery is a query to begin with: words in every part, weighed as
// casebook weighs them, with places and counts.
func openSearchQuery() map[string]any {
	aggregations := map[string]any{}
	for _, group := range groups {
		aggregations[group] = map[string]any{"terms": map[string]any{"field": group, "size": 20}}
	}
	fields := []string{"title^4", "learnings^2", "narrative", "timeline", "facts", "conversation^0.5"}
	highlight := map[string]any{}
	for _, name := range partNames {
		highlight[name] = map[string]any{}
	}
	return map[string]any{
		"query":     map[string]any{"simple_query_string": map[string]any{"query": "consul \"dns cache\" -reboot", "fields": fields, "default_operator": "and"}},
		"sort":      []any{"_score", map[string]any{"started": "desc"}},
		"_source":   []string{"book", "slug", "address", "title", "started", "summary", "service", "severity"},
		"highlight": map[string]any{"fields": highlight},
		"aggs":      aggregations,
	}
}
