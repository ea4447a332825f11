package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/casebook-dev/casebook/internal/diag"
)

// marks writes the lines of after, those touched with an asterisk before them.
func marks(before, after string) string {
	b, a := splitLines([]byte(before)), splitLines([]byte(after))
	var out strings.Builder
	for i, touched := range touchedLines(b, a) {
		if touched {
			out.WriteString("*")
		}
		out.WriteString(a[i] + " ")
	}
	return strings.TrimSpace(out.String())
}

func TestTouchedLines(t *testing.T) {
	lines := func(words string) string { return strings.ReplaceAll(words, " ", "\n") + "\n" }
	for _, c := range []struct{ before, after, want string }{
		{"a b c", "a b c", "a b c"},
		{"a b c", "a x c", "a *x c"},    // replaced
		{"a c", "a b c", "a *b c"},      // added
		{"a b c", "a c", "*a *c"},       // beside what is gone
		{"a b c", "c a b", "*c a *b"},   // moved
		{"", "a b", "*a *b"},            // all of it
		{"a b", "", ""},                 // nothing left
		{"a a a b", "a a b", "a *a *b"}, // one of several alike
		{"x a b y", "x b a y", "*x *b *a y"},
	} {
		before, after := lines(c.before), lines(c.after)
		if c.before == "" {
			before = ""
		}
		if c.after == "" {
			after = ""
		}
		if got := marks(before, after); got != c.want {
			t.Errorf("%q → %q: %q, want %q", c.before, c.after, got, c.want)
		}
	}
	if got := marks("a\r\nb\r\n", "a\nb\n"); got != "a b" {
		t.Errorf("ends of lines count: %q", got)
	}
}

// TestLongFiles holds that two conversations without a line in common take no
// long time.
func TestLongFiles(t *testing.T) {
	var before, after strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&before, "a%d\n", i)
		fmt.Fprintf(&after, "b%d\n", i)
	}
	after.WriteString("a7\nend\n")
	lines := touchedLines(splitLines([]byte(before.String())), splitLines([]byte(after.String())))
	if !lines[0] || lines[50_000] || !lines[50_001] {
		t.Error("not all that is new is touched, or what is old is")
	}
}

func TestBranchKeeps(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	base := fstest.MapFS{"same.md": file("a\n"), "edited.md": file("a\nb\nc\nd\n"), "old-name.md": file("a\nb\nc\n")}
	head := fstest.MapFS{"same.md": file("a\n"), "edited.md": file("a\nb\nc\nx\n"), "new.md": file("a\n"), "renamed.md": file("a\nb\nc\nd\n")}
	b := NewBranch(base, head, map[string]string{"renamed.md": "old-name.md"})
	var all, want diag.List
	for _, c := range []struct {
		at   diag.Position
		kept bool
	}{
		{diag.Position{File: "same.md", Line: 1}, false},
		{diag.Position{File: "same.md"}, false},
		{diag.Position{File: "edited.md", Line: 1}, false},
		{diag.Position{File: "edited.md", Line: 4}, true},
		{diag.Position{File: "edited.md"}, true},
		{diag.Position{File: "new.md", Line: 1}, true},
		{diag.Position{File: "renamed.md", Line: 2}, false},
		{diag.Position{File: "renamed.md", Line: 4}, true},
		{diag.Position{File: "gone.md", Line: 1}, false},
		{diag.Position{File: "../etc/passwd", Line: 1}, false},
		{diag.Position{}, false},
	} {
		p := diag.Problem{Position: c.at}
		all = append(all, p)
		if c.kept {
			want = append(want, p)
		}
	}
	got, err := b.Keep(all)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("kept %v, %v, want %v", got, err, want)
	}
}
