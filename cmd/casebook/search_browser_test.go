package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/demotest"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/search"
	"github.com/casebook-dev/casebook/internal/site"
)

// A searchedBook is a site with its search, and the same book as bleve has it.
type searchedBook struct {
	book  *incident.Book
	site  fs.FS
	bleve *search.Index
}

// askScript takes the place of the panel's and the page's script: it answers as
// they do, and tells the test everything.
const askScript = `
import { Book } from "./scripts/search/book.ts";
import { find } from "./scripts/search/find.ts";
import { understand } from "./scripts/search/query.ts";
import { tokens } from "./scripts/search/tokens.ts";
const book = new Book(new URL(".", document.querySelector<HTMLAnchorElement>("a[data-script]")!.href));
const word = 2 * 63 * 1024; // what points are counted by
async function answered(question: string) {
	const { all, total, instead, near, groups, facet, hits } = await book.ask(question);
	const facets: Record<string, unknown> = {};
	for (const group of groups) facets[group] = (await facet(group)).filter((value) => value.count > 0);
	const index = await book.index();
	const { docs, points } = await find(understand(question, index), index);
	const scored = (await hits(20)).map((hit, i) => ({ ...hit, score: points[docs[i]] / word }));
	return { all, total, instead, near, facets, hits: scored };
}
book.index().then((index) => Object.assign(window, {
	cut: (text: string) => tokens(text).map(({ surface, start, end }, i) => [i, start, end, surface, index.stem(surface)]),
	stemOf: (word: string) => index.stem(word),
}));
Object.assign(window, { asked: async (questions: string[]) => {
	const answers = [];
	for (const question of questions) answers.push(await answered(question));
	return JSON.stringify(answers);
}});
`

// searchBook builds the site of a book, with its search.
func searchBook(t *testing.T, files fs.FS, cfg config.Config, over fs.FS) *searchedBook {
	t.Helper()
	ctx := context.Background()
	book, _, err := content.Load(ctx, files, content.Options{Config: cfg})
	if err != nil {
		t.Fatal(err)
	}
	var sink output.Memory
	if _, _, err := site.Build(ctx, book, site.Options{Config: cfg, Assets: over}, &sink); err != nil {
		t.Fatal(err)
	}
	if _, err := search.Static(ctx, book, search.Options{Config: cfg}, &sink); err != nil {
		t.Fatal(err)
	}
	ix, err := search.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	if err := ix.Update(ctx, book, search.Options{Config: cfg}, "stamp"); err != nil {
		t.Fatal(err)
	}
	return &searchedBook{book, sink.FS(), ix}
}

func (b *searchedBook) serve(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.FileServerFS(b.site))
	t.Cleanup(server.Close)
	return server
}

func archived(text string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// An answer is what of an answer must be the same wherever it was asked.
type answer struct {
	All     int
	Total   int
	Instead []search.Instead
	Near    []string
	Hits    []search.Hit
	Facets  map[string][]search.Value
}

// ask asks the browser's page, which must have loaded askScript.
func ask(t *testing.T, ctx context.Context, questions []string) []answer {
	t.Helper()
	list, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf("asked(%s)", list), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("ask %q: %v", questions[0], err)
	}
	var answers []answer
	if err := json.Unmarshal([]byte(text), &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// wanted is bleve's answer, of which a browser need not know the rest.
func (b *searchedBook) wanted(t *testing.T, question string) answer {
	t.Helper()
	a, err := b.bleve.Ask(question, search.Asking{Limit: 20, Facets: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Hits {
		h := &a.Hits[i]
		h.Slug, h.ID, h.Services, h.Summary, h.Path = "", "", nil, "", ""
		if h.Where != nil {
			h.Where.Anchor = ""
		}
	}
	for group, values := range a.Facets {
		var there []search.Value
		for _, v := range values {
			if v.Count > 0 {
				there = append(there, search.Value{Key: v.Key, Name: v.Name, Count: v.Count})
			}
		}
		a.Facets[group] = there
	}
	return answer{All: a.All, Total: a.Total, Instead: a.Instead, Near: a.Nearest, Hits: a.Hits, Facets: a.Facets}
}

// same compares answers: scores to a millionth.
func same(want, got answer) string {
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-6 })
	empty := cmp.FilterValues(func(a, b []search.Value) bool { return len(a)+len(b) == 0 }, cmp.Ignore())
	got.Facets = nonEmpty(got.Facets)
	want.Facets = nonEmpty(want.Facets)
	if len(want.Near) == 0 {
		want.Near, got.Near = nil, nil // a browser may propose more
	}
	return cmp.Diff(want, got, near, empty, cmp.Transformer("marks", joined), ignoreEmpty)
}

var ignoreEmpty = cmp.FilterValues(func(a, b []search.Instead) bool { return len(a)+len(b) == 0 }, cmp.Ignore())

func nonEmpty(facets map[string][]search.Value) map[string][]search.Value {
	kept := map[string][]search.Value{}
	for group, values := range facets {
		if len(values) > 0 {
			kept[group] = values
		}
	}
	return kept
}

// joined are marks without the overlaps of pairs of characters.
func joined(marks []search.Mark) [][2]int {
	var list [][2]int
	for _, m := range marks {
		if n := len(list); n > 0 && m[0] < list[n-1][1] {
			list[n-1][1] = max(list[n-1][1], m[1])
			continue
		}
		list = append(list, m)
	}
	return list
}

func askOver() fs.FS { return fstest.MapFS{"search.ts": {Data: []byte(askScript)}} }

// TestSearchEqualsBleve asks hundreds of questions twice: in a browser, from the
// static form, and bleve.
func TestSearchEqualsBleve(t *testing.T) {
	for _, b := range []struct {
		name  string
		files fs.FS
		n     int
	}{
		{"demo", nil, 320},
		{"generated", booktest.Files(120), 320},
	} {
		t.Run(b.name, func(t *testing.T) {
			ctx := browsertest.Start(t)
			cfg := config.Default()
			if b.files == nil {
				b.files, cfg = demo.Files, demotest.Settings(t)
			}
			book := searchBook(t, b.files, cfg, askOver())
			if err := chromedp.Do(ctx, chromedp.Navigate(book.serve(t).URL+"/search/")); err != nil {
				t.Fatal(err)
			}
			questions := booktest.Questions(book.book, b.n)
			found := 0
			for i, got := range ask(t, ctx, questions) {
				want := book.wanted(t, questions[i])
				if diff := same(want, got); diff != "" {
					t.Errorf("%q: bleve (-) and the browser (+) differ:\n%s", questions[i], diff)
				}
				if want.Total > 0 {
					found++
				}
			}
			t.Logf("%d of %d questions found something", found, len(questions))
			if found < len(questions)/2 {
				t.Error("too few questions find something to compare anything")
			}
		})
	}
}
