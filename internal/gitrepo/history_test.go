package gitrepo

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/config"
)

func historyOf(t testing.TB, dir, reviews string) *History {
	t.Helper()
	h, err := open(t, dir).History(config.Config{Places: config.Places{Reviews: reviews}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestFollowIsGits holds the revisions of each file against `git log -- FILE`.
// Git knows no renames there, and goes on where a file was gone for a while: then
// ours are among Git's, else they are the same. TestMerges is about merges.
func TestFollowIsGits(t *testing.T) {
	var dirs []string
	for seed := range uint64(6) {
		dirs = append(dirs, randomHistory(t, seed+100, 100))
	}
	real, _ := filepath.Glob(filepath.Join(os.Getenv("CASEBOOK_HISTORIES"), "*", ".git"))
	for _, dir := range real {
		dirs = append(dirs, filepath.Dir(dir))
	}
	among, same := 0, 0
	for _, dir := range dirs {
		h := historyOf(t, dir, ".")
		for name, f := range h.files {
			var got []string
			renamed := false
			for _, rev := range f.revisions {
				if rev.file == name && len(h.graph.nodes[rev.commit].parents) < 2 {
					got = append(got, h.graph.nodes[rev.commit].hash.String())
				}
				renamed = renamed || rev.file != name
			}
			want := strings.Fields(git(t, dir, "log", "--no-merges", "--no-renames", "--format=%H", "HEAD", "--", name))
			slices.Sort(got)
			slices.Sort(want)
			for _, hash := range got {
				if among++; !slices.Contains(want, hash) {
					t.Errorf("%s: %s: %s is none of Git's", dir, name, hash)
				}
			}
			if renamed || git(t, dir, "log", "--full-history", "-m", "--no-renames", "--diff-filter=D", "--format=%H", "HEAD", "--", name) != "" {
				continue
			}
			if same += len(got); !slices.Equal(got, want) {
				t.Errorf("%s: %s:\n%s", dir, name, cmp.Diff(want, got))
			}
		}
	}
	if among < 200 || same < 100 {
		t.Errorf("only %d and %d revisions were compared: the histories are no test", among, same)
	}
}
