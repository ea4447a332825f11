package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/pullrequest"
	"github.com/casebook-dev/casebook/internal/site"
)

// branchSite is the awkward book with the page that tells what became of it, and
// the same as a file of its own.
func branchSite(t *testing.T) fs.FS {
	t.Helper()
	report, head := awkwardReport(t)
	guest := site.Guest{Address: branchAddress, Title: "This branch", Layout: "pull-request.html", Content: func() any { return report.Page() }}
	var sink output.Memory
	if _, _, err := site.Build(t.Context(), head.Book, site.Options{Config: head.Config, Source: head.Files, Guests: []site.Guest{guest}}, &sink); err != nil {
		t.Fatal(err)
	}
	if err := sink.Write("report.html", alone(t, report, head.Config)); err != nil {
		t.Fatal(err)
	}
	return sink.FS()
}

func alone(t *testing.T, report *pullrequest.Report, c config.Config) []byte {
	t.Helper()
	look, err := (&branch{config: c}).look()
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := report.WriteHTML(&page, look); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}

// awkwardReport holds the awkward book against one in which every third line of
// a story said something else, and one review was not there.
func awkwardReport(t *testing.T) (*pullrequest.Report, pullrequest.Side) {
	t.Helper()
	book, err := txtar.ParseFile("testdata/awkward.txtar")
	if err != nil {
		t.Fatal(err)
	}
	was, is := fstest.MapFS{}, fstest.MapFS{}
	for i, f := range book.Files {
		is[f.Name] = &fstest.MapFile{Data: f.Data}
		if i != 1 {
			was[f.Name] = &fstest.MapFile{Data: []byte(otherwise(string(f.Data)))}
		}
	}
	base, head := sideOf(t, "main", was), sideOf(t, "your files", is)
	return pullrequest.Compare(base, head, pullrequest.Options{Address: fromBranchPage}), head
}

// otherwise tells a story otherwise: some lines are not there yet, some stand
// elsewhere, and some words are others.
func otherwise(text string) string {
	lines := strings.SplitAfter(text, "\n")
	end := 0
	for i, line := range lines {
		if i > 0 && line == "---\n" {
			end = i + 1
			break
		}
	}
	out := append([]string{}, lines[:end]...)
	for i, line := range lines[end:] {
		switch i % 6 {
		case 1:
			continue
		case 3:
			line = strings.ReplaceAll(strings.ReplaceAll(line, " the ", " a "), "is", "was")
		}
		out = append(out, line)
	}
	return strings.Join(out, "")
}

func sideOf(t *testing.T, name string, files fstest.MapFS) pullrequest.Side {
	t.Helper()
	c, _ := config.Parse("casebook.yaml", nil)
	book, problems, err := content.Load(context.Background(), files, content.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	return pullrequest.Side{Name: name, Book: book, Files: files, Config: c, Problems: problems}
}

// A reader goes from change to change by the keyboard, on a page that was opened
// from disk.
func TestWalkChanges(t *testing.T) {
	ctx := browsertest.Start(t)
	report, head := awkwardReport(t)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, alone(t, report, head.Config), 0o644); err != nil {
		t.Fatal(err)
	}
	complaints, err := browsertest.Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	at := func(keys string) string {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
			t.Fatal(err)
		}
		where, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.hash + " " + document.activeElement.id + " " + document.querySelector(".change-bar span").textContent`))
		if err != nil {
			t.Fatal(err)
		}
		return where
	}
	for _, step := range []struct{ keys, want string }{
		{"n", `^#chg-1 chg-1 1 of \d+$`}, {"n", `^#chg-2 chg-2 2 of \d+$`}, {"nn", `^#chg-4 chg-4 4 of`}, {"p", `^#chg-3 chg-3 3 of`}, {"ppp", `^#chg-1 chg-1 1 of`},
	} {
		if got := at(step.keys); !regexp.MustCompile(step.want).MatchString(got) {
			t.Errorf("%s leads to %q, not %s", step.keys, got, step.want)
		}
	}
	for _, text := range complaints() {
		t.Errorf("the browser complains: %s", text)
	}
}
