package diag

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func list() List {
	return List{
		{Position{"content/reviews/b.md", 3, 13}, "colon-in-text", Error, "a colon and a space inside a text read as a key", "Put the text in quotes:\n  title: \"Kafka: lost\"", 0, Mend{}, false},
		{Position{"content/reviews/a.md", 7, 0}, "unknown-value", Warning, "`kind` cannot be \"<near>\"", "Write \"near-miss\" if that is meant.", 0, Mend{}, false},
		{Position{File: "casebook.yaml"}, "no-reviews", Note, "there are no reviews yet", "", 0, Mend{}, false},
		{Position{"content/reviews/a.md", 7, 0}, "unknown-value", Warning, "`kind` cannot be \"<near>\"", "Write \"near-miss\" if that is meant.", 0, Mend{}, false},
		{Position{}, "nowhere", Note, "of no file", "", 0, Mend{}, false},
	}
}

func TestWriteText(t *testing.T) {
	l := list()
	l.Sort()
	var b strings.Builder
	if err := l.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := `note: of no file [nowhere]
casebook.yaml: note: there are no reviews yet [no-reviews]
content/reviews/a.md:7: warning: ` + "`kind`" + ` cannot be "<near>" [unknown-value]
    Write "near-miss" if that is meant.
content/reviews/b.md:3:13: error: a colon and a space inside a text read as a key [colon-in-text]
    Put the text in quotes:
      title: "Kafka: lost"
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWriteTextIsSafe holds that a file cannot steer the terminal it is shown on.
func TestWriteTextIsSafe(t *testing.T) {
	p := Problem{Position{"a\x1b[2J.md", 1, 1}, "x", Note, "title \"\u202egnp\"\r\n::error::", "\x07bell\nsecond\tline", 0, Mend{}, false}
	want := "a\uFFFD[2J.md:1:1: note: title \"\uFFFDgnp\"\uFFFD\uFFFD::error:: [x]\n    \uFFFDbell\n    second\tline"
	if got := p.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWriteJSON(t *testing.T) {
	var b strings.Builder
	if err := list()[:2].WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	want := `[
  {
    "file": "content/reviews/b.md",
    "line": 3,
    "column": 13,
    "rule": "colon-in-text",
    "message": "a colon and a space inside a text read as a key",
    "hint": "Put the text in quotes:\n  title: \"Kafka: lost\"",
    "severity": "error"
  },
  {
    "file": "content/reviews/a.md",
    "line": 7,
    "rule": "unknown-value",
    "message": "` + "`kind`" + ` cannot be \"\u003cnear\u003e\"",
    "hint": "Write \"near-miss\" if that is meant.",
    "severity": "warning"
  }
]
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := List(nil).WriteJSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("nothing is written as %q, %v", b.String(), err)
	}
}

// A full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteFails(t *testing.T) {
	if list().WriteText(full{}) == nil || list().WriteJSON(full{}) == nil {
		t.Error("a failed write is not told")
	}
}

func TestCount(t *testing.T) {
	if n := list().Count(Note); n != 2 {
		t.Errorf("got %d notes", n)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"started", "detected", "resolved", "external_parties", "near-miss", "tags", "id"}
	for word, want := range map[string]string{
		"start":            "started",
		"strated":          "started", // two letters swapped
		"Resolved":         "resolved",
		"external-parties": "external_parties",
		"external_party":   "external_parties",
		"nearmiss":         "near-miss",
		"tag":              "tags",
		"x":                "",
		"":                 "",
		"something else":   "",
		"ids":              "id",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := Nearest(strings.Repeat("a", 1<<20), []string{strings.Repeat("a", 1<<20)}); got != "" {
		t.Error("what no key is long enough for was compared")
	}
}

func FuzzNearest(f *testing.F) {
	f.Add("start", "started")
	f.Add("é", "e")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := fold(a), fold(b)
		if len(x) > 64 || len(y) > 64 {
			return
		}
		d := distance(x, y)
		if d != distance(y, x) || d > max(len(x), len(y)) || (d == 0) != (string(x) == string(y)) {
			t.Errorf("%q to %q: %d", a, b, d)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	known := []string{"started", "detected", "mitigated", "resolved", "external_parties", "participants", "technologies", "services"}
	for b.Loop() {
		Nearest("external-partys", known)
	}
}
