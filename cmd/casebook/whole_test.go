package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/site"
)

// demoSite is the demo with everything in it, its past included, in memory. With
// no number of jobs given it is built once for all tests, which only read it.
func demoSite(t *testing.T, jobs int) fs.FS {
	t.Helper()
	if jobs != 0 {
		return buildDemo(t, jobs)
	}
	demoOnce.Do(func() { demoBuilt = buildDemo(t, 0) })
	if demoBuilt == nil {
		t.Fatal("the demo could not be built; an earlier test says why")
	}
	return demoBuilt
}

var (
	demoOnce  sync.Once
	demoBuilt fs.FS
)

// buildDemo is the demo's site, without what its settings might leave out.
func buildDemo(t *testing.T, jobs int, drop ...string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	p := &program{out: io.Discard, err: io.Discard, now: time.Now}
	if code := p.run(t.Context(), []string{"demo", dir}); code != exitFine {
		t.Fatalf("writing the demo ended with %d", code)
	}
	flags := bookFlags{source: sourceFlags{dir: dir}, edition: edition.Internal, drafts: true, strict: true, jobs: jobs}
	book, err := flags.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer book.close()
	book.config.Drop = drop
	var sink output.Memory
	if err := book.printSearch(t.Context(), &sink); err != nil {
		t.Fatal(err)
	}
	if _, err := book.print(t.Context(), &sink, nil); err != nil {
		t.Fatal(err)
	}
	for _, p := range book.problems {
		t.Errorf("the demo has a problem: %s", p)
	}
	return sink.FS()
}

// A linkedPage is what a page offers to links, and where its own lead.
type linkedPage struct {
	ids   map[string]bool
	links []string
}

func readPage(t *testing.T, name string, data []byte) linkedPage {
	t.Helper()
	pg := linkedPage{ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return pg
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range z.Token().Attr {
				switch a.Key {
				case "id":
					if pg.ids[a.Val] {
						t.Errorf("%s: id %q stands twice", name, a.Val)
					}
					pg.ids[a.Val] = true
				case "href", "src":
					pg.links = append(pg.links, a.Val)
				case "style":
					t.Errorf("%s: inline style %q, which the policy forbids", name, a.Val)
				}
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: inline handler %s", name, a.Key)
				}
			}
		}
	}
}

// TestEveryLinkLeadsSomewhere follows each local link of the demo, of the awkward
// book and of a large one to its page and fragment, without a server: links name
// files.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, b := range []struct {
		name         string
		site         fs.FS
		pages, links int // at least
	}{{"demo", demoSite(t, 0), 100, 1000}, {"demo without conversations", buildDemo(t, 0, edition.Transcript), 100, 1000}, {"awkward", awkwardSite(t), 50, 500}, {"large", largeSite(t), 500, 10000}} {
		t.Run(b.name, func(t *testing.T) {
			if pages, links := followLinks(t, b.site); pages < b.pages || links < b.links {
				t.Errorf("followed %d links of %d pages: the book is larger than that", links, pages)
			}
		})
	}
}

// largeReviews is more than one page lists.
const largeReviews = 420

// largeSite is the site of a generated book.
func largeSite(t *testing.T) fs.FS {
	t.Helper()
	cfg := config.Default()
	book, _, err := content.Load(context.Background(), booktest.Files(largeReviews), content.Options{Config: cfg})
	if err != nil {
		t.Fatal(err)
	}
	var sink output.Memory
	if _, _, err := site.Build(context.Background(), book, site.Options{Config: cfg}, &sink); err != nil {
		t.Fatal(err)
	}
	return sink.FS()
}

func followLinks(t *testing.T, tree fs.FS) (read, followed int) {
	t.Helper()
	pages := map[string]linkedPage{}
	files := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name] = true
		if path.Ext(name) == ".html" {
			data, err := fs.ReadFile(tree, name)
			if err != nil {
				return err
			}
			pages[name] = readPage(t, name, data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, pg := range pages {
		for _, link := range pg.links {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: unreadable link %q: %v", name, link, err)
				continue
			}
			if u.Scheme != "" || u.Host != "" {
				continue
			}
			followed++
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if !files[target] {
				t.Errorf("%s: link %q leads to no file", name, link)
				continue
			}
			if u.Fragment != "" && !pages[target].ids[u.Fragment] {
				t.Errorf("%s: link %q leads to no id on %s", name, link, target)
			}
		}
	}
	return len(pages), followed
}

// TestSameSite builds the demo with one worker and with eight: every byte is the
// same.
func TestSameSite(t *testing.T) {
	one, eight := demoSite(t, 1), demoSite(t, 8)
	names := map[string]bool{}
	for _, tree := range []fs.FS{one, eight} {
		err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names[name] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range names {
		a, errA := fs.ReadFile(one, name)
		b, errB := fs.ReadFile(eight, name)
		if errA != nil || errB != nil {
			t.Errorf("%s: %v, %v", name, errA, errB)
		} else if !bytes.Equal(a, b) {
			t.Errorf("%s differs between one worker and eight", name)
		}
	}
}

func gzipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
