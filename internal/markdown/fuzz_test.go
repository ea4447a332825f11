package markdown

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FuzzParse holds that no source makes the reader panic, that every line it
// names is one of the file, and that no page carries more than safe elements,
// attributes and addresses.
func FuzzParse(f *testing.F) {
	for _, src := range seeds(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) { checkSource(t, src) })
}

func seeds(t testing.TB) [][]byte {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a.Files[0].Data)
	}
	return all
}

func TestSafety(t *testing.T) {
	for _, src := range seeds(t) {
		checkSource(t, src)
	}
}

func checkSource(t *testing.T, src []byte) {
	t.Helper()
	const first = 7
	o := Options{KeepFields: true}
	n, problems := Parse("x.md", src, first, o)
	last := first + bytes.Count(src, []byte{'\n'})
	within := func(what string, line int) {
		if line < first || line > last {
			t.Errorf("%s on line %d of %d to %d", what, line, first, last)
		}
	}
	for _, b := range n.Blocks {
		within("block", b.Line)
	}
	for _, e := range n.Entries {
		within("entry", e.Line)
	}
	for _, s := range n.Statements {
		within("statement", s.Line)
	}
	for _, l := range n.Links {
		within("link", l.Line)
	}
	for _, m := range n.Mentions {
		within("mention", m.Line)
	}
	for _, p := range problems {
		within("problem", p.Line)
	}
	view := testView(o)
	view.Prefix = "p-"
	page := Render(n, view)
	entries := 0
	ids := map[string]bool{}
	for _, p := range page.Parts {
		checkHTML(t, string(p.HTML), ids)
		entries += len(p.Entries)
		for _, e := range p.Entries {
			checkHTML(t, string(e.HTML), ids)
		}
	}
	for _, note := range page.Footnotes {
		checkHTML(t, string(note.HTML), ids)
	}
	if entries != len(n.Entries) {
		t.Errorf("%d entries shown, %d read", entries, len(n.Entries))
	}
	checkHTML(t, string(Inline(string(src), View{})), map[string]bool{})
	Plain(string(src))
}

// allowed are the elements that pages may hold, and their attributes.
var allowed = map[string]string{
	"p": "id class", "em": "", "strong": "", "del": "", "code": "class", "pre": "class tabindex", "span": "class",
	"a": "id href rel title class role", "img": "src alt title width height loading decoding", "br": "", "hr": "",
	"ul": "", "ol": "start", "li": "id class dir", "blockquote": "", "div": "class tabindex role", "sup": "class id",
	"h1": "id", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "input": "type checked disabled aria-label",
	"table": "", "thead": "", "tbody": "", "tr": "id", "th": "scope class", "td": "class",
}

func checkHTML(t *testing.T, source string, ids map[string]bool) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		checkNode(t, n, ids)
	}
}

func checkNode(t *testing.T, n *html.Node, ids map[string]bool) {
	t.Helper()
	if n.Type == html.CommentNode {
		t.Errorf("a comment: %q", n.Data)
	}
	if n.Type == html.ElementNode {
		attributes, ok := allowed[n.Data]
		if !ok {
			t.Errorf("element <%s>", n.Data)
		}
		for _, a := range n.Attr {
			checkAttribute(t, n.Data, a, attributes, ids)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		checkNode(t, c, ids)
	}
}

func checkAttribute(t *testing.T, element string, a html.Attribute, attributes string, ids map[string]bool) {
	t.Helper()
	if !strings.Contains(" "+attributes+" ", " "+a.Key+" ") {
		t.Errorf("<%s %s>", element, a.Key)
	}
	switch a.Key {
	case "href", "src":
		if _, ok := safeHref(a.Val); !ok {
			t.Errorf("<%s %s=%q>", element, a.Key, a.Val)
		}
	case "id":
		if ids[a.Val] || !strings.HasPrefix(a.Val, "p-") {
			t.Errorf("id %q twice or without its prefix", a.Val)
		}
		ids[a.Val] = true
	}
}
