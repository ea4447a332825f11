package site

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
)

// A shelf is a sink for tests.
type shelf struct {
	mu    sync.Mutex
	files map[string]string
}

func (s *shelf) Write(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string]string{}
	}
	if _, twice := s.files[name]; twice {
		return errors.New("written twice: " + name)
	}
	s.files[name] = string(data)
	return nil
}

// made builds the repository whose files stand in an archive.
func made(t *testing.T, archive string, change func(*Options)) (map[string]string, diag.List) {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	cfg, problems := config.Parse("casebook.yaml", read(files, "casebook.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	book, loaded, err := content.Load(context.Background(), files, content.Options{Config: cfg})
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Count(diag.Error) > 0 {
		t.Fatal(loaded)
	}
	o := Options{Config: cfg, Source: files}
	if change != nil {
		change(&o)
	}
	var sink shelf
	_, problems, err = Build(context.Background(), book, o, &sink)
	if err != nil {
		t.Fatal(err)
	}
	return sink.files, append(loaded, problems...)
}

func read(files fs.FS, name string) []byte {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil
	}
	return data
}

func has(t *testing.T, files map[string]string, name string, parts ...string) {
	t.Helper()
	text, ok := files[name]
	if !ok {
		t.Errorf("%s: not made", name)
		return
	}
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s: has no %q", name, part)
		}
	}
}

func hasNot(t *testing.T, files map[string]string, name string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(files[name], part) {
			t.Errorf("%s: has %q", name, part)
		}
	}
}

const pumps = `
-- casebook.yaml --
title: Waterworks
base_url: https://water.example/book
-- content/reviews/2026/2026-03-14-pump.md --
---
title: The pump hummed in B flat
services: [pump]
aliases: [/old/pump/, /Pump.html, /reviews/2026-01-05-valve/]
---

It hummed, as [the valve](2026-01-05-valve.md) had, and as [nobody](2026-04-01-attic.md) knows yet.

## What we learned

- Pumps hum before they stop.
-- content/reviews/2026/2026-01-05-valve.md --
A valve that was open.
-- content/reviews/2026/2026-04-01-attic.md --
---
title: Water in the attic
status: draft
---

Being written.
`

func TestDraftsHavePagesOnlyWhenAskedFor(t *testing.T) {
	files, _ := made(t, pumps, nil)
	if _, ok := files["reviews/2026-04-01-attic/index.html"]; ok {
		t.Error("a draft has a page")
	}
	has(t, files, "index.html", "Being written", "Water in the attic")
	hasNot(t, files, "reviews/index.html", "attic")
	hasNot(t, files, "reviews/2026-03-14-pump/index.html", "attic")
	hasNot(t, files, "feed.xml", "attic")

	files, _ = made(t, pumps, func(o *Options) { o.Drafts = true })
	has(t, files, "reviews/2026-04-01-attic/index.html", "<strong>Draft.</strong>")
	has(t, files, "reviews/2026-03-14-pump/index.html", "../../reviews/2026-04-01-attic/index.html")
	if n := strings.Count(files["reviews/2026-03-14-pump/index.html"], "It hummed"); n != 3 {
		t.Errorf("the first paragraph stands %d times, want once for the reader and twice in descriptions", n)
	}
	hasNot(t, files, "reviews/index.html", "attic")
}

func TestAliasesLeadOnAndTakeNoPageAway(t *testing.T) {
	files, problems := made(t, pumps, nil)
	has(t, files, "old/pump/index.html", `url=../../reviews/2026-03-14-pump/index.html`)
	has(t, files, "Pump.html", `href="reviews/2026-03-14-pump/index.html"`)
	has(t, files, "reviews/2026-01-05-valve/index.html", "A valve that was open")
	if len(problems) != 1 || problems[0].Rule != "alias-taken" || problems[0].File != "content/reviews/2026/2026-03-14-pump.md" {
		t.Errorf("problems %v, want the taken address at the review that claims it", problems)
	}
}

func TestFullAddressesNeedABaseURL(t *testing.T) {
	files, _ := made(t, pumps, nil)
	has(t, files, "sitemap.xml", "<loc>https://water.example/book/reviews/2026-03-14-pump/</loc>")
	has(t, files, "reviews/2026-03-14-pump/index.html", `<link rel="canonical" href="https://water.example/book/reviews/2026-03-14-pump/">`, `og:image`)
	has(t, files, "404.html", `href="/book/reviews/index.html"`)

	files, _ = made(t, strings.Replace(pumps, "base_url: https://water.example/book\n", "", 1), nil)
	if _, ok := files["sitemap.xml"]; ok {
		t.Error("a sitemap without full addresses")
	}
	hasNot(t, files, "reviews/2026-03-14-pump/index.html", "canonical", "og:image")
	has(t, files, "404.html", `href="reviews/index.html"`)
	has(t, files, "services/pump/feed.xml", `href="../../reviews/2026-03-14-pump/index.html"`)
}

func TestFeedsAreReadable(t *testing.T) {
	files, _ := made(t, pumps, nil)
	for _, folder := range []string{"", "services/pump/"} {
		var atom struct {
			Updated string `xml:"updated"`
			Entries []struct {
				ID, Updated, Title string
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(files[folder+"feed.xml"]), &atom); err != nil {
			t.Fatal(err)
		}
		if len(atom.Entries) == 0 || !strings.HasPrefix(atom.Updated, "2026-03-14T") {
			t.Errorf("%sfeed.xml: %+v", folder, atom)
		}
		var feed struct{ Items []struct{ ID, Title string } }
		if err := json.Unmarshal([]byte(files[folder+"feed.json"]), &feed); err != nil {
			t.Fatal(err)
		}
		if len(feed.Items) != len(atom.Entries) || feed.Items[0].Title != "The pump hummed in B flat" {
			t.Errorf("%sfeed.json: %+v", folder, feed)
		}
	}
}

func TestEveryPageHasItsData(t *testing.T) {
	files, _ := made(t, pumps, nil)
	for name := range files {
		page, ok := strings.CutSuffix(name, "index.html")
		if !ok || page == "about/" || page == "old/pump/" {
			continue
		}
		if !json.Valid([]byte(files[page+"index.json"])) {
			t.Errorf("%sindex.json is missing or no JSON", page)
		}
	}
}

func TestOwnFilesLieOverTheBuiltInOnes(t *testing.T) {
	files, _ := made(t, pumps, func(o *Options) {
		o.Config.Theme = config.Theme{Accent: "#123456", Logo: "logo.svg"}
		o.Layouts = fstest.MapFS{"waivers.html": {Data: []byte(`{{define "main"}}<h1>Our own {{.Page.Title}}</h1>{{end}}`)}}
		o.Assets = fstest.MapFS{
			"logo.svg":         {Data: []byte("<svg/>")},
			"notes.md":         {Data: []byte("not for readers")},
			"styles/print.css": {Data: []byte(".our-own-print{color:red}")},
		}
	})
	has(t, files, "waivers/index.html", "<h1>Our own Waivers</h1>", `<img src="../assets/logo.svg"`)
	has(t, files, "assets/logo.svg", "<svg/>")
	style := ""
	for name, text := range files {
		if strings.HasPrefix(name, "assets/style-") {
			style = text
		}
		if strings.HasPrefix(name, "assets/notes") {
			t.Error("a file that no page refers to was copied")
		}
	}
	if !strings.Contains(style, "#123456") || !strings.Contains(style, ".our-own-print") || strings.Contains(style, "@page") {
		t.Error("the styles have neither the accent nor the file of our own")
	}
}

func TestABrokenLayoutIsNamed(t *testing.T) {
	for name, text := range map[string]string{
		"review.html": `{{define "main"}}{{.Nope}}{{end}}`,
		"base.html":   `{{if}}`,
	} {
		cfg := config.Default()
		book, _, err := content.Load(context.Background(), fstest.MapFS{
			"content/reviews/a.md": {Data: []byte("A story.")},
		}, content.Options{Config: cfg})
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Config: cfg, Layouts: fstest.MapFS{name: {Data: []byte(text)}}}
		if _, _, err := Build(context.Background(), book, o, &shelf{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v does not name it", name, err)
		}
	}
}

func TestNothingTypedIsMarkup(t *testing.T) {
	files, _ := made(t, `
-- content/reviews/2026-03-14-x.md --
---
title: "<script>alert(1)</script>"
summary: "<img src=x onerror=alert(1)> [x](javascript:alert(1))"
services: ["<b>bold</b>"]
severity: "\"><script>"
participants: [{who: "<i>ana</i>", role: "<u>"}]
actions: {items: [{title: "<script>", url: "javascript:alert(1)", owner: "<b>"}]}
aliases: ["/a\"><script>/"]
---

<script>alert(1)</script> and <a onclick=alert(1)>this</a>, [that](data:text/html,x).
`, nil)
	for name, text := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, bad := range []string{"<script>", "onerror=", "javascript:", "<b>", "<i>ana", "<u>", "data:text", "onclick=alert"} {
			if strings.Contains(strings.ReplaceAll(text, "&lt;", ""), bad) && !strings.Contains(text, "&lt;"+strings.TrimPrefix(bad, "<")) {
				t.Errorf("%s: has %q", name, bad)
			}
		}
	}
}
