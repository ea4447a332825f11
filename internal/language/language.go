// Package language finds the ways of telling that close a question which a
// review should open: what somebody should have done, that they failed, that it
// was obvious. It reads English.
//
//	reader := language.New(language.Options{People: []string{"Ariel Costa"}})
//	for _, f := range reader.Read("Ariel should have asked.") { … }
//
// Words alone do not tell: a node that failed to start is a fact, an engineer who
// failed to look is a judgement. So a rule looks at who the sentence is about: a
// pronoun, a role such as engineer or on-call, or somebody whom the options name.
// What somebody is reported to have said or thought is theirs, and left alone.
//
// Each [Rule] is a file of this package. testdata/labelled.txt holds sentences of
// our own with what a careful reader would say of each; a test prints precision
// and recall by rule, and fails for a rule that is wrong more than one time in
// five. Banning words makes no culture: the rules suggest a question to ask, and
// never a word to put in another's place.
package language

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/diag"
)

// Options say whom the text may be about. The zero value is useful.
type Options struct {
	People []string // names and keys: Ariel Costa, ariel-costa
}

// A Reader looks for all rules; many goroutines may use it.
type Reader struct {
	rules  []Rule
	begins map[string][]*Rule // the rules to ask at a word
	names  map[string]bool    // by which people are called, as they are written
}

// A Rule is one way of telling.
type Rule struct {
	diag.Rule
	Trap     string // what is wrong with what was found, after the words that were found
	Question string // to ask the person instead
	Once     bool   // said once for a whole document

	// find returns the words at i that the rule speaks of; n is 0 for none.
	find func(s *sentence, i int) (from, n int)
	// words are those by which find may begin: it is asked of no other place.
	words []string
	vale  []string // the same in regular expressions, as far as these can say it
}

// A Finding is a place that a rule speaks of.
type Finding struct {
	Rule    *Rule
	Start   int // in bytes
	End     int
	Subject string // whom it is about, as written: «Ariel», «The team»; empty where nobody is named
}

// Rules are all rules, by name.
func Rules() []Rule {
	return []Rule{
		counterfactual(), exhortation(), hindsight(), humanError(), normative(), personFailed(), singleCause(), whyYou(),
	}
}

// New returns a reader.
func New(o Options) *Reader {
	r := &Reader{rules: Rules(), begins: make(map[string][]*Rule), names: make(map[string]bool)}
	for i := range r.rules {
		for _, w := range r.rules[i].words {
			r.begins[w] = append(r.begins[w], &r.rules[i])
		}
	}
	for _, name := range o.People {
		words := strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' && strings.ToLower(name) == name })
		for i, w := range words {
			if i == 0 || len(words) > 1 && i == len(words)-1 {
				r.names[capitalised(w)] = true
			}
		}
	}
	delete(r.names, "")
	return r
}

func capitalised(w string) string {
	first, n := utf8.DecodeRuneInString(w)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + w[n:]
}

// Read returns what the rules find in a text, in order, each rule once in a
// sentence. The text is a paragraph, item or cell, or several with an empty line
// between; a byte of 0x01 in it stands for what is not to be read: code, a
// quotation.
func (r *Reader) Read(text string) []Finding {
	var found []Finding
	var before *sentence
	for s := range r.sentences(text) {
		s.before = before
		first := len(found)
		for i := range s.words {
			for _, f := range r.at(s, i) {
				if !slices.ContainsFunc(found[first:], func(g Finding) bool { return g.Rule == f.Rule }) {
					found = append(found, f)
				}
			}
		}
		before = s
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return a.Start - b.Start })
	return found
}

// at asks the rules that may begin at a word.
func (r *Reader) at(s *sentence, i int) []Finding {
	var found []Finding
	for _, rule := range r.begins[s.words[i].text] {
		s.subject = [2]int{}
		from, n := rule.find(s, i)
		if n == 0 {
			continue
		}
		f := Finding{Rule: rule, Start: s.words[from].start, End: s.words[from+n-1].end}
		if s.subject[1] > s.subject[0] {
			f.Subject = s.source[s.words[s.subject[0]].start:s.words[s.subject[1]-1].end]
		}
		found = append(found, f)
	}
	return found
}
