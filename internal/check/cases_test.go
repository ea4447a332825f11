package check_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/incident"
)

var update = flag.Bool("update", false, "rewrite want/problems of testdata/*.txtar")

// TestCases loads each archive as a repository, holds the rules against it, and
// compares what they say with want/problems. Each rule has an archive of its
// name, in which it speaks and in which it is silent.
func TestCases(t *testing.T) {
	for _, rule := range check.Rules() {
		if rule.Name == "folder-size" {
			continue // has a test of its own
		}
		t.Run(rule.Name, func(t *testing.T) {
			name := filepath.Join("testdata", rule.Name+".txtar")
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			runCase(t, name, rule.Name, archive)
		})
	}
}

func runCase(t *testing.T, name, rule string, archive *txtar.Archive) {
	want := ""
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool {
		if f.Name == "want/problems" {
			want = string(f.Data)
			return true
		}
		return false
	})
	got := problems(t, archive)
	if !strings.Contains(got, "["+rule+"]") {
		t.Errorf("the rule says nothing:\n%s", got)
	}
	if *update {
		archive.Files = append(archive.Files, txtar.File{Name: "want/problems", Data: []byte(got)})
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("--- got\n%s--- want\n%s", got, want)
	}
}

// problems writes what the rules say of a repository; what content says of it
// keeps the case from being one of rules.
func problems(t *testing.T, archive *txtar.Archive) string {
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	c := config.Default()
	if f := fsys["casebook.yaml"]; f != nil {
		c, _ = config.Parse("casebook.yaml", f.Data)
	}
	book, found, err := content.Load(context.Background(), fsys, content.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := found.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if text.Len() > 0 {
		t.Errorf("content has remarks of its own:\n%s", text.String())
		text.Reset()
	}
	o := check.Options{Config: c, Known: content.Rules(), Before: before(fsys["before.txt"])}
	committed, err := check.Committed(fsys, book, o)
	if err != nil {
		t.Fatal(err)
	}
	list := append(check.Run(book, o), committed...)
	o.Changed = func(string) bool { return false }
	check.Run(book, o) // of a branch that touches nothing it may say little, and must not fall over
	list.Sort()
	if err := list.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// before reads what reviews were before the branch: «slug: status», one a line.
func before(f *fstest.MapFile) map[string]incident.Status {
	if f == nil {
		return nil
	}
	was := make(map[string]incident.Status)
	for line := range strings.Lines(string(f.Data)) {
		slug, status, _ := strings.Cut(strings.TrimSpace(line), ": ")
		was[slug] = incident.Status(status)
	}
	return was
}

func TestRulesAreSorted(t *testing.T) {
	rules := check.Rules()
	for i := 1; i < len(rules); i++ {
		if rules[i-1].Name >= rules[i].Name {
			t.Errorf("%s comes before %s", rules[i-1].Name, rules[i].Name)
		}
	}
}
