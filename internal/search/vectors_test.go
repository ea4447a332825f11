package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the test cases")

// The vectors in testdata are held by the browser's side too: what a text's
// tokens are, what a word's stem is, what a query means.

// A tokenVector is a text and its tokens: position, start and end in UTF-16 code
// units, surface, term.
type tokenVector struct {
	Text   string   `json:"text"`
	Tokens [][5]any `json:"tokens"`
}

func TestTokenVectors(t *testing.T) {
	lang := languageOf("en")
	eachVector(t, "testdata/tokens.jsonl", func(v *tokenVector) {
		v.Tokens = [][5]any{}
		var tok tokenizer
		tok.each(v.Text, func(tk token) {
			start := utf16Length(v.Text[:tk.start])
			v.Tokens = append(v.Tokens, [5]any{
				float64(len(v.Tokens)), float64(start), float64(start + utf16Length(v.Text[tk.start:tk.end])),
				string(tk.surface), lang.term(string(tk.surface)),
			})
		})
	})
}

// A queryVector is a query and what it asks for.
type queryVector struct {
	Query   string         `json:"query"`
	Clauses []clauseVector `json:"clauses,omitempty"`
	Filters []filterVector `json:"filters,omitempty"`
	After   *int           `json:"after,omitempty"`  // days since 1970-01-01
	Before  *int           `json:"before,omitempty"` // the first day no longer
	Notes   int            `json:"notes,omitempty"`  // how many
	Common  bool           `json:"common,omitempty"`
}

type clauseVector struct {
	Kind    string   `json:"kind"`
	Terms   [][2]any `json:"terms,omitempty"` // and their distances from the first
	Surface string   `json:"surface,omitempty"`
	Parts   []string `json:"parts,omitempty"` // none: everywhere
	Loose   bool     `json:"loose,omitempty"`
	Exact   bool     `json:"exact,omitempty"`
	Not     bool     `json:"not,omitempty"`
}

type filterVector struct {
	Group  string   `json:"group"`
	Not    bool     `json:"not,omitempty"`
	Values []string `json:"values"` // a star at the end: what begins so
}

func TestQueryVectors(t *testing.T) {
	eachVector(t, "testdata/queries.jsonl", func(v *queryVector) { *v = vectorOf(t, v.Query) })
}

func vectorOf(t *testing.T, query string) queryVector {
	p, err := compile(Parse(query), languageOf("en"), nil)
	if err != nil {
		t.Fatal(err)
	}
	v := queryVector{Query: query, Notes: len(p.notes), Common: p.common}
	for _, c := range p.clauses {
		v.Clauses = append(v.Clauses, clauseVectorOf(c))
	}
	for _, f := range p.filters {
		one := filterVector{Group: f.group, Not: f.not}
		for _, value := range f.values {
			term := value.term
			if value.prefix {
				term += "*"
			}
			one.Values = append(one.Values, term)
		}
		v.Filters = append(v.Filters, one)
	}
	if p.after != -noDayAfter {
		v.After = &p.after
	}
	if p.before != noDayAfter {
		v.Before = &p.before
	}
	return v
}

func clauseVectorOf(c clause) clauseVector {
	v := clauseVector{Kind: [...]string{"word", "prefix", "phrase"}[c.kind], Loose: c.loose, Exact: c.exact, Not: c.not}
	for _, term := range c.terms {
		v.Terms = append(v.Terms, [2]any{term.term, float64(term.at)})
	}
	if c.kind != aPhrase {
		v.Surface = c.surface
	}
	for p := range part(parts) {
		if c.parts != everywhere && c.parts.has(p) {
			v.Parts = append(v.Parts, partNames[p])
		}
	}
	return v
}

// eachVector fills in each line of a file of JSON, and wants it to be as it is
// there; -update writes it there.
func eachVector[T any](t *testing.T, name string, fill func(v *T)) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for line := range bytes.Lines(data) {
		var want, got T
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatalf("%s: %v: %s", name, err, line)
		}
		json.Unmarshal(line, &got)
		fill(&got)
		if diff := cmp.Diff(want, got); diff != "" && !*update {
			t.Errorf("%s: %s: want (-), got (+):\n%s", name, line, diff)
		}
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		enc.Encode(got)
	}
	if *update {
		if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStems holds words against their stems, one pair a line.
func TestStems(t *testing.T) {
	const name = "testdata/stems.txt"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lang := languageOf("en")
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		word, want, _ := strings.Cut(strings.TrimSpace(line), " ")
		got := lang.term(word)
		if got != want && !*update {
			t.Errorf("the stem of %q is %q, want %q", word, got, want)
		}
		fmt.Fprintln(&out, word, got)
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
