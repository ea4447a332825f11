package search

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	bleve "github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a document in bleve's index: one for each part, by its name, and
// these.
const (
	fieldKeys  = "keys"  // service:checkout
	fieldPicks = "picks" // service:checkout, and its name behind pickName
	fieldWords = "words" // as people write them
	fieldText  = "text"  // stored: the files of the static form, in order
	fieldPath  = "path"  // stored: where the review lies
)

// pickName stands between a value and its name.
const pickName = "\x00"

// An indexer makes bleve's documents. It may be used by many goroutines.
type indexer struct {
	lang  language
	terms sync.Map // surface → term
}

// term is the language's, remembered.
func (x *indexer) term(surface []byte) (string, string) {
	if t, ok := x.terms.Load(string(surface)); ok {
		pair := t.([2]string)
		return pair[0], pair[1]
	}
	s := string(surface)
	pair := [2]string{s, x.lang.term(s)}
	x.terms.Store(s, pair)
	return pair[0], pair[1]
}

// document makes bleve's document of a review whose stored texts are given.
func (x *indexer) document(d *document, texts [][]byte) *bleve.Document {
	out := bleve.NewDocument(d.Slug)
	var byPart [parts][]string
	for _, p := range append(d.titlePassages(), d.passages...) {
		byPart[p.part] = append(byPart[p.part], p.text)
	}
	var everything []string
	for p, list := range byPart {
		if len(list) == 0 {
			continue
		}
		text := strings.Join(list, passageEnd)
		out.AddField(bleve.NewTextFieldCustom(partNames[p], nil, []byte(text), index.IndexField|index.IncludeTermVectors, termAnalyzer{x}))
		everything = append(everything, text)
	}
	out.AddField(bleve.NewTextFieldCustom(fieldWords, nil, []byte(strings.Join(everything, passageEnd)), index.IndexField|index.SkipFreqNorm, wordAnalyzer{x}))
	var keys, picks analysis.TokenStream
	for _, k := range d.keys {
		keys = append(keys, &analysis.Token{Term: []byte(k.term()), Position: 1})
	}
	for _, p := range d.picks {
		picks = append(picks, &analysis.Token{Term: []byte(p.group + ":" + p.value + pickName + p.name), Position: 1})
	}
	out.AddField(bleve.NewTextFieldCustom(fieldKeys, nil, nil, index.IndexField|index.SkipFreqNorm, given(keys)))
	out.AddField(bleve.NewTextFieldCustom(fieldPicks, nil, nil, index.IndexField|index.SkipFreqNorm, given(picks)))
	out.AddField(bleve.NewTextFieldCustom(fieldPath, nil, []byte(d.path), index.StoreField, nil))
	for i, text := range texts {
		out.AddField(bleve.NewTextFieldCustom(fieldText, []uint64{uint64(i)}, text, index.StoreField, nil))
	}
	return out
}

// A termAnalyzer gives the terms of a part, each at its position.
type termAnalyzer struct{ *indexer }

// Analyze implements analysis.Analyzer.
func (a termAnalyzer) Analyze(text []byte) analysis.TokenStream {
	var out analysis.TokenStream
	tok := tokenizer{apart: a.lang.elides()}
	at := 0
	for passage := range strings.SplitSeq(string(text), passageEnd) {
		before := at
		tok.each(passage, func(t token) {
			at++
			if _, term := a.term(t.surface); term != "" {
				out = append(out, &analysis.Token{Term: []byte(term), Position: at})
			}
		})
		if at > before {
			at++
		}
	}
	return out
}

// A wordAnalyzer gives the words of a document, once each.
type wordAnalyzer struct{ *indexer }

// Analyze implements analysis.Analyzer.
func (a wordAnalyzer) Analyze(text []byte) analysis.TokenStream {
	var out analysis.TokenStream
	tok := tokenizer{apart: a.lang.elides()}
	seen := map[string]bool{}
	tok.each(string(text), func(t token) {
		if seen[string(t.surface)] {
			return
		}
		surface, term := a.term(t.surface)
		seen[surface] = true
		if term != "" {
			out = append(out, &analysis.Token{Term: []byte(surface), Position: 1})
		}
	})
	return out
}

// given are tokens that need no analysis.
type given analysis.TokenStream

// Analyze implements analysis.Analyzer.
func (g given) Analyze([]byte) analysis.TokenStream { return analysis.TokenStream(g) }
