package importtest

import (
	"go/ast"
	"go/doc"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// topLevel lists what may lie at the root of the repository; the last line is
// what building leaves there and Git ignores.
const topLevel = `
	cmd internal layouts assets content
	go.mod go.sum Makefile README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md LICENSE
	.ci .audit .bench .github .git .gitignore .gitattributes .editorconfig
	bin public .public.casebook .cache .screenshots`

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !has(topLevel, e.Name()) {
			t.Errorf("%s: does not belong at the top of the repository", e.Name())
		}
	}
}

// Files are named for the thing a person can name.
func TestNames(t *testing.T) {
	const empty = "util utils common helper helpers types model models manager misc"
	for _, p := range parseModule(t) {
		for _, f := range p.files {
			base := strings.TrimSuffix(f.path[strings.LastIndexByte(f.path, '/')+1:], ".go")
			if word := strings.TrimSuffix(base, "_test"); has(empty, word) || has(empty, f.ast.Name.Name) {
				t.Errorf("%s: says nothing of what it holds", f.path)
			}
		}
	}
}

// eachProgramFile calls check for the files of the program, its tests left out.
func eachProgramFile(t *testing.T, check func(p pkg, f file)) {
	t.Helper()
	for _, p := range parseModule(t) {
		for _, f := range p.files {
			if !f.test {
				check(p, f)
			}
		}
	}
}

func TestNoInit(t *testing.T) {
	eachProgramFile(t, func(_ pkg, f file) {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: func init: nothing happens before main", f.path)
			}
		}
	})
}

// Time, chance and the place where the program was started are inputs: only cmd
// asks for them. What only tests import may run a clock, and draw from a seed.
func TestInputsComeFromCmd(t *testing.T) {
	eachProgramFile(t, func(p pkg, f file) {
		if has("cmd/casebook browsertest booktest", p.room) {
			return
		}
		report := func(at token.Position, name string) {
			t.Errorf("%s:%d: %s: only cmd/casebook may ask for it", f.path, at.Line, name)
		}
		f.uses("time", []string{"Now", "Since", "Until", "Local"}, report)
		f.uses("os", []string{"Getwd", "Getenv", "LookupEnv", "Environ", "Args", "Exit", "Stdin", "Stdout", "Stderr", "UserHomeDir"}, report)
		for _, path := range []string{"math/rand", "math/rand/v2", "crypto/rand", "flag"} {
			if slices.Contains(f.imports(), path) {
				t.Errorf("%s: imports %s: only cmd/casebook may", f.path, path)
			}
		}
	})
}

// What no template escapes is made where it can be looked over.
func TestUnescaped(t *testing.T) {
	kinds := []string{"HTML", "HTMLAttr", "CSS", "JS", "JSStr", "Srcset", "URL"}
	eachProgramFile(t, func(p pkg, f file) {
		if has("markdown compare chart", p.room) || has("internal/site/furniture.go internal/site/markup.go internal/site/table.go", f.path) { // what a template wrote; links and times; tables
			return
		}
		as := f.named("html/template")
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || as == "" {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(kinds, s.Sel.Name) {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == as {
				t.Errorf("%s:%d: template.%s(…): made in markdown, compare and chart alone", f.path, f.fset.Position(call.Pos()).Line, s.Sel.Name)
			}
			return true
		})
	})
}

func TestDocumented(t *testing.T) {
	for _, p := range parseModule(t) {
		d, err := document(p)
		if err != nil {
			t.Fatal(err)
		}
		if d == nil {
			continue // tests alone
		}
		if d.Doc == "" {
			t.Errorf("%s: the package has no comment", p.dir)
		}
		for _, name := range undocumented(d) {
			t.Errorf("%s: %s has no comment", p.dir, name)
		}
	}
}

// document reads the comments of a package; nil when it has only tests.
func document(p pkg) (*doc.Package, error) {
	var files []*ast.File
	var fset *token.FileSet
	for _, f := range p.files {
		if !f.test {
			files, fset = append(files, f.ast), f.fset
		}
	}
	if files == nil {
		return nil, nil
	}
	return doc.NewFromFiles(fset, files, modulePath+"/"+p.dir, doc.PreserveAST)
}

// undocumented returns the exported names without a comment of their own. Names
// of one block of constants or variables may share the block's.
func undocumented(d *doc.Package) []string {
	var names []string
	values := func(list []*doc.Value) {
		for _, v := range list {
			names = append(names, undocumentedValues(v)...)
		}
	}
	funcs := func(list []*doc.Func, of string) {
		for _, f := range list {
			if f.Doc == "" {
				names = append(names, of+f.Name)
			}
		}
	}
	values(d.Consts)
	values(d.Vars)
	funcs(d.Funcs, "")
	for _, typ := range d.Types {
		if typ.Doc == "" {
			names = append(names, typ.Name)
		}
		values(typ.Consts)
		values(typ.Vars)
		funcs(typ.Funcs, "")
		funcs(typ.Methods, typ.Name+".")
	}
	return names
}

func undocumentedValues(v *doc.Value) []string {
	if v.Doc != "" {
		return nil
	}
	var names []string
	for _, s := range v.Decl.Specs {
		spec, ok := s.(*ast.ValueSpec)
		if !ok || spec.Doc != nil || spec.Comment != nil {
			continue
		}
		for _, n := range spec.Names {
			if n.IsExported() {
				names = append(names, n.Name)
			}
		}
	}
	return names
}
