package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
)

// someReviews are generated, with one whose title is ours.
func someReviews(title string) fstest.MapFS {
	files := booktest.Files(12)
	files["content/reviews/2026/2026-05-01-ours.md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\nstarted: 2026-05-01\n---\nThe heron looked at us.\n")}
	return files
}

func ask1(t *testing.T, ix *Index, query string) []string {
	t.Helper()
	a, err := ix.Ask(query, Asking{})
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, h := range a.Hits {
		slugs = append(slugs, h.Slug)
	}
	return slugs
}

// An index that was updated is equal to one that was made at once.
func TestUpdatedIsEqual(t *testing.T) {
	dir := t.TempDir()
	o := Options{Config: config.Default()}
	first := someReviews("A quiet night")
	ix := indexOf(t, dir, loadBook(t, first, o.Config), o)

	second := someReviews("An unquiet night")
	delete(second, pathOf(t, second, "consul"))
	second["content/reviews/2026/2026-06-01-new.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Herons again\nstarted: 2026-06-01\n---\nTwo of them.\n")}
	book := loadBook(t, second, o.Config)
	if err := ix.Update(context.Background(), book, o, "second"); err != nil {
		t.Fatal(err)
	}
	fresh := indexOf(t, t.TempDir(), book, o)
	for _, q := range append(booktest.Questions(book, 60), "heron", "unquiet", "quiet night", "her*") {
		want, err := fresh.Ask(q, Asking{Limit: 20, Facets: true})
		if err != nil {
			t.Fatal(err)
		}
		got, err := ix.Ask(q, Asking{Limit: 20, Facets: true})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: made at once (-), updated (+):\n%s", q, diff)
		}
	}
	if ix.Stamp() != "second" {
		t.Errorf("the stamp is %q", ix.Stamp())
	}
}

func pathOf(t *testing.T, files fstest.MapFS, part string) string {
	for name := range files {
		if strings.HasPrefix(name, "content/reviews/") && strings.Contains(name, part) {
			return name
		}
	}
	t.Fatalf("no review is of %q", part)
	return ""
}

// The same book again is only stamped anew.
func TestSameBookIsStamped(t *testing.T) {
	dir := t.TempDir()
	o := Options{Config: config.Default()}
	book := loadBook(t, someReviews("A quiet night"), o.Config)
	ix := indexOf(t, dir, book, o)
	name := ix.current.Name
	if err := ix.Update(context.Background(), book, o, "other"); err != nil {
		t.Fatal(err)
	}
	if ix.current.Name != name || ix.Stamp() != "other" {
		t.Errorf("generation %q with stamp %q, want %q with the other", ix.current.Name, ix.Stamp(), name)
	}
}

// What happens to files on a disk is found out, and the index made anew.
func TestDamageIsMended(t *testing.T) {
	o := Options{Config: config.Default()}
	book := loadBook(t, someReviews("A quiet night"), o.Config)
	cut := func(path string) error { return os.Truncate(path, 100) }
	scrawl := func(path string) error {
		info, err := os.Stat(path)
		check(t, err)
		return os.WriteFile(path, []byte(strings.Repeat("\xff", int(info.Size()))), 0o600)
	}
	for _, c := range []struct {
		file string
		harm func(path string) error
	}{
		{".zap", os.Remove}, {".zap", cut}, {".zap", scrawl}, {"root.bolt", scrawl}, {"table", scrawl}, {currentName, cut}, {currentName, scrawl},
	} {
		dir := t.TempDir()
		ix := indexOf(t, dir, book, o)
		check(t, c.harm(fileOf(t, ix, c.file)))
		check(t, ix.Close())
		ix, err := Open(dir)
		check(t, err)
		defer ix.Close()
		if ix.Stamp() != "" {
			t.Errorf("%s: the damage was not found", c.file)
			check(t, ix.Discard())
		}
		check(t, ix.Update(context.Background(), book, o, "again"))
		if got := ask1(t, ix, "heron"); len(got) != 1 {
			t.Errorf("%s: found %q", c.file, got)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fileOf(t *testing.T, ix *Index, part string) string {
	if part == currentName {
		return filepath.Join(ix.dir, currentName)
	}
	for name := range ix.current.Files {
		if strings.HasSuffix(name, part) {
			return filepath.Join(ix.dir, ix.current.Name, filepath.FromSlash(name))
		}
	}
	t.Fatalf("the index has no %q", part)
	return ""
}

// Several update and read one directory at once: each sees a whole index, and
// what is left is one generation.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	o := Options{Config: config.Default()}
	var all sync.WaitGroup
	for i := range 3 {
		book := loadBook(t, someReviews(fmt.Sprintf("Night number%d", i)), o.Config)
		all.Go(func() {
			ix, err := Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			defer ix.Close()
			for range 2 {
				if err := ix.Update(context.Background(), book, o, fmt.Sprint(i)); err != nil {
					t.Error(err)
				}
				if a, err := ix.Ask("heron", Asking{}); err != nil || a.Total != 1 {
					t.Errorf("%d found, %v", a.Total, err)
				}
			}
		})
	}
	all.Wait()
	ix, err := Open(dir)
	check(t, err)
	defer ix.Close()
	if got := ask1(t, ix, "heron"); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}

// An update that is given up leaves what was there.
func TestGivenUp(t *testing.T) {
	dir := t.TempDir()
	o := Options{Config: config.Default()}
	ix := indexOf(t, dir, loadBook(t, someReviews("A quiet night"), o.Config), o)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := ix.Update(ctx, loadBook(t, someReviews("Another"), o.Config), o, "other"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if got := ask1(t, ix, "quiet"); len(got) != 1 || ix.Stamp() != "stamp" {
		t.Errorf("found %q with stamp %q", got, ix.Stamp())
	}
	entries, err := os.ReadDir(dir)
	check(t, err)
	if len(entries) != 2 {
		t.Errorf("%d files are left, want the generation and its name", len(entries))
	}
}
