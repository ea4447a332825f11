package search

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/incident"
)

func indexOf(t testing.TB, dir string, book *incident.Book, o Options) *Index {
	t.Helper()
	ix, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	if err := ix.Update(context.Background(), book, o, "stamp"); err != nil {
		t.Fatal(err)
	}
	return ix
}

// The static form answers as bleve's index does: the same reviews in the same
// order with the same scores, places, snippets and counts.
func TestStaticEqualsBleve(t *testing.T) {
	book, o := demoBook(t)
	static := staticOf(t, book, o)
	ix := indexOf(t, t.TempDir(), book, o)
	found := 0
	for i, q := range booktest.Questions(book, 320) {
		o := Asking{Limit: 20, Facets: i%4 == 0}
		want, err := ix.Ask(q, o)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Hits {
			want.Hits[i].Path = "" // a browser has no files
		}
		if diff := cmp.Diff(want, static.ask(q, o)); diff != "" {
			t.Errorf("%q: bleve's answer (-) is not the static form's (+):\n%s", q, diff)
		}
		if want.Total > 0 {
			found++
		}
	}
	t.Logf("%d queries found something", found)
}
