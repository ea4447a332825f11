package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/search"
	"github.com/casebook-dev/casebook/internal/site"
)

// demoSite builds the demo with everything in it, into memory.
func demoSite(t *testing.T, jobs int) fs.FS {
	t.Helper()
	settings, err := fs.ReadFile(demo.Files, "casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cfg, problems := config.Parse("casebook.yaml", settings)
	cfg.Places = config.Places{
		Reviews: "reviews", People: "people", Teams: "teams", Services: "services", Tags: "tags", Factors: "factors",
		Calendar: "calendar", Patterns: "patterns", Pages: "pages",
	}
	book, more, err := content.Load(context.Background(), demo.Files, content.Options{Config: cfg, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(problems, more...) {
		t.Errorf("the demo has a problem: %s:%d: %s [%s]", p.File, p.Line, p.Message, p.Rule)
	}
	var sink output.Memory
	_, problems, err = site.Build(context.Background(), book, site.Options{Config: cfg, Source: demo.Files, Drafts: true, Jobs: jobs}, &sink)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("the demo's site has a problem: %s: %s [%s]", p.File, p.Message, p.Rule)
	}
	if _, err := search.Static(context.Background(), book, search.Options{Config: cfg, Jobs: jobs}, &sink); err != nil {
		t.Fatal(err)
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

// TestEveryLinkLeadsSomewhere follows each local link of the demo to its page and
// fragment, without a server: links name files.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	tree := demoSite(t, 0)
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
	followed := 0
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
	if len(pages) < 100 || followed < 1000 {
		t.Errorf("followed %d links of %d pages: the demo is larger than that", followed, len(pages))
	}
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
