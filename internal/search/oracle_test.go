package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/casebook-dev/casebook/internal/booktest"
)

// What is found is what bleve's own queries find: words, phrases, what is left
// out, keys.
func TestFoundAsBleveFinds(t *testing.T) {
	book, o := demoBook(t)
	ix := indexOf(t, t.TempDir(), book, o)
	asked := 0
	for _, q := range booktest.Questions(book, 400) {
		ix.lookups = termCache{}
		p, err := compile(Parse(q), languageOf("en"), ix)
		if err != nil {
			t.Fatal(err)
		}
		if p.dated || p.common || len(p.clauses) == 0 {
			continue
		}
		r, err := evaluate(p, ix)
		if err != nil {
			t.Fatal(err)
		}
		if r.any {
			continue // bleve has no query for most of the words
		}
		asked++
		var got []string
		for _, h := range r.hits {
			got = append(got, ix.table.rows[h.doc].slug)
		}
		slices.Sort(got)
		if want := askBleve(t, ix, r); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, bleve finds %q", q, got, want)
		}
	}
	if asked < 100 {
		t.Errorf("only %d queries were compared", asked)
	}
}

func askBleve(t *testing.T, ix *Index, r *result) []string {
	t.Helper()
	all := bleve.NewBooleanQuery()
	all.AddMust(bleve.NewMatchAllQuery())
	for _, m := range r.matches {
		switch {
		case m.surface == "" && len(m.terms) == 0: // what filters leave out, below
		case m.not:
			all.AddMustNot(clauseQuery(m))
		default:
			all.AddMust(clauseQuery(m))
		}
	}
	for _, f := range r.plan.filters {
		var values []query.Query
		for _, v := range f.values {
			terms := []string{v.term}
			m := &matcher{ix}
			if docs, err := m.values(filter{group: f.group, not: true, values: f.values}, v); err != nil {
				t.Fatal(err)
			} else if v.prefix || len(docs) == 0 && !f.not && f.group != fieldID {
				if terms, err = m.beginnings(v.term); err != nil {
					t.Fatal(err)
				}
				if len(terms) == 0 && !v.prefix {
					terms, _, err = m.near(v.term)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, term := range terms {
				values = append(values, inField(bleve.NewTermQuery(term), fieldKeys))
			}
		}
		any := bleve.NewDisjunctionQuery(values...)
		any.SetMin(1)
		if f.not {
			all.AddMustNot(any)
		} else {
			all.AddMust(any)
		}
	}
	request := bleve.NewSearchRequestOptions(all, 1000, 0, false)
	found, err := ix.bleve.Search(request)
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, h := range found.Hits {
		slugs = append(slugs, h.ID)
	}
	slices.Sort(slugs)
	return slugs
}

func inField(q *query.TermQuery, field string) query.Query {
	q.SetField(field)
	return q
}

// clauseQuery asks for a clause in any of its parts.
func clauseQuery(m match) query.Query {
	var any []query.Query
	for p := range part(parts) {
		if !m.parts.has(p) {
			continue
		}
		if m.kind == aPhrase {
			words := make([]string, m.terms[len(m.terms)-1].at+1)
			for _, term := range m.terms {
				words[term.at] = term.term
			}
			any = append(any, bleve.NewPhraseQuery(words, partNames[p]))
			continue
		}
		for _, term := range m.wanted {
			any = append(any, inField(bleve.NewTermQuery(term), partNames[p]))
		}
	}
	if len(any) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	q := bleve.NewDisjunctionQuery(any...)
	q.SetMin(1)
	return q
}

// Whatever stands in a review as consecutive words is found as a phrase.
func TestPhrasesAreFound(t *testing.T) {
	book, o := demoBook(t)
	static := staticOf(t, book, o)
	w := newWriter(book, o.Config)
	for n, r := range searched(book) {
		for i, p := range w.document(r).passages {
			if (n+i)%7 != 0 {
				continue
			}
			var tokens []token
			var tok tokenizer
			tok.each(p.text, func(tk token) { tokens = append(tokens, token{nil, tk.start, tk.end}) })
			if len(tokens) < 4 {
				continue
			}
			from := i % (len(tokens) - 3)
			text := strings.ReplaceAll(p.text[tokens[from].start:tokens[from+3].end], `"`, " ")
			a := static.ask(`"`+text+`"`, Asking{Limit: 100})
			if len(a.Notes) > 0 { // words that say nothing
				continue
			}
			if !slices.ContainsFunc(a.Hits, func(h Hit) bool { return h.Slug == r.Slug }) {
				t.Errorf("%q stands in %s and is not found there", text, r.Slug)
			}
		}
	}
}
