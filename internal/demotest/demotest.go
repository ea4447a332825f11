// Package demotest reads the demo casebook, for tests alone.
package demotest

import (
	"context"
	"io/fs"
	"testing"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Settings are those of the demo's files, which lie without their content folder.
func Settings(t testing.TB) config.Config {
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
	return c
}

// Book returns the demo, and the settings that it was read with. It is the whole
// book: who asked not to be named is.
func Book(t testing.TB) (*incident.Book, config.Config) {
	t.Helper()
	c := Settings(t)
	book, _, err := content.Load(context.Background(), demo.Files, content.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	return book, c
}
