package main

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/site"
)

// awkwardKinds are pages of testdata/awkward.txtar.
var awkwardKinds = []string{
	"", "reviews/", "reviews/2026-05-02-crowd/", "reviews/2026-05-03-word/", "reviews/2026-05-04-nobody/", "reviews/2026-05-05-empty/",
	"reviews/2026-05-06-wide/", "reviews/2026-05-07-scripts/", "reviews/2026-05-08-talk/", "reviews/2026-05-08-talk/conversation/",
	"services/", "people/", "people/p02/", "teams/", "tags/", "factors/everything-at-once/", "learnings/", "questions/", "actions/", "calendar/",
	"patterns/", "learning/", "opportunities/", "facilitators/",
}

// A servedBook is a site in memory behind a server, and one page of each kind.
type servedBook struct {
	name  string
	site  fs.FS
	kinds []string
	url   string // ends in /
}

// books serves the demo, what nobody has written yet, and what is hard to show.
func books(t *testing.T) []servedBook {
	t.Helper()
	empty := siteOf(t, new(txtar.Archive))
	all := []servedBook{
		{name: "demo", site: demoSite(t, 0), kinds: kinds},
		{name: "awkward", site: awkwardSite(t), kinds: awkwardKinds},
		{name: "branch", site: branchSite(t), kinds: []string{"pull-request/", "report.html"}},
		{name: "empty", site: empty, kinds: []string{
			"", "reviews/", "calendar/", "actions/", "learnings/", "people/", "patterns/",
			"learning/", "opportunities/", "game-days/", "facilitators/", "patterns/when/",
		}},
	}
	for i := range all {
		server := httptest.NewServer(http.FileServerFS(all[i].site))
		t.Cleanup(server.Close)
		all[i].url = server.URL + "/"
	}
	return all
}

func awkwardSite(t *testing.T) fs.FS {
	t.Helper()
	book, err := txtar.ParseFile("testdata/awkward.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return siteOf(t, book)
}

// siteOf builds a book that may have problems.
func siteOf(t *testing.T, files *txtar.Archive) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range files.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	settings, err := fs.ReadFile(fsys, "casebook.yaml")
	if err != nil {
		settings = nil // a book may do without
	}
	cfg, _ := config.Parse("casebook.yaml", settings)
	book, _, err := content.Load(context.Background(), fsys, content.Options{Config: cfg})
	if err != nil {
		t.Fatal(err)
	}
	var sink output.Memory
	if _, _, err := site.Build(context.Background(), book, site.Options{Config: cfg, Source: fsys}, &sink); err != nil {
		t.Fatal(err)
	}
	return sink.FS()
}
