package compare

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/casebook-dev/casebook/internal/markdown"
)

// hold holds what must be true of every difference, whatever was compared.
func hold(t *testing.T, old, new Version) Difference {
	t.Helper()
	d := Narratives(old, new, Options{})
	was, is := markdown.Render(old.Narrative, old.View), markdown.Render(new.Narrative, new.View)
	holdStructure(t, d, is)
	holdText(t, d, was, is)
	holdAnchors(t, d)
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		holdParses(t, string(b.HTML))
	}
	return d
}

// holdStructure holds that without its marks the result is the new version, byte
// for byte.
func holdStructure(t *testing.T, d Difference, is markdown.Page) {
	t.Helper()
	var want []string
	for _, p := range is.Parts {
		if p.Entries == nil {
			want = append(want, string(p.HTML))
		}
		for _, e := range p.Entries {
			want = append(want, string(e.HTML))
		}
	}
	for _, f := range is.Footnotes {
		want = append(want, string(f.HTML))
	}
	var got []string
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Mark != Removed && b.Mark != Left {
			got = append(got, without(t, string(b.HTML)))
		} else if rest := without(t, string(b.HTML)); b.Mark == Removed && strings.TrimSpace(rest) != "" {
			t.Errorf("what is gone leaves %q", rest)
		}
	}
	if !slices.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("without its marks, block %d is\n%s\nand not\n%s\nwith them:\n%s", i, got[i], want[i], d.Blocks[i].HTML)
			}
		}
		t.Fatalf("%d blocks, not %d", len(got), len(want))
	}
}

// without takes out what compare put in.
func without(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	var stack []string // of elements that are open; “-” before one that is not shown
	hidden := 0
	for text != "" {
		plain, rest, found := strings.Cut(text, "<")
		if hidden == 0 {
			b.WriteString(plain)
		}
		if !found {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		text = after
		name, _, _ := strings.Cut(tag, " ")
		ours := strings.Contains(tag, ` class="chg"`) || strings.Contains(tag, ` class="chg-note"`) || strings.Contains(tag, ` class="unseen"`) || strings.Contains(tag, ` class="gone"`)
		switch {
		case name == "hr" || name == "br" || name == "img" || name == "input":
			if hidden == 0 && !ours {
				b.WriteString("<" + tag + ">")
			} else if ours {
				text = strings.TrimPrefix(text, "\n")
			}
		case name[0] == '/':
			if len(stack) == 0 {
				t.Fatalf("</%s> closes nothing", name)
			}
			open := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			switch {
			case strings.HasPrefix(open, "-"):
				hidden--
				if open != "-del" && open != "-span" && hidden == 0 {
					text = strings.TrimPrefix(text, "\n")
				}
			case strings.HasPrefix(open, "+"):
			case hidden == 0:
				b.WriteString("<" + tag + ">")
			}
			if strings.TrimLeft(open, "+-") != name[1:] {
				t.Fatalf("<%s> is closed by <%s>", open, tag)
			}
		case ours && name == "ins":
			stack = append(stack, "+ins")
		case ours:
			stack = append(stack, "-"+name)
			hidden++
		default:
			stack = append(stack, name)
			if hidden == 0 {
				b.WriteString("<" + tag + ">")
			}
		}
	}
	if len(stack) > 0 {
		t.Fatalf("left open: %v", stack)
	}
	return b.String()
}

// holdText holds that the lines without what is gone say what the new version
// says, and that every word of the old one is there, kept or gone.
func holdText(t *testing.T, d Difference, was, is markdown.Page) {
	t.Helper()
	var now, then []string
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		for _, line := range b.Lines {
			for _, run := range line.Runs {
				words := strings.Fields(run.Text)
				if run.Mark != Removed && run.Mark != Note && b.Mark != Left {
					now = append(now, words...)
				}
				if run.Mark != Added && run.Mark != Note && (b.Mark != Left) {
					then = append(then, words...)
				}
			}
		}
	}
	if got, want := squeezed(now), squeezed(words(is)); got != want {
		t.Errorf("the lines say\n%s\nand not\n%s", got, want)
	}
	got, want := []byte(squeezed(then)), []byte(squeezed(words(was)))
	slices.Sort(got)
	slices.Sort(want)
	if string(got) != string(want) {
		t.Errorf("of the old version the lines say\n%s\nand not\n%s", squeezed(then), squeezed(words(was)))
	}
}

// squeezed is text without white space and the signs between cells.
func squeezed(words []string) string {
	return strings.NewReplacer("|", "").Replace(strings.Join(words, ""))
}

// words are the text of a page as lines have it.
func words(p markdown.Page) []string {
	var list []string
	add := func(html string) {
		list = append(list, strings.Fields(allText(readTree(html, nil)))...)
	}
	for _, part := range p.Parts {
		add(string(part.HTML))
		for _, e := range part.Entries {
			add(string(e.HTML))
		}
	}
	for _, f := range p.Footnotes {
		add(string(f.HTML))
	}
	return list
}

func allText(n *node) string {
	text := textOf(n)
	for _, c := range n.children {
		text += allText(c)
	}
	return text
}

// holdAnchors holds that each change has one anchor, in order.
func holdAnchors(t *testing.T, d Difference) {
	t.Helper()
	n := 0
	see := func(id string) {
		if n++; id != anchorOf(n) {
			t.Errorf("anchor %q is the %d.", id, n)
		}
	}
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Anchor != "" {
			see(b.Anchor)
		}
		for _, part := range strings.Split(string(b.HTML), ` id="chg-`)[1:] {
			number, _, _ := strings.Cut(part, `"`)
			see("chg-" + number)
		}
		if b.Mark == Changed && b.Anchor == "" && !strings.Contains(string(b.HTML), ` id="chg-`) {
			t.Errorf("a changed block has no anchor: %s", b.HTML)
		}
	}
	if n != d.Changes {
		t.Errorf("%d anchors, %d changes", n, d.Changes)
	}
}

func anchorOf(n int) string {
	c := comparer{count: n - 1}
	return c.next()
}

// holdParses holds that a browser reads the HTML as the tree that was meant: it
// mends nothing, and finds nothing that could act.
func holdParses(t *testing.T, text string) {
	t.Helper()
	nodes, err := xhtml.ParseFragment(strings.NewReader(text), &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		inert(t, n)
		if err := xhtml.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := normal(b.String()), normal(text); got != want {
		t.Errorf("a browser reads\n%s\nwhere this was written:\n%s", got, want)
	}
}

// inert holds that no element or attribute can act.
func inert(t *testing.T, n *xhtml.Node) {
	t.Helper()
	if n.Type == xhtml.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Form, atom.Link, atom.Meta, atom.Base, atom.Svg, atom.Math:
			t.Errorf("<%s>", n.Data)
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "href" || a.Key == "src") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:")) {
				t.Errorf("%s=%q on <%s>", a.Key, a.Val, n.Data)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inert(t, c)
	}
}

// normal writes what may be written in two ways in one: a tag as its name.
func normal(text string) string {
	return html.UnescapeString(attributes.ReplaceAllString(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "<$1>"))
}

var attributes = regexp.MustCompile(`<([a-z0-9]+)[^>]*>`)
