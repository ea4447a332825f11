package gitrepo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestOnlyObjectsAndReferences holds that go-git stores objects here and does
// nothing else: its own history, differ, work tree and transport are wrong, slow,
// or have no business in a build.
func TestOnlyObjectsAndReferences(t *testing.T) {
	allowed := []string{
		"github.com/go-git/go-billy/v5", "github.com/go-git/go-billy/v5/osfs",
		"github.com/go-git/go-git/v5/plumbing", "github.com/go-git/go-git/v5/plumbing/cache",
		"github.com/go-git/go-git/v5/plumbing/filemode", "github.com/go-git/go-git/v5/plumbing/format/config",
		"github.com/go-git/go-git/v5/plumbing/format/index",
		"github.com/go-git/go-git/v5/storage/filesystem", "github.com/go-git/go-git/v5/storage/filesystem/dotgit",
	}
	forbidden := []string{"Log", "DiffTree", "DiffTreeWithOptions", "Blame", "Worktree", "PlainOpen", "PlainClone", "Clone", "Fetch", "Push", "Pull", "Checkout"}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range parsed.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(path, "go-git") {
				continue
			}
			seen++
			if !slices.Contains(allowed, path) {
				t.Errorf("%s imports %s", f.Name(), path)
			}
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(forbidden, sel.Sel.Name) {
				return true
			}
			if of, ok := sel.X.(*ast.Ident); !ok || !slices.Contains([]string{"slices", "maps", "bytes", "heap"}, of.Name) {
				t.Errorf("%s calls %s", f.Name(), sel.Sel.Name)
			}
			return true
		})
	}
	if seen < 5 {
		t.Errorf("only %d imports of go-git were seen: the test looks at the wrong files", seen)
	}
}
