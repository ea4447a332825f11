package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/config"
)

const rawCommit = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
parent 0123456789012345678901234567890123456789
parent 1123456789012345678901234567890123456789
author Ana Maria <ana@example.org> 1773478800 +0130
committer GitHub <noreply@github.com> 1773478900 -0800
gpgsig -----BEGIN PGP SIGNATURE-----
 author Mallory <m@example.org> 1 +0000
 
 =abcd
 -----END PGP SIGNATURE-----

The pump

author Mallory <m@example.org> 1 +0000
`

func TestParseCommit(t *testing.T) {
	c, err := parseCommit([]byte(rawCommit))
	if err != nil {
		t.Fatal(err)
	}
	if c.tree != emptyTree || len(c.parents) != 2 || c.author.name != "Ana Maria" || c.author.email != "ana@example.org" || c.committer.name != "GitHub" {
		t.Errorf("got %+v", c)
	}
	if got := c.author.when.Format(time.RFC3339); got != "2026-03-14T10:30:00+01:30" {
		t.Errorf("written at %s", got)
	}
	if want := "The pump\n\nauthor Mallory <m@example.org> 1 +0000\n"; c.message != want {
		t.Errorf("message %q, want %q", c.message, want)
	}
	_, rest, err := parseLinks([]byte(rawCommit), nil)
	if err != nil || committed(rest) != 1773478900 {
		t.Errorf("committed at %d, %v", committed(rest), err)
	}
}

func TestParseCommitTakesWhatItCan(t *testing.T) {
	head := "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
	for raw, want := range map[string]string{
		head: "  0001 ",
		head + "author Ana <a@x.org> 99999999999999 +0000\n\nm":                          "Ana a@x.org 0001 m",
		head + "author <a@x.org> 1773478800 +9999\n\nm":                                  " a@x.org 2026 m",
		head + "author Ana <a<b>@x.org> 1773478800 +0000\n\nm":                           "Ana a<b>@x.org 2026 m",
		head + "author Ana\n\nm":                                                         "Ana  0001 m",
		head + "author Jos\xe9 <j@x.org> 1773478800 +0000\nencoding ISO-8859-1\n\nC\xe9": "José j@x.org 2026 Cé",
		head + "author Jos\xe9 <j@x.org> 1773478800 +0000\n\nC\xe9":                      "José j@x.org 2026 Cé",
		head + "author Jos\xc3\xa9 <j@x.org> 1773478800 +0000\n\n\xf0\x9f\x8e\xbb":       "José j@x.org 2026 🎻",
	} {
		c, err := parseCommit([]byte(raw))
		got := fmt.Sprintf("%s %s %s %s", c.author.name, c.author.email, c.author.when.Format("2006"), c.message)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", raw, got, err, want)
		}
	}
	for _, raw := range []string{"", "tree", "tree \n", "tree 4b825dc642cb6eb9a060e54bf8d69288fbee490\n", "parent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n", "tree zb825dc642cb6eb9a060e54bf8d69288fbee4904\n"} {
		if _, err := parseCommit([]byte(raw)); err == nil {
			t.Errorf("%q: no error", raw)
		}
	}
}

func FuzzParseCommit(f *testing.F) {
	f.Add([]byte(rawCommit))
	f.Add([]byte("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor <> 1 +9\nencoding latin1\n\n\xff"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := parseCommit(raw)
		l, rest, linksErr := parseLinks(raw, nil)
		if (err == nil) != (linksErr == nil) || err == nil && !slices.Equal(c.parents, l.parents) {
			t.Errorf("read whole: %v; for the graph: %v", err, linksErr)
		}
		committed(rest)
	})
}

func rawTree(entries ...string) []byte {
	var b bytes.Buffer
	for i, e := range entries {
		b.WriteString(e + "\x00")
		b.Write(bytes.Repeat([]byte{byte(i + 1)}, 20))
	}
	return b.Bytes()
}

func TestCompareTrees(t *testing.T) {
	a := rawTree("100644 a", "100644 b", "100644 c.md", "40000 c")
	b := rawTree("100644 a", "100755 b", "100644 c", "100644 c.md", "160000 d")
	var got []string
	err := compareTrees(a, b, func(old, new entry) error {
		got = append(got, fmt.Sprintf("%s:%o>%s:%o", old.name, old.mode, new.name, new.mode))
		return nil
	})
	// As a file, c comes before c.md, and as a folder after it.
	want := []string{"b:100644>b:100755", ":0>c:100644", "c.md:100644>c.md:100644", "c:40000>:0", ":0>d:160000"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func FuzzCompareTrees(f *testing.F) {
	f.Add(rawTree("100644 a", "40000 b"), rawTree("100644 a", "100644 b", "120000 c"))
	f.Add([]byte("100644 a"), []byte("999 "))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		add, gone := 0, 0
		forth := compareTrees(a, b, func(old, new entry) error {
			if old.name == nil && new.name == nil {
				t.Error("a difference between nothing and nothing")
			}
			if old.name == nil {
				add++
			}
			return nil
		})
		back := compareTrees(b, a, func(old, new entry) error {
			if new.name == nil {
				gone++
			}
			return nil
		})
		if forth == nil && back == nil && add != gone {
			t.Errorf("%d came one way, %d went the other", add, gone)
		}
		if err := compareTrees(a, a, func(entry, entry) error { return fmt.Errorf("differs from itself") }); err != nil && err != errTree {
			t.Error(err)
		}
		lookup(a, "b")
	})
}

func TestObjectsHaveLimits(t *testing.T) {
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	write(t, dir, map[string]string{"big.md": string(bytes.Repeat([]byte("x"), maxProse+1))})
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "big")
	r := open(t, dir)
	h, _ := parseHash(git(t, dir, "rev-parse", "HEAD:big.md")[:40])
	if _, err := r.object(plumbing.BlobObject, h, maxProse); err == nil {
		t.Error("a text above the limit was read")
	}
	if _, err := r.object(plumbing.TreeObject, h, maxTree); err == nil {
		t.Error("a text was read as a tree")
	}
	if _, err := r.Blob("nonsense"); err == nil {
		t.Error("nonsense was read")
	}
}

// TestABombGoesOff holds that a few trees that name each other ten times each are
// no way to stop a build.
func TestABombGoesOff(t *testing.T) {
	dir := t.TempDir()
	w := writer{store: filesystem.NewStorage(osfs.New(dir+"/.git"), cache.NewObjectLRUDefault()), blobs: map[*byte]plumbing.Hash{}, stored: map[plumbing.Hash]bool{}}
	if err := w.store.Init(); err != nil {
		t.Fatal(err)
	}
	h, mode := plumbing.ComputeHash(plumbing.BlobObject, []byte("x")), "100644"
	if _, err := w.put(plumbing.BlobObject, []byte("x")); err != nil {
		t.Fatal(err)
	}
	for range 9 {
		var b bytes.Buffer
		for i := range 10 {
			fmt.Fprintf(&b, "%s %d.md\x00%s", mode, i, h[:])
		}
		var err error
		if h, err = w.put(plumbing.TreeObject, b.Bytes()); err != nil {
			t.Fatal(err)
		}
		mode = "40000"
	}
	c, err := w.put(plumbing.CommitObject, fmt.Appendf(nil, "tree %s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nbomb\n", h))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"HEAD": c.String() + "\n", "config": ""} {
		if err := os.WriteFile(dir+"/.git/"+name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := open(t, dir).History(config.Config{Places: config.Places{Reviews: "."}}); !errors.Is(err, errTooMany) {
		t.Errorf("got %v", err)
	}
}
