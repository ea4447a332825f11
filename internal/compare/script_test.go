package compare

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// apply holds that a script leads from old to new.
func apply(t *testing.T, old, new []string, edits []edit) {
	t.Helper()
	i, j := 0, 0
	for n, e := range edits {
		if e.old != i || e.new != j || n > 0 && e.kept == edits[n-1].kept {
			t.Fatalf("edit %d of %+v does not follow", n, edits)
		}
		if e.kept {
			for k := range e.oldTo - e.old {
				if old[e.old+k] != new[e.new+k] {
					t.Fatalf("%+v keeps what differs", e)
				}
			}
		}
		i, j = e.oldTo, e.newTo
	}
	if i != len(old) || j != len(new) {
		t.Fatalf("%v → %v: ends at %d, %d: %+v", old, new, i, j, edits)
	}
}

func TestScript(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		words := func() []string {
			list := make([]string, rng.IntN(12))
			for i := range list {
				list[i] = string(rune('a' + rng.IntN(4)))
			}
			return list
		}
		old, new := words(), words()
		edits := script(old, new)
		apply(t, old, new, edits)
		if got, want := edited(edits), distance(old, new); got != want {
			t.Fatalf("%v → %v: %d edits, and %d would do", old, new, got, want)
		}
	}
}

func edited(edits []edit) int {
	n := 0
	for _, e := range edits {
		if !e.kept {
			n += e.oldTo - e.old + e.newTo - e.new
		}
	}
	return n
}

// distance counts insertions and deletions by the plain table.
func distance(old, new []string) int {
	row := make([]int, len(new)+1)
	for j := range row {
		row[j] = j
	}
	for i := range old {
		corner := row[0]
		row[0] = i + 1
		for j := range new {
			next := min(row[j], row[j+1]) + 1
			if old[i] == new[j] {
				next = corner
			}
			corner, row[j+1] = row[j+1], next
		}
	}
	return row[len(new)]
}

func TestScriptGivesUp(t *testing.T) {
	old := strings.Fields(strings.Repeat("a ", 10) + strings.Repeat("b ", mostEdits))
	new := strings.Fields(strings.Repeat("a ", 10) + strings.Repeat("c ", mostEdits))
	edits := script(old, new)
	apply(t, old, new, edits)
	if len(edits) != 2 {
		t.Errorf("%+v", edits)
	}
}
