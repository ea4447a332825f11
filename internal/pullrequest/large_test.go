package pullrequest

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// A branch that rewrites everything is told all the same, and its Markdown still
// fits into a comment and closes what it opens.
func TestLargeBranch(t *testing.T) {
	was, is := fstest.MapFS{}, fstest.MapFS{}
	for i := range 25 {
		name := fmt.Sprintf("content/reviews/r%02d.md", i)
		var a, b strings.Builder
		for j := range 40 {
			fmt.Fprintf(&a, "The broker of part %d held its leader until the queue of %d was read by somebody.\n\n", j, i)
			fmt.Fprintf(&b, "The broker of part %d lost its leader until the queue of %d was seen by @somebody.\n\n", j, i)
		}
		was[name] = &fstest.MapFile{Data: []byte(a.String())}
		is[name] = &fstest.MapFile{Data: []byte(b.String())}
	}
	r := Compare(side(t, "main", was), side(t, "HEAD", is), Options{})
	if r.Changes != 25*40 || len(r.Reviews) != 25 {
		t.Errorf("%d changes in %d reviews", r.Changes, len(r.Reviews))
	}
	holdReport(t, r)
	var b strings.Builder
	if err := r.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if open, closed := strings.Count(b.String(), "<details>"), strings.Count(b.String(), "</details>"); open != closed || open == 0 {
		t.Errorf("%d parts to unfold begin and %d end", open, closed)
	}
	if !strings.Contains(b.String(), "more did not fit here") || b.Len() < 50_000 {
		t.Errorf("%d bytes, which do not say what they leave out", b.Len())
	}
}
