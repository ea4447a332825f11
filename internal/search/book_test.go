package search

import (
	"context"
	"io/fs"
	"testing"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
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

// demoBook is the demo, which lies without its content folder.
func demoBook(t testing.TB) (*incident.Book, Options) {
	t.Helper()
	settings, err := fs.ReadFile(demo.Files, "casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Parse("casebook.yaml", settings)
	c.Places = config.Places{
		Reviews: "reviews", People: "people", Teams: "teams", Services: "services", Tags: "tags", Factors: "factors",
		Calendar: "calendar", Patterns: "patterns", Pages: "pages",
	}
	return loadBook(t, demo.Files, c), Options{Config: c}
}

func staticOf(t *testing.T, book *incident.Book, o Options) *staticReader {
	t.Helper()
	var m sinkMemory
	if _, err := Static(context.Background(), book, o, &m); err != nil {
		t.Fatal(err)
	}
	return openStatic(t, &m)
}
