package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
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
	"learnings/", "surprises/", "noticed/", "questions/", "actions/", "calendar/", "patterns/", "patterns/reliance/",
	"patterns/when/", "learning/", "opportunities/", "game-days/", "facilitators/", "contributors/", "contributors/taking-part/", "waivers/",
	"about/", "404.html", "help/rules/", "help/rules/counterfactual/", "help/rules/calibration/", "search/", "search/?q=pager+queue", "search/?q=zzzz",
}

func serveDemo(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.FileServerFS(demoSite(t, 0)))
	t.Cleanup(server.Close)
	return server
}

// TestPagesAskNobodyElse opens a page of each kind: nothing is refused, nothing
// is missing, nothing leaves the site, and headings are in order.
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
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/"+kind)); err != nil {
			t.Fatalf("open %q: %v", kind, err)
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

// TestFilterOfALargeBook narrows a list that the page shows the newest of: what it
// does not show is fetched, and found.
func TestFilterOfALargeBook(t *testing.T) {
	ctx := browsertest.Start(t)
	server := httptest.NewServer(http.FileServerFS(largeSite(t)))
	defer server.Close()
	look := func(query, wait string) string {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/reviews/"+query), chromedp.Poll[chromedp.Void](wait)); err != nil {
			t.Fatal(err)
		}
		seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`{
			const cards = [...document.querySelectorAll("[data-terms]:not([hidden])")];
			const years = new Set(cards.map((c) => c.querySelector("time").dateTime.slice(0, 4)));
			document.querySelector("[data-count]").textContent + "; " + cards.length + " cards of " + years.size + " years";
		}`))
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if got, want := look("", `document.querySelector("select")`), "367 of 420 reviews; 367 cards of 7 years"; got != want {
		t.Errorf("the page shows %s, want %s", got, want)
	}
	const narrowed = `document.querySelector("[data-count]").textContent.includes("of 420 reviews")`
	if got, want := look("?services=kafka", narrowed), "56 of 420 reviews; 56 cards of 8 years"; got != want {
		t.Errorf("narrowed to a service it shows %s, want %s", got, want)
	}
	if got, want := look("?services=kafka&years=2018&sort=oldest", narrowed), "9 of 420 reviews; 9 cards of 1 years"; got != want {
		t.Errorf("narrowed to a year too it shows %s, want %s", got, want)
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

// budgets are the most that pages and what they load may weigh, compressed, as
// they travel. The first pattern that matches a file's name holds. A review
// of 1,500 words may weigh 20 KiB; the demo's have up to 2,600 and weigh more.
var budgets = []struct {
	pattern string
	kib     int
}{
	{"reviews/*/index.html", 25},
	{"reviews/*/conversation/index.html", 22},
	{"patterns/index.html", 22}, // pictures of several measures, each with its table
	{"learning/index.html", 18},
	{"services/*/index.html", 14},
	{"teams/*/index.html", 16},
	{"index.html", 8},
	{"404.html", 4},
	{"about/index.html", 6},
	{"people/*/index.html", 8},
	{"contributors/taking-part/index.html", 20}, // two matrices, and the same in words
	{"assets/*.css", 12},
	{"assets/search-*.js", 10}, // comes when somebody searches
	{"assets/*.js", 12},
	{"*.html", 12}, // lists and terms, whatever they are called
}

// TestPageBudgets holds the budgets for every page of the demo.
func TestPageBudgets(t *testing.T) {
	tree := demoSite(t, 0)
	seen := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		for _, b := range budgets {
			if ok, _ := path.Match(b.pattern, name); !ok && !(b.pattern == "*.html" && path.Ext(name) == ".html") {
				continue
			}
			seen[b.pattern] = true
			if n := gzipped(t, data); n > b.kib<<10 {
				t.Errorf("%s is %s compressed, the budget is %d KiB", name, kilobytes(n), b.kib)
			}
			break
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range budgets {
		if !seen[b.pattern] {
			t.Errorf("no file of the demo is %s", b.pattern)
		}
	}
}

func kilobytes(n int) string { return fmt.Sprintf("%.1f KiB", float64(n)/1024) }

// TestMeeting tells a review part by part, by the arrow keys, and leaves it.
func TestMeeting(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(server.URL+"/reviews/2026-04-07-two-pagers/?meet")); err != nil {
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
	look("ArrowRight") // and when
	if fourth := look("ArrowRight"); !strings.HasPrefix(fourth, "4 of ") || !strings.Contains(fourth, ": Background ") {
		t.Errorf("three steps on it shows %q", fourth)
	}
	if third := look("ArrowLeft"); !strings.HasPrefix(third, "3 of ") {
		t.Errorf("a step back it shows %q", third)
	}
	if after := look("Escape"); !strings.HasPrefix(after, "no bar: At 3:40") || strings.Contains(after, "?meet") {
		t.Errorf("after leaving it shows %q", after)
	}
}

// TestMeetingFitsTheScreen goes through all that is told: nothing of it is left out
// or told twice but headings, and what is higher than the screen is one piece.
func TestMeetingFitsTheScreen(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(server.URL+"/reviews/2026-04-07-two-pagers/?meet")); err != nil {
		t.Fatal(err)
	}
	told, err := chromedp.Run(ctx, chromedp.Evaluate[string](`{
		const faults = [], seen = new Map();
		const all = [...document.querySelectorAll(".opening, .people, .strip, .story > .row, .voice > .row")];
		const parts = Number(document.querySelector(".meeting-bar span").textContent.split(" of ")[1]);
		for (let i = 0; i < parts; i++) {
			const shown = all.filter((piece) => piece.getClientRects().length > 0);
			for (const piece of shown) seen.set(piece, (seen.get(piece) ?? 0) + 1);
			const texts = shown.filter((piece) => !piece.classList.contains("head"));
			if (texts.length === 0) faults.push("part " + (i + 1) + " is a heading alone");
			if (texts.length > 1 && document.documentElement.scrollHeight > innerHeight) faults.push("part " + (i + 1) + " is higher than the screen");
			document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", cancelable: true }));
		}
		for (const piece of all) {
			const times = seen.get(piece) ?? 0;
			if (times === 0 || (times > 1 && !piece.classList.contains("head"))) faults.push(times + " times: " + piece.textContent.trim().slice(0, 40));
		}
		parts < 10 ? "only " + parts + " parts" : faults.join("; ");
	}`))
	if err != nil {
		t.Fatal(err)
	}
	if told != "" {
		t.Error(told)
	}
}

// TestContentsFollow jumps about in a review: the table of contents marks what is
// read, in sight even in a window that is too low for all of it.
func TestContentsFollow(t *testing.T) {
	ctx := browsertest.Start(t)
	server := serveDemo(t)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 300), chromedp.Navigate(server.URL+"/reviews/2026-04-07-two-pagers/")); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"timeline", "c-decisions", "background", "what-we-learned"} {
		marked, err := chromedp.Run(ctx, chromedp.Evaluate[string](`new Promise((tell) => {
			document.getElementById("`+id+`").scrollIntoView();
			setTimeout(() => {
				const line = document.querySelector(".toc [aria-current]"), box = line.getBoundingClientRect();
				tell(line.hash.slice(1) + (box.top >= 0 && box.bottom <= innerHeight ? "" : ", out of sight"));
			}, 100);
		})`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		if marked != id {
			t.Errorf("at %q the contents mark %q", id, marked)
		}
	}
}
