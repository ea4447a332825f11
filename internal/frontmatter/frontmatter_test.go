package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/diag"
)

func TestLastLineWithoutNewline(t *testing.T) {
	doc, problems := Parse("x.md", []byte("---\ntitle: x\n---"))
	if doc.Root.Get("title").Sentence() != "x" || len(doc.Body) != 0 || doc.BodyLine != 4 || len(problems) != 0 {
		t.Errorf("got %+v, %v", doc, problems)
	}
}

func TestLimits(t *testing.T) {
	sources := map[string]string{
		"front-matter-too-long": "---\ntitle: x\n" + strings.Repeat("# comment\n", 7000) + "---\nBody.",
		"text-too-long":         "---\ntitle: " + strings.Repeat("x", maxText+1) + "\n---\nBody.",
		"too-many-values":       "---\ntags: [" + strings.Repeat("a,", maxValues) + "]\n---\nBody.",
		"too-deep":              "---\na: " + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth) + "\n---\nBody.",
		"yaml-syntax":           "---\na: " + strings.Repeat("{a: ", 16000) + "\n---\nBody.",
		"json-syntax":           "{\"a\":" + strings.Repeat("[", 60000) + "}\nBody.",
		"toml-syntax":           "+++\na=" + strings.Repeat("[", 60000) + "\n+++\nBody.",
	}
	for rule, src := range sources {
		start := time.Now()
		doc, problems := Parse("x.md", []byte(src))
		if !hasRule(problems, rule) && rule != "yaml-syntax" && rule != "json-syntax" {
			t.Errorf("%s: got %v", rule, problems)
		}
		if doc.Root != nil || !bytes.Equal(bytes.TrimSpace(doc.Body), []byte("Body.")) {
			t.Errorf("%s: root %v, body %.20q", rule, doc.Root, doc.Body)
		}
		if took := time.Since(start); took > patience*5*time.Second {
			t.Errorf("%s: took %v", rule, took)
		}
	}
}

// TestTime holds that what cannot be read is given up soon, whatever it is.
func TestTime(t *testing.T) {
	for name, block := range map[string]string{
		"open brackets":     "a: b: c\n" + strings.Repeat("[\n", 30000),
		"open quotes":       "a: b: c\n" + strings.Repeat("\"\n", 30000),
		"long open bracket": "a: b: c\nd: " + strings.Repeat("[", 60000) + "\n",
		"many traps":        strings.Repeat("a: @\n", 12000),
		"many keys":         strings.Repeat("a: [b, {c: d}]\n", 4000),
		"one line":          "a: [" + strings.Repeat("b,", 4900) + strings.Repeat(" ", 54000) + "]\n",
		"far items":         "a: [" + strings.Repeat(" ", 54000) + strings.Repeat("b,", 4900) + "]\n",
		"comments":          strings.Repeat("a: b #c\n", 8000),
		"one comment":       "a: [" + strings.Repeat("b\n ,", 10000) + "] #c\n",
		"short and broken":  strings.Repeat("a: [b]\n", 199) + strings.Repeat("{", 6000) + "\n",
		"tabs":              strings.Repeat("\t\n", 30000),
		"dashes":            strings.Repeat("- ", 30000) + "\n",
	} {
		for _, form := range []string{"---", "+++", ";;;"} {
			start := time.Now()
			Parse("x.md", []byte(form+"\n"+block+form+"\nBody.\n"))
			if took := time.Since(start); took > patience*5*time.Second {
				t.Errorf("%s %s: took %v", form, name, took)
			} else if testing.Verbose() {
				t.Logf("%s %s: %v", form, name, took)
			}
		}
	}
}

func hasRule(l diag.List, rule string) bool {
	for _, p := range l {
		if p.Rule == rule {
			return true
		}
	}
	return false
}

func TestSentence(t *testing.T) {
	for src, want := range map[string]string{
		"a: plain":             "plain",
		"a:":                   "",
		"a:\n  Retries: hide":  "Retries: hide",
		"a:\n  Retries:":       "Retries",
		"a: {x: y, z: w}":      "",
		"a: [x]":               "",
		"a:\n  b:\n    c: d e": "b: c: d e",
	} {
		root, _ := ParseYAML("x.yaml", []byte(src))
		if got := root.Get("a").Sentence(); got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}

func TestQuoteReadsAsItself(t *testing.T) {
	for _, text := range []string{"", "Kafka: lost", `a "b"`, `it's "so"`, `C:\x`, "two\nlines", "tab\t\"", "#x", "~"} {
		root, problems := ParseYAML("x.yaml", []byte("a: "+Quote(text)+"\n"))
		if got := root.Get("a").Sentence(); got != text || len(problems) > 0 {
			t.Errorf("%q: got %q, %v", text, got, problems)
		}
	}
}

// FuzzParse holds that nothing an author writes ends the program, and that
// every position lies within the file.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"traps", "values", "documents"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if !strings.HasSuffix(file.Name, ".want") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		start := time.Now()
		doc, problems := Parse("x.md", src)
		root, more := ParseYAML("x.yaml", src)
		if took := time.Since(start); took > patience*5*time.Second {
			t.Fatalf("took %v", took)
		}
		if !bytes.Equal(src, before) || !bytes.HasSuffix(src, doc.Body) {
			t.Fatal("the source was changed, or the body is no part of it")
		}
		if want := 1 + bytes.Count(src[:len(src)-len(doc.Body)], []byte("\n")); doc.BodyLine != want && len(doc.Body) > 0 {
			t.Fatalf("body line %d, want %d", doc.BodyLine, want)
		}
		lines := bytes.Split(src, []byte("\n"))
		for _, p := range append(problems, more...) {
			within(t, lines, p.Line, p.Column)
		}
		checkNode(t, lines, doc.Root, 0)
		checkNode(t, lines, root, 0)
	})
}

func within(t *testing.T, lines [][]byte, line, column int) {
	if line < 1 || line > len(lines) || column < 1 || column > len([]rune(string(lines[line-1])))+2 {
		t.Fatalf("%d:%d is not in the file", line, column)
	}
}

func checkNode(t *testing.T, lines [][]byte, n *Node, depth int) {
	if n == nil {
		return
	}
	if depth > maxDepth {
		t.Fatal("too deep")
	}
	within(t, lines, n.Line, n.Column)
	for _, f := range n.Fields {
		within(t, lines, f.Line, f.Column)
		checkNode(t, lines, f.Value, depth+1)
	}
	for _, item := range n.Items {
		checkNode(t, lines, item, depth+1)
	}
}

func BenchmarkParse(b *testing.B) {
	src := []byte(`---
title: "Name lookups stopped during a routine reboot"
id: CASE-7
severity: sev2
started: 2026-03-14T02:04:00Z
summary: >-
  A paragraph of some words
  over two lines.
services: [lookup, checkout]
tags: [reboot, certificate]
participants:
  - who: kim
    role: responder
    on_call: [lookup]
review: {depth: standard, facilitator: sam}
actions:
  items:
    - {title: "Tell them", owner: platform, state: open}
---
` + strings.Repeat("Some words of a narrative that is not looked at.\n", 100))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, problems := Parse("x.md", src); doc.Root == nil || len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

func BenchmarkParseWorst(b *testing.B) {
	var keys strings.Builder
	for i := range 4900 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	src := []byte("---\n" + keys.String() + "---\n")
	for b.Loop() {
		Parse("x.md", src)
	}
}
