package gitrepo

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// gitPairs returns what native git says each commit changed below some paths, as
// lines of commit and path.
func gitPairs(t testing.TB, dir string, paths ...string) []string {
	t.Helper()
	args := append([]string{"log", "--full-history", "-c", "--no-renames", "--name-status", "-z", "--format=%x01%H", "HEAD", "--"}, paths...)
	var pairs []string
	for block := range strings.SplitSeq(git(t, dir, args...), "\x01") {
		hash, rest, _ := strings.Cut(block, "\x00")
		fields := strings.Split(strings.Trim(strings.TrimLeft(rest, "\n"), "\x00"), "\x00")
		for i := 0; i+1 < len(fields); i += 2 {
			pairs = append(pairs, hash+" "+fields[i+1])
		}
	}
	slices.Sort(pairs)
	return pairs
}

// ourPairs returns the same by our own walk.
func ourPairs(t testing.TB, dir string, paths ...string) []string {
	t.Helper()
	r := open(t, dir)
	head, err := r.resolve("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	g, err := r.readGraph(head)
	if err != nil {
		t.Fatal(err)
	}
	var s spec
	for _, p := range paths {
		s.add(p)
	}
	var pairs []string
	trouble, err := r.walk(g, &s, walker{visit: func(v *visit) error {
		for _, l := range v.changed() {
			pairs = append(pairs, g.nodes[v.commit].hash.String()+" "+l.path)
		}
		return nil
	}})
	if trouble != nil || err != nil {
		t.Fatal(trouble, err)
	}
	slices.Sort(pairs)
	return pairs
}

// TestWalkIsGits holds the walk against native git, on histories as no team would
// write them.
func TestWalkIsGits(t *testing.T) {
	total := 0
	for seed := range uint64(8) {
		dir := randomHistory(t, seed, 120)
		for _, paths := range [][]string{{"."}, {"content/reviews"}, {"content/reviews/2025", "content/people", "README.md"}} {
			want, got := gitPairs(t, dir, paths...), ourPairs(t, dir, paths...)
			total += len(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %v:\n%s", seed, paths, diff)
			}
		}
	}
	if total < 1500 {
		t.Errorf("only %d changes were compared: the histories are no test", total)
	}
}

// TestWalkOfRealHistories does the same on repositories of one's own choice:
// CASEBOOK_HISTORIES names a directory of clones.
func TestWalkOfRealHistories(t *testing.T) {
	dirs, _ := filepath.Glob(filepath.Join(os.Getenv("CASEBOOK_HISTORIES"), "*", ".git"))
	if len(dirs) == 0 {
		t.Skip("CASEBOOK_HISTORIES names no directory of clones")
	}
	for _, dir := range dirs {
		dir = filepath.Dir(dir)
		want, got := gitPairs(t, dir, "."), ourPairs(t, dir, ".")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%.2000s", dir, diff)
		}
		fmt.Printf("%s: %d changes\n", filepath.Base(dir), len(want))
	}
}
