package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	demo "github.com/casebook-dev/casebook/content"
)

// TestDemoNamesNobodyVeiled looks on every page for the names of those who are
// hidden or go by another name: a text that names them without an @ gives away
// what their profile asks for.
func TestDemoNamesNobodyVeiled(t *testing.T) {
	tree := demoForItsPeople(t)
	any := regexp.MustCompile(`(?:^|[^\pL])(?:` + strings.Join(veiledNames(t), "|") + `)(?:[^\pL]|$)`)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isText(name) {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if at := any.FindIndex(data); at != nil {
			t.Errorf("%s: …%s…", name, data[max(0, at[0]-40):min(len(data), at[1]+20)])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// demoForItsPeople is the demo's site as its own people see it, with its history:
// what earlier drafts said is on the pages of how a story changed.
func demoForItsPeople(t *testing.T) fs.FS {
	t.Helper()
	dir := t.TempDir()
	var said strings.Builder
	p := &program{out: &said, err: &said, now: time.Now, quiet: true}
	book, site := filepath.Join(dir, "book"), filepath.Join(dir, "site")
	for _, args := range [][]string{{"demo", book}, {"build", "--source", book, "--output", site}} {
		if code := p.run(t.Context(), args); code != exitFine {
			t.Fatalf("%s ended with %d:\n%s", args[0], code, said.String())
		}
	}
	return os.DirFS(site)
}

// veiledNames are the words of the names of people who are not listed, and their
// keys.
func veiledNames(t *testing.T) []string {
	t.Helper()
	veiled := regexp.MustCompile(`(?m)^visibility: (?:hidden|pseudonym)$`)
	named := regexp.MustCompile(`(?m)^name: (.+)$`)
	files, err := fs.Glob(demo.Files, "people/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, name := range files {
		data, err := fs.ReadFile(demo.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		if m := named.FindSubmatch(data); m != nil && veiled.Match(data) {
			for _, word := range append(strings.Fields(string(m[1])), strings.TrimSuffix(path.Base(name), ".md")) {
				words = append(words, regexp.QuoteMeta(word))
			}
		}
	}
	if len(words) == 0 {
		t.Fatal("the demo veils nobody: there is nothing to look for")
	}
	return words
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".html", ".json", ".xml", ".js", ".txt":
		return true
	}
	return false
}
