package pullrequest

import (
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// inert holds that escaped text is one paragraph that says what was escaped, and
// that it links, mentions and shows nothing, wherever it stands.
func inert(t *testing.T, text string) {
	t.Helper()
	for _, before := range []string{"", "- ", "> ", "word ", "1 "} {
		src := before + escaped(text) + "\n"
		n, problems := markdown.Parse("a.md", []byte(src), 1, markdown.Options{})
		if len(n.Links)+len(n.Mentions) > 0 || len(problems) > 0 {
			t.Errorf("%q is read as links %v, mentions %v, problems %v", src, n.Links, n.Mentions, problems)
		}
		if want := strings.Join(strings.Fields(printable(text)), " "); want != "" && before == "word " {
			if len(n.Blocks) != 1 || n.Blocks[0].Kind != incident.Paragraph {
				t.Fatalf("%q is read as %d blocks", src, len(n.Blocks))
			}
			got := strings.ReplaceAll(strings.Join(strings.Fields(n.Blocks[0].Text), " "), unjoined, "")
			if want = "word " + strings.ReplaceAll(want, unjoined, ""); got != want {
				t.Errorf("%q is read as %q, not %q", src, got, want)
			}
		}
	}
}

var hostileTexts = []string{
	"@everyone look at #12 and owner/repo#3", "![x](https://evil.example/x.png)", "<img src=x onerror=alert(1)>",
	"</details><script>alert(1)</script>", "::error file=a,line=1::b", "::stop-commands::x", "[a](javascript:alert(1))",
	"https://evil.example www.evil.example a@evil.example mailto:a@b.example", "# no heading", "1. no list", "- [ ] no task",
	"--- ", "===", "| a | b |", "`code` ``", "~~gone~~ **bold** _em_", "$x$ :smile: \\ &amp; &#60;", "a\r\n\n# b\u2028c", "\u202egnp.exe\x1b[2J",
	"    no code", "> no quote", "[^1]: no note", "<!-- internal -->", "[a]: https://evil.example", "$`x`$", "GH-12",
}

func TestEscaped(t *testing.T) {
	for _, text := range hostileTexts {
		inert(t, text)
		for _, bad := range []string{"<", "\n", "@e"} {
			if strings.Contains(strings.NewReplacer("<span", "", "</span", "").Replace(escapedHTML(text)), bad) {
				t.Errorf("%q in a summary is %q", text, escapedHTML(text))
			}
		}
	}
}

func FuzzEscaped(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 500 {
			inert(t, text)
		}
	})
}

func TestHandles(t *testing.T) {
	for name, want := range map[string]string{
		"kieran": "@kieran", "@Kieran-2": "@Kieran-2", "a_b.c": "@a_b.c", "": "", "a b": "", "a\n* @evil": "", "-a": "", "a/b": "",
		strings.Repeat("a", 40): "",
	} {
		p := &incident.Person{Handles: []incident.Handle{{System: "slack", Name: "other"}, {System: "github", Name: name}}}
		if got := handle(p, ""); got != want {
			t.Errorf("%q is %q, not %q", name, got, want)
		}
		if handle(p, "gitlab") != "" {
			t.Errorf("%q is known to gitlab", name)
		}
	}
}
