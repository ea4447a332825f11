// Package casetest runs the text cases of testdata/*.txtar, for tests alone. An
// archive holds what goes in and, as files beside it, what is to come out.
package casetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Run has fill put into each archive what comes out, and compares that with what
// the archive had. With update, it writes it there instead.
func Run(t *testing.T, update bool, fill func(*testing.T, *txtar.Archive)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := contents(a)
			fill(t, a)
			if !update {
				compare(t, want, contents(a))
			} else if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// contents are an archive's files by name, as they would be written.
func contents(a *txtar.Archive) map[string]string {
	files := make(map[string]string, len(a.Files))
	for _, f := range txtar.Parse(txtar.Format(a)).Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

func compare(t *testing.T, want, got map[string]string) {
	t.Helper()
	for name, text := range got {
		if wanted, there := want[name]; !there {
			t.Errorf("%s: nothing is wanted of it; run with -update", name)
		} else if diff := cmp.Diff(wanted, text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for name := range want {
		if _, there := got[name]; !there {
			t.Errorf("%s: it is wanted, and nothing comes out", name)
		}
	}
}
