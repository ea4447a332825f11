package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/demotest"
)

// TestSearchVectors holds the browser to the vectors of internal/search: what a
// text's tokens are, what a word's stem is, what a query finds.
func TestSearchVectors(t *testing.T) {
	ctx := browsertest.Start(t)
	files, cfg := demo.Files, demotest.Settings(t)
	book := searchBook(t, files, cfg, askOver())
	if err := chromedp.Do(ctx, chromedp.Navigate(book.serve(t).URL+"/search/")); err != nil {
		t.Fatal(err)
	}
	ask(t, ctx, []string{"pager"}) // when it answers, it is ready
	eachLine(t, "tokens.jsonl", func(line string) {
		var v struct {
			Text   string   `json:"text"`
			Tokens [][5]any `json:"tokens"`
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		got := evaluated[[][5]any](t, ctx, "cut(%s)", v.Text)
		if diff := cmp.Diff(v.Tokens, got); diff != "" && len(v.Tokens)+len(got) > 0 {
			t.Errorf("tokens of %q (-want, +in the browser):\n%s", v.Text, diff)
		}
	})
	var words, stems []string
	eachLine(t, "stems.txt", func(line string) {
		word, stem, _ := strings.Cut(line, " ")
		words, stems = append(words, word), append(stems, stem)
	})
	for i, got := range evaluated[[]string](t, ctx, "%s.map(stemOf)", words) {
		if got != stems[i] {
			t.Errorf("the stem of %q is %q, want %q", words[i], got, stems[i])
		}
	}
	eachLine(t, "queries.jsonl", func(line string) {
		var v struct{ Query string }
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		if diff := same(book.wanted(t, v.Query), ask(t, ctx, []string{v.Query})[0]); diff != "" {
			t.Errorf("%q: bleve (-) and the browser (+) differ:\n%s", v.Query, diff)
		}
	})
}

// eachLine reads the lines of a file of vectors.
func eachLine(t *testing.T, name string, take func(line string)) {
	t.Helper()
	f, err := os.Open("../../internal/search/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	lines := bufio.NewScanner(f)
	for lines.Buffer(nil, 1<<20); lines.Scan(); n++ {
		take(lines.Text())
	}
	if err := lines.Err(); err != nil || n == 0 {
		t.Fatalf("%s: %d lines, %v", name, n, err)
	}
}

// evaluated gives what a page's expression makes of a value.
func evaluated[T any](t *testing.T, ctx context.Context, expression string, of any) T {
	t.Helper()
	text, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf(expression, text)))
	if err != nil {
		t.Fatalf("evaluate for %s: %v", text, err)
	}
	return got
}
