package output

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNamesRefused(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "/", "/a", "a/", "a//b", "a/./b", "a/../b", "../a", "a\\b", "a\x00", "a\nb", "a\xff",
		Marker, "con", "CON.html", "a/nul/b", "aux .txt", "com1", "LPT9.svg", "com¹", "a./b", "a ", "...",
	} {
		var m Memory
		if err := m.Write(name, nil); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
}

func TestNamesTaken(t *testing.T) {
	for _, name := range []string{
		"a", "a b.png", "reviews/été/index.html", "con-call/index.html", "com10", "com", "a/.casebook", "10:30.png", "conte.html",
	} {
		var m Memory
		if err := m.Write(name, nil); err != nil {
			t.Error(err)
		}
	}
}

func TestNamesCollide(t *testing.T) {
	for _, test := range []struct{ first, second string }{
		{"a.html", "a.html"},
		{"a.html", "A.html"},
		{"Reviews/a", "reviews/A"},
		{"caf\u00e9", "cafe\u0301"},
		{"\u00c9t\u00e9", "e\u0301te\u0301"},
		{"stra\u00dfe", "STRASSE"},
		{"a", "a/b"},
		{"a/b", "a"},
		{"a/b/c", "A/B"},
	} {
		var m Memory
		if err := m.Write(test.first, nil); err != nil {
			t.Fatal(err)
		}
		err := m.Write(test.second, nil)
		if err == nil {
			t.Errorf("%q and %q were both taken", test.first, test.second)
			continue
		}
		if got := err.Error(); !strings.Contains(got, test.second) || !strings.Contains(got, test.first) {
			t.Errorf("%q does not name both %q and %q", got, test.first, test.second)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("a/b", "A")
	f.Add("caf\u00e9", "cafe\u0301")
	f.Fuzz(func(t *testing.T, a, b string) {
		var n names
		if n.take(a) != nil {
			return
		}
		if !utf8.ValidString(a) || strings.HasPrefix(a, "/") {
			t.Errorf("took %q", a)
		}
		if n.take(a) == nil {
			t.Errorf("took %q twice", a)
		}
		if n.take(b) == nil && (fold(a) == fold(b) || strings.HasPrefix(fold(b), fold(a)+"/")) {
			t.Errorf("took %q beside %q", b, a)
		}
	})
}
