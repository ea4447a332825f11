package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRulesExplainThemselves holds every rule to what its page needs.
func TestRulesExplainThemselves(t *testing.T) {
	list := rules()
	for i, r := range list {
		if i > 0 && list[i-1].Name == r.Name {
			t.Errorf("%s is listed twice", r.Name)
		}
		switch {
		case r.About == "" || strings.HasSuffix(r.About, "."):
			t.Errorf("%s: about %q", r.Name, r.About)
		case len(r.Why) < 30 || !strings.HasSuffix(r.Why, ".") && !strings.HasSuffix(r.Why, "?"):
			t.Errorf("%s: does not say why: %q", r.Name, r.Why)
		case (r.Before == "") != (r.After == "") || r.Before != "" && r.Before == r.After:
			t.Errorf("%s: example %q, %q", r.Name, r.Before, r.After)
		}
	}
}

// TestEveryRuleIsListed looks through the program for the names of rules that it
// reports, and for names that nothing reports.
func TestEveryRuleIsListed(t *testing.T) {
	var listed []string
	for _, r := range rules() {
		listed = append(listed, r.Name)
	}
	used, literals := usedRules(t)
	for name, where := range used {
		if !slices.Contains(listed, name) {
			t.Errorf("%s reports %s, which has no page", where, name)
		}
	}
	for _, name := range listed {
		if !literals[name] && !madeOfParts(name) {
			t.Errorf("%s has a page, and nothing reports it", name)
		}
	}
}

// madeOfParts tells the rules whose names are put together: unknown-status by the
// key status.
func madeOfParts(name string) bool {
	return strings.HasPrefix(name, "unknown-") || strings.HasPrefix(name, "history-")
}

var kebab = regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)*$`)

// usedRules are all texts of the program, and the names given to whatever reports: as the field Rule, or as the
// first text of a trap, or as an argument of warn and its like.
func usedRules(t *testing.T) (used map[string]string, literals map[string]bool) {
	t.Helper()
	used, literals = make(map[string]string), make(map[string]bool)
	files, err := filepath.Glob("../../internal/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "/importer/") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			for _, name := range namesIn(n) {
				used[name] = file
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				literals[strings.Trim(lit.Value, "`\"")] = true
			}
			return true
		})
	}
	return used, literals
}

func namesIn(n ast.Node) []string {
	reports := []string{"warn", "fail", "report", "note", "share", "shareNote"}
	var texts []ast.Expr
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Rule" || key.Name == "Name") {
			texts = append(texts, n.Value)
		}
	case *ast.AssignStmt:
		if s, ok := n.Lhs[0].(*ast.SelectorExpr); ok && s.Sel.Name == "Rule" {
			texts = append(texts, n.Rhs[0])
		}
	case *ast.CompositeLit:
		if typ, ok := n.Type.(*ast.Ident); ok && typ.Name == "trap" && len(n.Elts) > 0 {
			texts = append(texts, n.Elts[0])
		}
	case *ast.CallExpr:
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains(reports, s.Sel.Name) && len(n.Args) > 2 {
			texts = n.Args[:min(4, len(n.Args))]
		}
	}
	var names []string
	for _, e := range texts {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		if name, err := strconv.Unquote(lit.Value); err == nil && kebab.MatchString(name) && strings.Contains(name, "-") {
			names = append(names, name)
			break // the first is the rule; what follows are words
		}
	}
	return names
}
