package scaffold_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/scaffold"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestPastCases reads casebooks with what is told of their past, and what comes of
// it: the commits, or the problems.
func TestPastCases(t *testing.T) {
	casetest.Run(t, *update, func(t *testing.T, a *txtar.Archive) {
		a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
		given := fstest.MapFS{}
		for _, f := range a.Files {
			given[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(told(past(t, given)))})
	})
}

// past makes the past of the casebook in a file system.
func past(t *testing.T, files fs.FS) ([]scaffold.Commit, diag.List) {
	t.Helper()
	c := config.Default()
	c.Places = config.Places{Reviews: "reviews", People: "people", Calendar: "calendar", Services: "services", Teams: "teams", Tags: "tags", Factors: "factors", Patterns: "patterns", Pages: "pages"}
	book, _, err := content.Load(context.Background(), files, content.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	texts, err := fs.Sub(files, "_history")
	if err != nil {
		t.Fatal(err)
	}
	commits, problems, err := scaffold.Past(scaffold.PastOptions{
		Book: book, Files: files, Texts: texts, Under: "content", URL: "https://code.example/book", Mail: "example.org",
	})
	if err != nil {
		t.Fatal(err)
	}
	return commits, problems
}

// told writes commits with the files that each changed.
func told(commits []scaffold.Commit, problems diag.List) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintln(&b, p)
	}
	for i, c := range commits {
		fmt.Fprintf(&b, "== %d after %v, by %s <%s> at %s", i, c.Parents, c.Author.Name, c.Author.Email, c.Author.When.Format("2006-01-02 15:04 -0700"))
		if c.Committer != c.Author {
			fmt.Fprintf(&b, ", committed by %s", c.Committer.Name)
		}
		fmt.Fprintf(&b, "\n%s", c.Message)
		before := map[string]string{}
		if len(c.Parents) > 0 {
			for _, f := range commits[c.Parents[0]].Files {
				before[f.Path] = string(f.Data)
			}
		}
		for _, f := range c.Files {
			if was, known := before[f.Path]; !known || was != string(f.Data) {
				fmt.Fprintf(&b, "-- %s\n%s", f.Path, f.Data)
			}
			delete(before, f.Path)
		}
		for name := range before {
			fmt.Fprintf(&b, "-- %s is gone\n", name)
		}
	}
	return b.String()
}

// TestThePastLeadsToThePresent holds that the demo's past can be made, ends with
// the demo as it is, and is the same each time.
func TestThePastLeadsToThePresent(t *testing.T) {
	commits, problems := past(t, demo.Files)
	if len(problems) > 0 {
		var b strings.Builder
		problems.WriteText(&b)
		t.Fatal(b.String())
	}
	last := commits[len(commits)-1]
	n := 0
	err := fs.WalkDir(demo.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.Name() == "_history" {
				return fs.SkipDir
			}
			return err
		}
		n++
		data, err := demo.Files.ReadFile(name)
		at := slices.IndexFunc(last.Files, func(f scaffold.File) bool { return f.Path == path.Join("content", name) })
		if at < 0 || !bytes.Equal(last.Files[at].Data, data) {
			t.Errorf("%s is not as it is today", name)
		}
		return err
	})
	if err != nil || n != len(last.Files) {
		t.Errorf("%d files at the end, and %d today: %v", len(last.Files), n, err)
	}
	again, _ := past(t, demo.Files)
	if told(commits, nil) != told(again, nil) {
		t.Error("made a second time, it is another past")
	}
}
