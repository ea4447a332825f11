package search

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/registry"
)

// A language makes terms of words: it drops those that say nothing and takes the
// endings off the others.
type language struct {
	stems   string               // how a browser finds stems: one of the stems… constants
	stop    map[string]bool      // words that say nothing
	filters analysis.TokenFilter // nil: words are their own stems
}

// The ways in which a browser finds the stem of a word.
const (
	stemsEnglish = "en"    // by the rules of English
	stemsListed  = "words" // by the list of words, which has their stems
	stemsNone    = "none"
)

// languageOf returns the language of a BCP 47 tag. English has rules of ours, so
// that a browser can follow them; of others, the stop words and stems are those
// of bleve's analyzer. One that bleve does not know has neither.
func languageOf(tag string) language {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "", "en", "ja", "zh", "ko": // the last three mix English in, and their own script is cut in pairs
		return language{stems: stemsEnglish, stop: englishStop(), filters: english{porter.NewPorterStemmer()}}
	case "nb", "nn":
		base = "no"
	}
	cache := registry.NewCache()
	named, err := cache.AnalyzerNamed(base)
	known, ok := named.(*analysis.DefaultAnalyzer)
	if err != nil || !ok {
		return language{stems: stemsNone}
	}
	l := language{stems: stemsListed, filters: all(known.TokenFilters), stop: map[string]bool{}}
	words, err := cache.TokenMapNamed("stop_" + base)
	if err != nil {
		return l // it drops no words
	}
	for w := range words {
		l.stop[string(fold([]byte(w)))] = true
	}
	return l
}

// elides tells whether apostrophes separate words: l'heure.
func (l language) elides() bool { return l.stems == stemsListed }

// asked returns the term that a surface of a query means. A browser knows the
// stems of a language that is not English from the list of words alone, and so
// this does: what is not listed is its own.
func (l language) asked(surface string, s source) (string, error) {
	if l.stems != stemsListed || l.stop[surface] {
		return l.term(surface), nil
	}
	words, err := s.words(surface)
	if err != nil {
		return "", err
	}
	for _, w := range words {
		if w.surface == surface {
			return w.term, nil
		}
	}
	return surface, nil
}

// term returns the term that a surface means; it is empty for a stop word.
func (l language) term(surface string) string {
	if l.stop[surface] {
		return ""
	}
	if l.filters == nil || isCJKWord(surface) {
		return surface
	}
	out := l.filters.Filter(analysis.TokenStream{{Term: []byte(surface), Position: 1, End: len(surface)}})
	if len(out) == 0 {
		return ""
	}
	return string(out[0].Term)
}

func isCJKWord(surface string) bool {
	for _, r := range surface {
		return isCJK(r)
	}
	return false
}

// all are filters one after the other.
type all []analysis.TokenFilter

// Filter implements analysis.TokenFilter.
func (f all) Filter(in analysis.TokenStream) analysis.TokenStream {
	for _, one := range f {
		in = one.Filter(in)
	}
	return in
}

// english stems words of four letters or more from a to z, and nothing else: dns
// is no plural, and s3 and 東京 are as they are.
type english struct{ stemmer analysis.TokenFilter }

// Filter implements analysis.TokenFilter.
func (e english) Filter(in analysis.TokenStream) analysis.TokenStream {
	for _, t := range in {
		t.KeyWord = t.KeyWord || !isEnglish(t.Term)
	}
	return e.stemmer.Filter(in)
}

func isEnglish(word []byte) bool {
	for _, c := range word {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return len(word) >= 4
}

// englishWords say nothing by themselves. Shorter than bleve's list: no, not,
// out, off, over, down, after and who mean much in an incident.
const englishWords = "a an and are as at be been being but by did do does for had has have he her his i if in into is it its of on or our " +
	"she so such that the their them then there these they this those to us was we were with you your"

func englishStop() map[string]bool {
	stop := map[string]bool{}
	for w := range strings.FieldsSeq(englishWords) {
		stop[w] = true
	}
	return stop
}
