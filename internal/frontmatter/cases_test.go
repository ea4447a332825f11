package frontmatter

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata/*.txtar")

// TestCases reads each `NAME.md` (or `NAME.yaml`) of an archive and compares the tree, the body and
// the problems with `NAME.want`. In sources, ␉ stands for a tab, ␍ for a carriage
// return and ␀ for a byte order mark.
func TestCases(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) { runCases(t, name) })
	}
}

func runCases(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for i, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		got := describe(f.Name, f.Data)
		want := txtar.File{Name: f.Name + ".want", Data: []byte(got)}
		out = append(out, f, want)
		if *update {
			continue
		}
		if i+1 >= len(archive.Files) || archive.Files[i+1].Name != want.Name {
			t.Errorf("%s: nothing is wanted of it; run with -update", f.Name)
		} else if w := archive.Files[i+1].Data; !bytes.Equal(w, want.Data) {
			t.Errorf("%s:\n--- got\n%s--- want\n%s", f.Name, got, w)
		}
	}
	if *update {
		archive.Files = out
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func describe(name string, src []byte) string {
	src = []byte(strings.NewReplacer("␉", "\t", "␍", "\r", "␀", "\uFEFF", "␘", "\xff").Replace(string(src)))
	var b strings.Builder
	root, body, line := (*Node)(nil), []byte(nil), 0
	var doc Document
	var problems diag.List
	if strings.HasSuffix(name, ".yaml") {
		root, problems = ParseYAML(name, src)
	} else {
		doc, problems = Parse(name, src)
		root, body, line = doc.Root, doc.Body, doc.BodyLine
	}
	if root != nil {
		fmt.Fprintf(&b, "%s\n", strings.TrimSpace("root "+doc.Format))
		writeNode(&b, root, "  ")
	}
	if line > 0 {
		fmt.Fprintf(&b, "body from line %d: %.40q\n", line, body)
	}
	problems.Sort()
	if err := problems.WriteText(&b); err != nil {
		panic(err)
	}
	return b.String()
}

func writeNode(b *strings.Builder, n *Node, indent string) {
	for _, f := range n.Fields {
		fmt.Fprintf(b, "%s%d:%d %q at %d:%d: %s", indent, f.Line, f.Column, f.Key, f.Value.Line, f.Value.Column, oneLine(f.Value))
		writeNode(b, f.Value, indent+"  ")
	}
	for _, item := range n.Items {
		fmt.Fprintf(b, "%s%d:%d - %s", indent, item.Line, item.Column, oneLine(item))
		writeNode(b, item, indent+"  ")
	}
}

func oneLine(n *Node) string {
	if n.Kind == Scalar {
		return fmt.Sprintf("%q\n", n.Text)
	}
	return n.Kind.String() + "\n"
}
