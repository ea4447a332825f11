package search

import (
	"context"
	"io/fs"
	"testing"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/demotest"
	"github.com/casebook-dev/casebook/internal/incident"
)

// loadBook reads a casebook, and fails the test when that cannot be done.
func loadBook(t testing.TB, fsys fs.FS, c config.Config) *incident.Book {
	t.Helper()
	book, _, err := content.Load(context.Background(), fsys, content.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// demoBook is the demo, and the options to search it with.
func demoBook(t testing.TB) (*incident.Book, Options) {
	t.Helper()
	book, c := demotest.Book(t)
	return book, Options{Config: c}
}

func staticOf(t *testing.T, book *incident.Book, o Options) *staticReader {
	t.Helper()
	var m sinkMemory
	if _, err := Static(context.Background(), book, o, &m); err != nil {
		t.Fatal(err)
	}
	return openStatic(t, &m)
}
