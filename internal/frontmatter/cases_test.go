package frontmatter

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata/*.txtar")

// TestCases reads each `NAME.md` (or `NAME.yaml`) of an archive and compares the tree, the body and
// the problems with `NAME.want`. In sources, ␉ stands for a tab, ␍ for a carriage
// return and ␀ for a byte order mark.
func TestCases(t *testing.T) { casetest.Run(t, *update, fillCase) }

func fillCase(_ *testing.T, a *txtar.Archive) {
	var out []txtar.File
	for _, f := range a.Files {
		if !strings.HasSuffix(f.Name, ".want") {
			out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(describe(f.Name, f.Data))})
		}
	}
	a.Files = out
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
