package gitrepo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestResolve(t *testing.T) {
	dir := randomHistory(t, 1, 30)
	git(t, dir, "tag", "-a", "-m", "x", "v1", "main~2")
	git(t, dir, "tag", "light", "main~1")
	git(t, dir, "branch", "feature/one", "main~3")
	git(t, dir, "update-ref", "refs/remotes/origin/main", "main~1")
	git(t, dir, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	for _, packed := range []bool{false, true} {
		if packed {
			git(t, dir, "pack-refs", "--all")
		}
		r := open(t, dir)
		for _, name := range []string{
			"HEAD", "@", "main", "HEAD^", "HEAD~3", "main~2^", "v1", "v1^{commit}", "light", "feature/one", "heads/main", "tags/v1",
			"refs/heads/main", "origin/main", "origin", "HEAD^0", strings.TrimSpace(git(t, dir, "rev-parse", "main"))[:12],
		} {
			want := strings.TrimSpace(git(t, dir, "rev-parse", name+"^{commit}"))
			if got, err := r.Resolve(name); err != nil || got != want {
				t.Errorf("packed %v: %q is %q, %v; want %q", packed, name, got, err, want)
			}
		}
		for _, name := range []string{"", "nowhere", "HEAD^9", "HEAD~999", "../config", "main^x", "HEAD:README.md", "-x", "aaaa", ".", "refs/heads/"} {
			if got, err := r.Resolve(name); err == nil {
				t.Errorf("packed %v: %q is %q, want an error", packed, name, got)
			}
		}
	}
}

func TestTreeIsAFileSystem(t *testing.T) {
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	write(t, dir, map[string]string{
		"casebook/content/reviews/2026/ärger.md": "# one\n", "casebook/content/pages/about.md": "about", "casebook/README.md": "", "other.txt": "x",
	})
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "casebook", "link.md")); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "first")
	for _, source := range []string{"", "casebook"} {
		files, err := open(t, filepath.Join(dir, source)).Tree("HEAD")
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"casebook/README.md", "casebook/content/reviews/2026/ärger.md", "other.txt"}
		if source != "" {
			want = []string{"README.md", "content/reviews/2026/ärger.md", "content/pages/about.md"}
		}
		if err := testFS(files, want...); err != nil {
			t.Error(err)
		}
	}
	files, err := open(t, filepath.Join(dir, "casebook")).Tree("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := fs.ReadFile(files, "link.md"); err == nil {
		t.Errorf("a symbolic link was followed to %q", text)
	}
	if info, err := fs.Stat(files, "content/reviews/2026/ärger.md"); err != nil || info.Size() != 6 || info.ModTime().Unix() != 1773478800 {
		t.Errorf("got %v, %v", info, err)
	}
}

// testFS is fstest.TestFS, which wants to open what cannot be: links.
func testFS(files fs.FS, want ...string) error {
	return fstest.TestFS(withoutLinks{files}, want...)
}

type withoutLinks struct{ fs.FS }

func (f withoutLinks) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if dir, ok := file.(fs.ReadDirFile); ok {
		return linkless{dir}, err
	}
	return file, err
}

type linkless struct{ fs.ReadDirFile }

func (d linkless) ReadDir(n int) ([]fs.DirEntry, error) {
	list, err := d.ReadDirFile.ReadDir(n)
	return slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool { return !e.Type().IsRegular() && !e.IsDir() }), err
}

func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTreeWhereTheSourceWasNot(t *testing.T) {
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	git(t, dir, "commit", "-qm", "nothing", "--allow-empty")
	write(t, dir, map[string]string{"casebook/README.md": "x"})
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "first")
	files, err := open(t, filepath.Join(dir, "casebook")).Tree("HEAD^")
	if err != nil {
		t.Fatal(err)
	}
	if list, err := fs.ReadDir(files, "."); err != nil || len(list) > 0 {
		t.Errorf("got %v, %v", list, err)
	}
}

func TestMergeBaseIsGits(t *testing.T) {
	for seed := range uint64(4) {
		dir := randomHistory(t, seed, 60)
		r := open(t, dir)
		all := strings.Fields(git(t, dir, "rev-list", "main"))
		for i := range 25 {
			a, b := all[i], all[len(all)-1-i]
			if i%2 == 1 {
				b = all[(i*7)%len(all)]
			}
			want := strings.Fields(git(t, dir, "merge-base", "--all", a, b))
			first, _ := parseHash(a)
			second, _ := parseHash(b)
			bases, err := r.mergeBases(first, second)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, h := range bases {
				got = append(got, h.String())
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("seed %d: %s and %s:\n%s", seed, a, b, diff)
			}
		}
	}
}

func TestMergeBaseOfStrangers(t *testing.T) {
	dir := randomHistory(t, 1, 3)
	git(t, dir, "checkout", "-q", "--orphan", "other")
	git(t, dir, "commit", "-qm", "another beginning", "--allow-empty")
	if _, err := open(t, dir).MergeBase("main", "other"); !errors.Is(err, ErrUnrelated) {
		t.Errorf("got %v", err)
	}
}

func TestChangesAreGits(t *testing.T) {
	dir := randomHistory(t, 3, 60)
	r := open(t, dir)
	for _, to := range []string{"main", "main~4", "main~9"} {
		want := strings.Split(strings.TrimSuffix(git(t, dir, "diff-tree", "-r", "-z", "--name-only", "--no-renames", "main~15", to), "\x00"), "\x00")
		var got []string
		list, err := r.Changes("main~15", to)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			for _, name := range []string{c.Path, c.Was} {
				if name != "" {
					got = append(got, name)
				}
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestChangesFollowRenames(t *testing.T) {
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	long := strings.Repeat("A line of the story.\n", 20)
	write(t, dir, map[string]string{"a.md": "same\n", "b.md": "---\nid: INC-1\n---\nshort\n", "c.md": long + "old end\n", "d.md": "gone\n", "e.csv": "text\n"})
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "first")
	git(t, dir, "rm", "-q", "-r", ".")
	write(t, dir, map[string]string{"2026/a.md": "same\n", "x.md": "---\nid: INC-1\n---\nanother text altogether\n", "y.md": long + "new end\n", "z.md": "came\n", "f.csv": "text\n"})
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "second")
	list, err := open(t, dir).Changes("HEAD^", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, c.Was+" > "+c.Path)
	}
	want := []string{"a.md > 2026/a.md", "d.md > ", "e.csv > ", " > f.csv", "b.md > x.md", "c.md > y.md", " > z.md"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
