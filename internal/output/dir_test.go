package output

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type site map[string]string

// build writes files into dir and commits.
func build(t testing.TB, dir string, files site) Stats {
	t.Helper()
	d := open(t, dir)
	writeAll(t, d, files)
	stats, err := d.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func open(t testing.TB, dir string) *Dir {
	t.Helper()
	d, err := Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Discard() })
	return d
}

func writeAll(t testing.TB, d *Dir, files site) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := d.Write(name, []byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns everything below dir; symbolic links read as -> where they lead.
func read(t testing.TB, dir string) site {
	t.Helper()
	found := site{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if e.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(path)
			found[filepath.ToSlash(name)] = "-> " + to
			return err
		}
		data, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func same(t testing.TB, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// with adds the marker to what a site should hold.
func (s site) with() site {
	all := maps.Clone(s)
	all[Marker] = markerText
	return all
}

var first = site{"index.html": "home", "reviews/a/index.html": "a", "reviews/b/index.html": "b"}

func TestCommit(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	same(t, build(t, public, first), Stats{Written: 3})
	same(t, read(t, public), first.with())

	second := site{"index.html": "new home", "reviews/a/index.html": "a", "feed.xml": ""}
	same(t, build(t, public, second), Stats{Written: 2, Unchanged: 1, Removed: 1})
	same(t, read(t, dir), site{
		"public/.casebook": markerText, "public/index.html": "new home",
		"public/reviews/a/index.html": "a", "public/feed.xml": "",
	})
	if _, err := os.Stat(filepath.Join(public, "reviews/b")); err == nil {
		t.Error("the directory of a removed file is still there")
	}
}

func TestCommitKeepsTimes(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	build(t, public, first)
	past := time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)
	for name := range first {
		if err := os.Chtimes(filepath.Join(public, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	changed := maps.Clone(first)
	changed["index.html"] = "hame" // the same length
	build(t, public, changed)
	for name := range first {
		info, err := os.Stat(filepath.Join(public, name))
		if err != nil {
			t.Fatal(err)
		}
		if kept := info.ModTime().Equal(past); kept != (name != "index.html") {
			t.Errorf("%s: time kept: %v", name, kept)
		}
	}
}

func TestCommitWithoutChangeTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build(t, public, first)
	before, _ := os.Stat(public)
	same(t, build(t, public, first), Stats{Unchanged: 3})
	after, _ := os.Stat(public)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the directory was touched")
	}
	same(t, entries(t, dir), []string{"public"})
}

func entries(t testing.TB, dir string) []string {
	t.Helper()
	listed, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range listed {
		all = append(all, e.Name())
	}
	return all
}

func TestCommitKeepsModeOfDirectory(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(public, 0o700); err != nil {
		t.Fatal(err)
	}
	build(t, public, first)
	info, err := os.Stat(public)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestDiscardLeavesOldSite(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build(t, public, first)
	before := read(t, dir)
	d := open(t, public)
	writeAll(t, d, site{"index.html": "half"})
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	same(t, read(t, dir), before)
	same(t, entries(t, dir), []string{"public"})
	if err := d.Write("late.html", nil); err == nil {
		t.Error("a discarded site took a file")
	}
	if _, err := d.Commit(); err == nil {
		t.Error("a discarded site was committed")
	}
	same(t, entries(t, dir), []string{"public"})
}

func TestDiscardRemovesParentsItMade(t *testing.T) {
	dir := t.TempDir()
	d := open(t, filepath.Join(dir, "a/b/public"))
	writeAll(t, d, first)
	d.Discard()
	same(t, len(entries(t, dir)), 0)
}

func TestCommitAfterFailedWrite(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build(t, public, first)
	d := open(t, public)
	writeAll(t, d, site{"index.html": "new"})
	if err := d.Write("Index.html", nil); err == nil {
		t.Fatal("two files of one name")
	}
	if _, err := d.Commit(); err == nil {
		t.Error("a site that lacks a file was committed")
	}
	same(t, read(t, public), first.with())
	same(t, entries(t, dir), []string{"public"})
}

// What a killed build leaves is put right by the next.
func TestOpenAfterKilledBuild(t *testing.T) {
	for _, moment := range []string{"writing", "between renames", "removing"} {
		t.Run(moment, func(t *testing.T) {
			dir := t.TempDir()
			public, work := filepath.Join(dir, "public"), filepath.Join(dir, ".public.casebook")
			build(t, public, first)
			put(t, filepath.Join(work, "lock"), "")
			put(t, filepath.Join(work, "site/index.html"), "half")
			switch moment {
			case "between renames":
				if err := os.Rename(public, filepath.Join(work, "old")); err != nil {
					t.Fatal(err)
				}
			case "removing":
				put(t, filepath.Join(work, "old/index.html"), "older")
			}
			d := open(t, public)
			same(t, read(t, public), first.with())
			d.Discard()
			same(t, read(t, public), first.with())
			same(t, entries(t, dir), []string{"public"})
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "foreign/thesis.txt"), "years")
	put(t, filepath.Join(dir, "file"), "")
	put(t, filepath.Join(dir, "book/content/a.md"), "")
	put(t, filepath.Join(dir, "book/.casebook"), "")
	put(t, filepath.Join(dir, "pages/.git"), "gitdir: elsewhere")
	put(t, filepath.Join(dir, "pages/.casebook"), "")
	put(t, filepath.Join(dir, "linked/index.html"), "")
	link(t, "../file", filepath.Join(dir, "linked/.casebook"))
	link(t, "nowhere", filepath.Join(dir, "dangling"))
	link(t, "book", filepath.Join(dir, "alias"))
	before := read(t, dir)
	for _, test := range []struct{ dir, source, want string }{
		{"foreign", "", "did not make this directory"},
		{"file", "", "not a directory"},
		{"file/public", "", "not a directory"},
		{"pages", "", "Git repository"},
		{"linked", "", "did not make"},
		{"dangling", "", "leads nowhere"},
		{"book", "book", "contains the source"},
		{"book", "book/content", "contains the source"},
		{"book", "alias/content", "contains the source"},
		{"alias", "book/content", "contains the source"},
		{".", "book", "contains the source"},
	} {
		source := test.source
		if source != "" {
			source = filepath.Join(dir, source)
		}
		d, err := Open(filepath.Join(dir, test.dir), source)
		if err == nil {
			d.Discard()
			t.Errorf("%s: opened", test.dir)
		} else if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.dir, err, test.want)
		}
	}
	same(t, read(t, dir), before)
}

func TestOpenWithinSource(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/a.md"), "")
	d, err := Open(filepath.Join(dir, "public"), dir)
	if err != nil {
		t.Fatal(err)
	}
	d.Discard()
}

func link(t testing.TB, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skip(err)
	}
}

func TestTargetIsSymlink(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "srv/www"), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, "srv/www", filepath.Join(dir, "public"))
	build(t, filepath.Join(dir, "public"), site{"index.html": "1"})
	build(t, filepath.Join(dir, "public"), site{"index.html": "2"})
	same(t, read(t, dir), site{"public": "-> srv/www", "srv/www/index.html": "2", "srv/www/.casebook": markerText})
}

func TestSymlinksInOldSiteAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build(t, public, first)
	put(t, filepath.Join(dir, "secret/index.html"), "a")
	if err := os.RemoveAll(filepath.Join(public, "reviews/a")); err != nil {
		t.Fatal(err)
	}
	link(t, "../../secret", filepath.Join(public, "reviews/a"))
	same(t, build(t, public, first), Stats{Written: 1, Unchanged: 2, Removed: 1})
	same(t, read(t, public), first.with())
	same(t, read(t, filepath.Join(dir, "secret")), site{"index.html": "a"})
}

func TestSecondBuildIsRefused(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	d := open(t, public)
	_, err := Open(public, "")
	if err == nil || !strings.Contains(err.Error(), "another casebook is building") {
		t.Fatalf("second build: %v", err)
	}
	writeAll(t, d, first)
	if _, err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	build(t, public, first)
}

// Many builds at once: each either has the directory to itself or is refused.
func TestBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 20 {
				d, err := Open(public, "")
				if err != nil {
					if !strings.Contains(err.Error(), "another casebook") {
						t.Error(err)
					}
					continue
				}
				d.Write("index.html", fmt.Append(nil, i))
				if _, err := d.Commit(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	same(t, entries(t, dir), []string{"public"})
	same(t, len(read(t, public)), 2)
}

func TestWriteFromManyGoroutines(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	want := site{}
	for i := range 300 {
		want[fmt.Sprintf("d%d/e%d/%d.html", i%3, i%7, i)] = fmt.Sprint(i)
	}
	d := open(t, public)
	var group sync.WaitGroup
	for name, text := range want {
		group.Go(func() {
			if err := d.Write(name, []byte(text)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if _, err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	same(t, read(t, public), want.with())
}

func TestKeepByCopy(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	put(t, from, "text")
	past := time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(from, past, past); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(to)
	if err != nil || !info.ModTime().Equal(past) {
		t.Errorf("copied with time %v, %v", info.ModTime(), err)
	}
}

// TestKeep takes a file over by its name alone, and knows what it has not.
func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, site{"a.png": "old", "b.png": "gone"})
	d := open(t, dir)
	for name, want := range map[string]bool{"a.png": true, "c.png": false} {
		if kept, err := d.Keep(name); kept != want || err != nil {
			t.Errorf("%s: %v, %v", name, kept, err)
		}
	}
	if _, err := d.Keep("a.png"); err == nil {
		t.Error("a name was taken twice")
	}
	stats, err := d.Commit()
	if err != nil {
		t.Fatal(err)
	}
	same(t, stats, Stats{Unchanged: 1, Removed: 1})
	same(t, read(t, dir), site{"a.png": "old"}.with())
}
