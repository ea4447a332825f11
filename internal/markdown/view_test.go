package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

func TestView(t *testing.T) {
	o := Options{Sections: map[incident.Section][]string{incident.SectionTimeline: {"Verlauf"}}}
	n, _ := Parse("x.md", []byte("# Title\n\n## Verlauf (UTC)\n\n- 02:04 see [above](#title)\n\n### Deeper\n"), 1, o)
	page := Render(n, View{Options: o, Prefix: "kieran-", Top: 4, DropTitle: true})
	want := []OutlineItem{{4, "kieran-verlauf-utc", "Verlauf (UTC)"}, {5, "kieran-deeper", "Deeper"}}
	if !slices.Equal(page.Outline, want) {
		t.Errorf("outline %v, want %v", page.Outline, want)
	}
	entry := page.Parts[1].Entries[0]
	if entry.Entry.ID != "kieran-at-0204" || entry.HTML != "<p>see <a href=\"#kieran-title\">above</a></p>\n" {
		t.Errorf("entry %s: %s", entry.Entry.ID, entry.HTML)
	}
}

// TestStartedElsewhere: the day that the review started on is another one where
// the timeline's clocks are.
func TestStartedElsewhere(t *testing.T) {
	o := Options{}
	o.Started, _ = incident.ParseMoment("2026-03-14T23:30:00Z", nil)
	for src, want := range map[string]string{
		"## Timeline (CET)\n\n- 00:30 x":                   "2026-03-15 00:30 CET",
		"## Timeline\n\nAll times in CET.\n\n- 00:30 x":    "2026-03-15 00:30 CET",
		"## Timeline\n\n- 00:30 CET x":                     "2026-03-15 00:30 CET",
		"## Timeline\n\n| CET | x |\n|-|-|\n| 00:30 | x |": "2026-03-15 00:30 CET",
		"## Timeline (UTC)\n\n- 23:35 x":                   "2026-03-14 23:35 UTC",
		"## Timeline (PT), March 1st, 2026\n\n- 23:35 x":   "2026-03-01 23:35 PST",
	} {
		n, _ := Parse("x.md", []byte(src), 1, o)
		if len(n.Entries) != 1 || n.Entries[0].At.String() != want {
			t.Errorf("%q: %v, want %s", src, n.Entries, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for src, want := range map[string]string{
		"":                  "",
		"Nothing to see":    "Nothing to see",
		"*All* [of](it) it": "All of it",
		"- one\n- `two`":    "one two",
		"a &amp; b\\*":      "a & b*",
	} {
		if got := Plain(src); got != want {
			t.Errorf("Plain(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestInline(t *testing.T) {
	for src, want := range map[string]string{
		"Nothing < all":              "Nothing &lt; all",
		"*All* of it[^1]\n\n[^1]: x": "<em>All</em> of it",
		"One\n\n- two\n- three":      "One two three",
		"[x](javascript:y)":          "x",
		"# 1. of many":               "1. of many",
	} {
		if got := string(Inline(src, View{})); got != want {
			t.Errorf("Inline(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestRulesAreListed(t *testing.T) {
	for _, src := range seeds(t) {
		_, problems := Parse("x.md", src, 1, Options{})
		for _, p := range problems {
			if !slices.ContainsFunc(Rules(), func(r diag.Rule) bool { return r.Name == p.Rule }) {
				t.Errorf("rule %s is not listed", p.Rule)
			}
		}
	}
}

func TestSameInputSameOutput(t *testing.T) {
	src := typicalReview()
	first, _ := Parse("x.md", src, 1, benchOptions())
	second, _ := Parse("x.md", src, 1, benchOptions())
	if len(first.Entries) != 20 || first.Words < 900 {
		t.Errorf("%d entries, %d words", len(first.Entries), first.Words)
	}
	for i := range first.Entries {
		if first.Entries[i].ID != second.Entries[i].ID {
			t.Errorf("entry %d is %s, then %s", i, first.Entries[i].ID, second.Entries[i].ID)
		}
	}
}

// A page that stands alone holds its pictures; nothing else may lie in an address.
func TestPictureInThePage(t *testing.T) {
	for src, want := range map[string]bool{
		"data:image/png;base64,iVBORw0K+/=": true,
		"data:image/jpeg;base64,AAAA":       true,
		"data:image/svg+xml;base64,AAAA":    false,
		"data:image/png;base64,A\"onerror":  false,
		"data:image/png,AAAA":               false,
		"data:text/html;base64,AAAA":        false,
		"javascript:alert(1)":               false,
		"pictures/a.png":                    true,
	} {
		n, _ := Parse("a.md", []byte("![the queue](queue.png)"), 1, Options{})
		page := Render(n, View{Image: func(string) (Image, bool) { return Image{Src: src}, true }})
		if got := strings.Contains(string(page.Parts[0].HTML), "<img"); got != want {
			t.Errorf("%s: shown %t, want %t", src, got, want)
		}
	}
	n, _ := Parse("a.md", []byte("![the queue](data:image/png;base64,AAAA)"), 1, Options{})
	if page := Render(n, View{Image: func(string) (Image, bool) { return Image{Src: "a.png"}, true }}); strings.Contains(string(page.Parts[0].HTML), "<img") {
		t.Error("an author put a picture into an address")
	}
}
