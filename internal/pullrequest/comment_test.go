package pullrequest

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/markdown"
)

// hostile is what somebody writes who wants a comment to do something.
const hostile = "<img src=x onerror=alert(1)> @everyone #1 ![x](https://evil.example/x.png) [a](javascript:b) `c` </sub> *d* $e$ \\ | https://evil.example/ -->"

func reported() JSON {
	return JSON{
		Schema: Schema, Base: "main at 1a2b3c4d", Head: "HEAD at 5e6f7a8b", Changes: 3,
		Reviews: []JSONReview{{
			Slug: "2026-03-14-dns", Title: "Lookups stopped", Path: "content/reviews/2026/2026-03-14-dns.md", Mark: "changed", Status: "published", Words: 120,
			Facts:    []JSONFact{{Key: "severity", Text: "severity sev2 → sev1", Runs: []JSONRun{}}},
			Story:    JSONStory{Changes: 3, Added: 12, Removed: 4, Blocks: []JSONBlock{{Mark: "changed", Line: 9, When: []JSONRun{}, Phase: []JSONRun{}, Lines: []JSONRow{}}}},
			Voices:   []JSONVoice{},
			Problems: []JSONProblem{{File: "a.md", Line: 9, Rule: "counterfactual", Severity: "note", Message: "tells what did not happen", Hint: "ask", New: true}, {Rule: "old", Severity: "warning", Message: "was there before"}},
			Seen:     []JSONSeen{{Slug: "x", Title: "An earlier one", Reasons: []string{"both touch consul"}}},
			Readers:  []JSONReader{{Who: "ariel", Name: "Ariel Costa", Handle: "@ariel", Reasons: []string{"was there"}}},
		}},
		Book:  JSONEffect{Terms: []JSONTerm{{Taxonomy: "tags", Key: "dns", Name: "dns", Reviews: []string{"2026-03-14-dns"}}}, Gone: []JSONTerm{}, Said: []JSONSaid{}, Figures: []JSONFigure{}},
		Files: []JSONFile{},
	}
}

func commentOf(t *testing.T, j JSON, link string) string {
	t.Helper()
	var b strings.Builder
	if err := j.WriteComment(&b, link); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestComment(t *testing.T) {
	want := `<!-- casebook -->
### What this branch does to the book

1 review changed.

**Lookups stopped** (` + "`content/reviews/2026/2026-03-14-dns.md`" + `)

The story: 1 passage touched, 12 words added, 4 taken away.

- severity sev2 → sev1

**To mend, or to know**

- line 9: tells what did not happen ` + "`counterfactual`" + `

**Who should read it**

- Ariel Costa (` + "`@ariel`" + `): was there

**Seen before?**

- An earlier one: both touch consul

**First named**

- tags: dns

<sub>[the words themselves, and the site as it would be](https://host.example/runs/1) · compared with main at 1a2b3c4d</sub>
`
	if diff := cmp.Diff(want, commentOf(t, reported(), "https://host.example/runs/1")); diff != "" {
		t.Error(diff)
	}
	if got := commentOf(t, JSON{Base: "main"}, ""); !strings.Contains(got, "Nothing that the book shows.") {
		t.Errorf("of nothing it says %q", got)
	}
}

// TestCommentIsInert holds that nothing that somebody wrote does anything.
func TestCommentIsInert(t *testing.T) {
	j := reported()
	r := &j.Reviews[0]
	r.Title, r.Path, r.Facts[0].Text, r.Problems[0].Message, r.Problems[0].Rule = hostile, hostile, hostile, hostile, hostile
	r.Seen[0].Title, r.Seen[0].Reasons[0], r.Readers[0].Name, r.Readers[0].Handle = hostile, hostile, hostile, hostile
	j.Book.Terms[0].Name, j.Base = hostile, hostile
	got := commentOf(t, j, "")
	n, _ := markdown.Parse("comment.md", []byte(got), 1, markdown.Options{})
	if len(n.Links) > 0 || len(n.Mentions) > 0 {
		t.Errorf("it links to %v and mentions %v:\n%s", n.Links, n.Mentions, got)
	}
	for _, p := range markdown.Render(n, markdown.View{}).Parts {
		if html := string(p.HTML); strings.Contains(html, "<img") || strings.Contains(html, "<a ") || strings.Contains(html, "<em>") {
			t.Errorf("it becomes %s", html)
		}
	}
	code := regexp.MustCompile("``.*?[^`]``([^`]|$)") // in which all is text
	plain := strings.NewReplacer(Marker, "", "<sub>", "", "</sub>\n", "").Replace(code.ReplaceAllString(got, ""))
	if strings.ContainsAny(plain, "<>") {
		t.Errorf("it has tags:\n%s", plain)
	}
}

func TestReadJSON(t *testing.T) {
	good, err := json.Marshal(reported())
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadJSON(bytes.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(reported(), got); diff != "" {
		t.Error(diff)
	}
	for name, text := range map[string]string{
		"another key":         strings.Replace(string(good), `"schema"`, `"comment":"x","schema"`, 1),
		"another schema":      strings.Replace(string(good), `"schema":1`, `"schema":2`, 1),
		"something after":     string(good) + "{}",
		"an unknown mark":     strings.Replace(string(good), `"mark":"changed"`, `"mark":"pwned"`, 1),
		"an unknown word":     strings.Replace(string(good), `"severity":"note"`, `"severity":"fatal"`, 1),
		"a second line":       strings.Replace(string(good), "Lookups stopped", `a\n::add-mask::b`, 1),
		"a control":           strings.Replace(string(good), "Lookups stopped", `a\u001b[2J`, 1),
		"a negative number":   strings.Replace(string(good), `"words":120`, `"words":-1`, 1),
		"a text of megabytes": strings.Replace(string(good), "Lookups stopped", strings.Repeat("a", mostText+1), 1),
		"no JSON":             "<html>",
		"nothing":             "",
		"too much":            strings.Repeat(" ", mostReport+1),
	} {
		if text == string(good) {
			t.Fatalf("%s: the case changes nothing", name)
		}
		if _, err := ReadJSON(strings.NewReader(text)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	good, _ := json.Marshal(reported())
	f.Add(good)
	f.Fuzz(func(t *testing.T, src []byte) {
		j, err := ReadJSON(bytes.NewReader(src))
		if err != nil {
			return
		}
		if text := commentOf(t, j, ""); len(text) > 65_000 || !strings.HasPrefix(text, Marker+"\n") {
			t.Errorf("a comment of %d bytes", len(text))
		}
	})
}
