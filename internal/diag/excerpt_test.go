package diag

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestQuote holds that the mark stands under what a problem is about, wherever on
// a line that is, and however long the line.
func TestQuote(t *testing.T) {
	for _, before := range []string{"x", "é", "の", "👀"} {
		for n := range 200 {
			line := strings.Repeat(before, n) + "here" + strings.Repeat(" and on", n%40)
			at := n * len(before)
			text, mark := quote(line, span{at, at + len("here")}, true)
			i := strings.Index(text, "here")
			if i < 0 || mark != strings.Repeat(" ", width(text[:i]))+"^~~~" {
				t.Fatalf("%d times %q:\n%s\n%s", n, before, text, mark)
			}
			if utf8.RuneCountInString(text) > 112 {
				t.Fatalf("%d times %q: %d characters", n, before, utf8.RuneCountInString(text))
			}
		}
	}
}
