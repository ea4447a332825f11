package search

import (
	"flag"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Another book can be held to wishes of its own:
//
//	go test ./internal/search -run Ranking -ranking-book DIR -ranking-wishes FILE
var (
	rankingBook   = flag.String("ranking-book", "", "the casebook's `DIR` (default: the demo)")
	rankingWishes = flag.String("ranking-wishes", "testdata/ranking.txt", "the `FILE` of wishes")
)

// A wish is a query and the review that it should find.
type wish struct {
	query, slug string
	within      int // the first so many
}

func TestRanking(t *testing.T) {
	book, o := rankedBook(t)
	static := staticOf(t, book, o)
	for _, w := range wishes(t) {
		a := static.ask(w.query, Asking{Limit: max(w.within, 5)})
		at := slices.IndexFunc(a.Hits, func(h Hit) bool { return h.Slug == w.slug })
		if at >= 0 && at < w.within {
			continue
		}
		t.Errorf("%q (%s, %d hits): %s is at %d, not in the first %d", w.query, a.Mode, a.Total, w.slug, at+1, w.within)
		for _, h := range a.Hits {
			t.Logf("    %.3f  %s  %s", h.Score, h.Slug, h.Snippet)
		}
	}
}

func rankedBook(t *testing.T) (*incident.Book, Options) {
	if *rankingBook == "" {
		return demoBook(t)
	}
	fsys := os.DirFS(*rankingBook)
	var c config.Config
	for _, name := range []string{"casebook.yaml", "content/casebook.yaml"} {
		if text, err := fs.ReadFile(fsys, name); err == nil {
			c, _ = config.Parse(name, text)
		}
	}
	return loadBook(t, fsys, c), Options{Config: c}
}

func wishes(t *testing.T) []wish {
	data, err := os.ReadFile(*rankingWishes)
	if err != nil {
		t.Fatal(err)
	}
	var list []wish
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		query, rest, ok := strings.Cut(line, " = ")
		fields := strings.Fields(rest)
		if !ok || len(fields) == 0 || len(fields) > 2 {
			t.Fatalf("a wish is «query = slug» or «query = slug 3»: %s", line)
		}
		w := wish{query: query, slug: fields[0], within: 1}
		if len(fields) == 2 {
			if w.within, err = strconv.Atoi(fields[1]); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
		}
		list = append(list, w)
	}
	return list
}
