package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/browsertest"
)

// kinds is one page of each kind.
var kinds = []string{
	"", "reviews/", "years/2026/", "reviews/2026-04-07-two-pagers/", "reviews/2026-04-07-two-pagers/conversation/",
	"reviews/2025-12-13-page-148/", "services/", "services/courier/", "teams/platform/", "people/", "people/halldora/",
	"factors/", "factors/alert-noise/", "tags/", "technologies/", "external-parties/", "severities/", "kinds/", "kinds/near-miss/",
	"learnings/", "surprises/", "noticed/", "questions/", "actions/", "calendar/", "patterns/", "waivers/", "about/", "404.html",
}

func serveDemo(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.FileServerFS(demoSite(t, 0)))
	t.Cleanup(server.Close)
	return server
}

// TestPagesAskNobodyElse opens a page of each kind: nothing is refused, nothing
// is missing, nothing leaves the site, and nothing is wider than a phone.
func TestPagesAskNobodyElse(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	complaints, err := browsertest.Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	err = chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, server.URL) {
			mu.Lock()
			defer mu.Unlock()
			t.Errorf("asked %s", e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range kinds {
		err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 800), chromedp.Navigate(server.URL+"/"+kind))
		if err != nil {
			t.Fatalf("open %q: %v", kind, err)
		}
		wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
		if err != nil {
			t.Fatal(err)
		}
		if wide > 360 {
			t.Errorf("%q is %d px wide on a phone of 360", kind, wide)
		}
		headings, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => h.tagName[1]).join("")`))
		if err != nil {
			t.Fatal(err)
		}
		if problem := outline(headings); problem != "" {
			t.Errorf("%q: %s in %s", kind, problem, headings)
		}
	}
	for _, text := range complaints() {
		t.Errorf("the browser complains: %s", text)
	}
}

// outline says what is wrong with the levels of a page's headings, in order.
func outline(levels string) string {
	if strings.Count(levels, "1") != 1 {
		return "not exactly one h1"
	}
	last := '1'
	for _, level := range levels {
		if level > last+1 {
			return "a level is skipped"
		}
		last = level
	}
	return ""
}

// TestFilterLivesInTheAddress narrows the list of reviews, and opens the address
// that came of it.
func TestFilterLivesInTheAddress(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	const shown = `document.querySelectorAll("[data-terms]:not([hidden])").length`
	count := func() int {
		t.Helper()
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](shown))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/reviews/index.html")); err != nil {
		t.Fatal(err)
	}
	all := count()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`{
		const menu = document.querySelector("select[name=kinds]");
		menu.value = "kinds/near-miss";
		menu.dispatchEvent(new Event("change"));
		true
	}`))
	if err != nil {
		t.Fatal(err)
	}
	near := count()
	if near == 0 || near >= all {
		t.Fatalf("%d of %d reviews are near misses", near, all)
	}
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	if want := server.URL + "/reviews/?kinds=near-miss"; address != want {
		t.Errorf("the address is %s, want %s", address, want)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"&sort=oldest")); err != nil {
		t.Fatal(err)
	}
	if again := count(); again != near {
		t.Errorf("the address shows %d reviews, the menu showed %d", again, near)
	}
	days, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("[data-terms]:not([hidden]) time")].map((t) => t.dateTime).join(" ")`))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(strings.Fields(days)) || len(strings.Fields(days)) != near {
		t.Errorf("sorted from the oldest: %s", days)
	}
}

// TestSiteWorksFromDisk opens the site without a server and follows its links.
func TestSiteWorksFromDisk(t *testing.T) {
	ctx := browsertest.Start(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, demoSite(t, 0)); err != nil {
		t.Fatal(err)
	}
	complaints, err := browsertest.Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	start := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "index.html"))}
	if err := chromedp.Do(ctx, chromedp.Navigate(start.String())); err != nil {
		t.Fatal(err)
	}
	href, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector(".card h3 a").href`))
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(href)); err != nil {
		t.Fatal(err)
	}
	styled, err := chromedp.Run(ctx, chromedp.Evaluate[string](`getComputedStyle(document.querySelector(".skip")).position + " " + document.querySelector("h1").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(styled, "absolute ") {
		t.Errorf("the styles did not load from disk: %s", styled)
	}
	for _, text := range complaints() {
		t.Errorf("the browser complains: %s", text)
	}
}

// TestPageBudgets holds the sizes of look.md for a review of ordinary length,
// as they travel: compressed.
func TestPageBudgets(t *testing.T) {
	tree := demoSite(t, 0)
	for _, b := range []struct {
		glob string
		most int
	}{
		{"reviews/*/index.html", 24 << 10}, // the budget is 20 KB at 1,500 words; the longest of the demo has 2,400
		{"assets/style-*.css", 12 << 10},
		{"assets/script-*.js", 12 << 10},
	} {
		names, err := fs.Glob(tree, b.glob)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", b.glob, names, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(tree, name)
			if err != nil {
				t.Fatal(err)
			}
			if n := gzipped(t, data); n > b.most {
				t.Errorf("%s is %s compressed, the budget is %s", name, kilobytes(n), kilobytes(b.most))
			}
		}
	}
}

func kilobytes(n int) string { return fmt.Sprintf("%.1f KiB", float64(n)/1024) }

// TestMeeting tells a review part by part, by the arrow keys, and leaves it.
func TestMeeting(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/reviews/2026-04-07-two-pagers/?meet")); err != nil {
		t.Fatal(err)
	}
	look := func(press string) string {
		t.Helper()
		seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`{
			const key = "`+press+`";
			if (key) document.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
			const bar = document.querySelector(".meeting-bar span");
			const h = [...document.querySelectorAll("h1, .story h2")].find((h) => h.getClientRects().length > 0);
			(bar ? bar.textContent : "no bar") + ": " + (h ? h.textContent : "no heading") + " " + location.search;
		}`))
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	first := look("")
	if !strings.HasPrefix(first, "1 of ") || !strings.Contains(first, "At 3:40") || !strings.HasSuffix(first, "?meet") {
		t.Errorf("it begins with %q", first)
	}
	look("ArrowRight") // who was there
	if third := look("ArrowRight"); !strings.HasPrefix(third, "3 of ") || !strings.Contains(third, ": Background ") {
		t.Errorf("two steps on it shows %q", third)
	}
	if second := look("ArrowLeft"); !strings.HasPrefix(second, "2 of ") {
		t.Errorf("a step back it shows %q", second)
	}
	if after := look("Escape"); !strings.HasPrefix(after, "no bar: At 3:40") || strings.Contains(after, "?meet") {
		t.Errorf("after leaving it shows %q", after)
	}
}
