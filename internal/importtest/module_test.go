package importtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const (
	modulePath = "github.com/casebook-dev/casebook"
	moduleRoot = "../.."
)

// A pkg is a directory with Go files.
type pkg struct {
	dir   string // slash-separated, from the module's root
	room  string // its name in the table
	files []file
}

// A file is parsed Go.
type file struct {
	path string
	test bool
	ast  *ast.File
	fset *token.FileSet
}

// parseModule parses all Go files once. Asking `go list` instead would be
// cached wrongly: go test sees which files a test reads, not what a
// command started by it reads.
func parseModule(t *testing.T) []pkg {
	t.Helper()
	packages, err := parseOnce()
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

var parseOnce = sync.OnceValues(func() ([]pkg, error) {
	var packages []pkg
	fset := token.NewFileSet()
	err := filepath.WalkDir(moduleRoot, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		name := d.Name()
		if path != moduleRoot && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
			return filepath.SkipDir
		}
		p, err := parseDir(fset, path)
		if len(p.files) > 0 {
			packages = append(packages, p)
		}
		return err
	})
	return packages, err
})

func parseDir(fset *token.FileSet, path string) (pkg, error) {
	dir, err := filepath.Rel(moduleRoot, path)
	if err != nil {
		return pkg{}, err
	}
	p := pkg{dir: filepath.ToSlash(dir), room: roomOf(filepath.ToSlash(dir))}
	entries, err := os.ReadDir(path)
	if err != nil {
		return pkg{}, err
	}
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".go" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		parsed, err := parser.ParseFile(fset, filepath.Join(path, e.Name()), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return pkg{}, err
		}
		test := strings.HasSuffix(e.Name(), "_test.go")
		p.files = append(p.files, file{path: p.dir + "/" + e.Name(), test: test, ast: parsed, fset: fset})
	}
	return p, nil
}

// imports returns the paths that a file imports.
func (f file) imports() []string {
	var paths []string
	for _, spec := range f.ast.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// named returns the name by which the file calls an imported package; empty if
// it does not import it.
func (f file) named(path string) string {
	for _, spec := range f.ast.Imports {
		if spec.Path.Value != strconv.Quote(path) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path[strings.LastIndexByte(path, '/')+1:]
	}
	return ""
}

// uses calls found for each selection of one of the names from a package.
func (f file) uses(path string, names []string, found func(at token.Position, name string)) {
	as := f.named(path)
	if as == "" {
		return
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == as && slices.Contains(names, s.Sel.Name) {
			found(f.fset.Position(s.Pos()), s.Sel.Name)
		}
		return true
	})
}
