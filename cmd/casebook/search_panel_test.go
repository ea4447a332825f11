package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/config"
)

// A reader is a tab in which somebody searches.
type reader struct {
	t          *testing.T
	ctx        context.Context
	complaints func() []string
}

func newReader(t *testing.T) *reader {
	t.Helper()
	ctx := browsertest.Start(t)
	complaints, err := browsertest.Complaints(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, c := range complaints() {
			t.Errorf("the browser complains: %s", c)
		}
	})
	return &reader{t, ctx, complaints}
}

func (r *reader) open(address string) {
	r.t.Helper()
	if err := chromedp.Do(r.ctx, chromedp.Navigate(address)); err != nil {
		r.t.Fatalf("open %q: %v", address, err)
	}
}

// keyboard is what its keys send.
var keyboard = map[string]input.DispatchKeyEventParams{
	"/":      {Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191},
	"Ctrl-K": {Key: "k", Code: "KeyK", Modifiers: 2, WindowsVirtualKeyCode: 75},
	"Enter":  {Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13},
	"Escape": {Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27},
	"Down":   {Key: "ArrowDown", Code: "ArrowDown", WindowsVirtualKeyCode: 40},
	"Up":     {Key: "ArrowUp", Code: "ArrowUp", WindowsVirtualKeyCode: 38},
	"Tab":    {Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9},
}

// press presses keys as a person does: what a page takes for itself is not typed.
func (r *reader) press(names ...string) {
	r.t.Helper()
	for _, name := range names {
		event := keyboard[name]
		for _, event.Type = range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
			press := func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
				_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, event)
				return chromedp.Void{}, err
			}
			if err := chromedp.Do(r.ctx, chromedp.Action[chromedp.Void](press)); err != nil {
				r.t.Fatalf("press %s: %v", name, err)
			}
		}
	}
}

// write types a text where the focus is.
func (r *reader) write(text string) {
	r.t.Helper()
	write := func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(r.ctx, chromedp.Action[chromedp.Void](write)); err != nil {
		r.t.Fatalf("write %q: %v", text, err)
	}
}

// see evaluates what a page shows.
func (r *reader) see(what string) string {
	r.t.Helper()
	text, err := chromedp.Run(r.ctx, chromedp.Evaluate[string]("String("+what+")"))
	if err != nil {
		r.t.Fatalf("see %s: %v", what, err)
	}
	return text
}

// wait waits until the page shows something.
func (r *reader) wait(what, want string) {
	r.t.Helper()
	until(r.t, fmt.Sprintf("%s as %q; it is %q", what, want, r.see(what)), func() bool { return strings.Contains(r.see(what), want) })
}

func (r *reader) shows(what, want string) {
	r.t.Helper()
	if got := r.see(what); got != want {
		r.t.Errorf("%s is %q, want %q", what, got, want)
	}
}

// What a reader looks at.
const (
	panelOpen   = `document.querySelector("dialog.panel")?.open ?? false`
	panelSaid   = `document.querySelector("dialog.panel [role=status]")?.textContent`
	panelTitles = `[...document.querySelectorAll("dialog.panel .option .title")].map((t) => t.textContent).join("|")`
	panelChosen = `[...document.querySelectorAll("dialog.panel .option")].findIndex((o) => o.ariaSelected === "true")`
	panelNamed  = `document.activeElement.getAttribute("aria-activedescendant") === document.querySelector("dialog.panel [aria-selected]")?.id`
	pageSaid    = `document.querySelector("[data-search] [role=status]").textContent`
	pageTitles  = `[...document.querySelectorAll(".hits h2")].map((t) => t.textContent).join("|")`
	focused     = `document.activeElement.tagName + " " + (document.activeElement.getAttribute("href") ?? "")`
)

const alphabet = `
-- casebook.yaml --
title: Alphabet
-- content/reviews/2026-01-01-a.md --
---
title: Alpha one
services: [ledger]
---
The aardvark went out. Nobody saw it.
-- content/reviews/2026-01-02-b.md --
---
title: Alpha two
services: [mailer]
---
The aardvark came back, and slept.
-- content/reviews/2026-01-03-c.md --
---
title: Bravo
services: [mailer]
---
The zebra crossed at 02:04.

## What we learned

- A crossing is for zebras too.
`

func served(t *testing.T, archive string) *searchedBook {
	t.Helper()
	files := archived(archive)
	cfg, _ := config.Parse("casebook.yaml", files["casebook.yaml"].Data)
	return searchBook(t, files, cfg, nil)
}

// TestSearchPanelByKeyboard searches without a mouse: keys open the panel, choose
// and follow, and the focus returns where it was.
func TestSearchPanelByKeyboard(t *testing.T) {
	server := served(t, alphabet).serve(t)
	r := newReader(t)
	r.open(server.URL + "/reviews/2026-01-03-c/")
	r.press("Tab", "Tab", "Tab")
	before := r.see(focused)
	r.press("/")
	r.shows(panelOpen, "true")
	r.wait(`document.querySelectorAll(".option").length`, "2") // terms of the book
	r.shows(`document.activeElement.value`, "")
	r.write("aardvark")
	r.wait(panelTitles, "Alpha two|Alpha one")
	r.shows(panelSaid, "2 reviews.")
	for _, step := range []struct{ key, chosen string }{{"", "0"}, {"Down", "1"}, {"Down", "0"}, {"Up", "1"}, {"Up", "0"}} {
		if step.key != "" {
			r.press(step.key)
		}
		r.shows(panelChosen, step.chosen)
		r.shows(panelNamed, "true")
		r.shows(`document.activeElement.getAttribute("role")`, "combobox")
	}
	r.press("Escape")
	r.shows(panelOpen, "false")
	r.shows(focused, before)
	r.press("Ctrl-K")
	r.shows(panelOpen, "true")
	r.shows(`document.activeElement.value`, "aardvark")
	r.press("Down", "Enter")
	r.wait(`location.pathname + document.readyState`, "/reviews/2026-01-01-a/complete")
	r.press("/")
	r.wait(`document.querySelector(".option")?.textContent`, "aardvark") // searched lately
}

// TestSearchPanelSpeaks looks at what a screen reader is told.
func TestSearchPanelSpeaks(t *testing.T) {
	server := served(t, alphabet).serve(t)
	r := newReader(t)
	r.open(server.URL + "/")
	r.press("/")
	r.shows(`document.querySelector("dialog.panel").getAttribute("aria-label")`, "Search")
	r.shows(`["role", "aria-controls", "aria-expanded", "aria-label"].map((a) => document.activeElement.getAttribute(a)).join()`, "combobox,c-options,true,Search the whole book")
	r.shows(`document.getElementById("c-options").getAttribute("role")`, "listbox")
	for _, ask := range []struct{ question, said string }{
		{"zebra", "1 review."},
		{"zebar", "1 review. “zebar” taken as zebra."},
		{"aardvark zebra", "3 reviews, none with all of this."},
		{"quokka", "No review has this."},
		{"in:nowhere zebra", "1 review. “in:nowhere” is not understood."},
	} {
		r.see(`document.activeElement.select()`)
		r.write(ask.question)
		r.wait(panelSaid, ask.said)
	}
	r.see(`document.activeElement.select()`)
	r.write("zebra")
	r.wait(panelTitles, "Bravo")
	r.shows(`document.querySelector(".option").getAttribute("role") + document.querySelector(".option").tabIndex`, "option-1")
	r.shows(`document.querySelector(".option .where").textContent`, "What we learned")
	r.shows(`document.querySelector(".option .sentence").innerHTML`, "A crossing is for <mark>zebras</mark> too.")
	r.shows(`new URL(document.querySelector(".option").href).hash`, "#learnings-a-crossing-is-for-zebras-too")
}

// TestSearchNewestWins holds back the answer to an older question: it never
// appears.
func TestSearchNewestWins(t *testing.T) {
	files := http.FileServerFS(served(t, alphabet).site)
	free := make(chan struct{})
	release := sync.OnceFunc(func() { close(free) })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Path == "/search/d/0.js" || req.URL.Path == "/search/d/1.js" {
			<-free
		}
		files.ServeHTTP(w, req)
	}))
	defer server.Close()
	defer release()
	r := newReader(t)
	r.open(server.URL + "/")
	r.press("/")
	r.write("aardvark")
	r.wait(`performance.getEntriesByType("resource").filter((e) => e.name.includes("/search/p/")).length > 0`, "true")
	r.see(`document.activeElement.select()`)
	r.write("zebra")
	r.wait(panelTitles, "Bravo")
	release()
	r.wait(`performance.getEntriesByType("resource").filter((e) => /search.d.[01]\.js/.test(e.name)).length`, "2")
	r.shows(panelTitles, "Bravo")
	r.shows(panelSaid, "1 review.")
}

const hostile = `
-- casebook.yaml --
title: "<b>Book</b>"
-- content/services/evil.md --
---
name: "<img src=x onerror=document.title='owned'>"
---
-- content/reviews/2026-01-01-evil.md --
---
title: "<img src=x onerror=document.title='owned'> falls"
services: [evil]
summary: "</span><script>document.title='owned'</script> falls"
---
It ` + "`<svg onload=document.title='owned'>`" + ` falls, & "quotes" too.
-- content/reviews/2026-01-02-talk/index.md --
A talk.
-- content/reviews/2026-01-02-talk/transcript.jsonl --
{"id":"m-1","at":"2026-01-02T02:06:31Z","who":"<i>x</i>","text":"<iframe src=javascript:alert(1)> falls down"}
`

// TestSearchIsInert searches a book, and with words, that would do harm as HTML.
func TestSearchIsInert(t *testing.T) {
	server := served(t, hostile).serve(t)
	r := newReader(t)
	const bad = `document.querySelectorAll("dialog img, dialog svg, dialog iframe, dialog script, dialog i, .searching img, .searching svg, .searching iframe, .searching i").length + document.title.includes("owned")`
	r.open(server.URL + "/")
	r.press("/")
	for _, question := range []string{"falls", `<img src=x onerror=document.title='owned'>`, `"><script>document.title='owned'</script>`, `service:evil`, "__proto__ constructor", `\u003c ' " &lt;`} {
		r.see(`document.activeElement.select()`)
		r.write(question)
		r.wait(panelSaid, ".")
		r.shows(bad, "0")
	}
	r.see(`document.activeElement.select()`)
	r.write("falls")
	r.wait(panelTitles, "<img src=x onerror=document.title='owned'> falls")
	r.open(server.URL + "/search/?q=" + url.QueryEscape("falls <img src=x onerror=document.title='owned'>"))
	r.wait(pageTitles, "falls")
	r.wait(`document.querySelector(".facets label")?.textContent`, "<img src=x onerror=document.title='owned'>")
	r.shows(bad, "0")
}

// TestSearchFromDisk searches a book that nobody serves.
func TestSearchFromDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, served(t, alphabet).site); err != nil {
		t.Fatal(err)
	}
	address := func(page, query string) string {
		u := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, page)), RawQuery: query}
		return u.String()
	}
	r := newReader(t)
	r.open(address("reviews/2026-01-03-c/index.html", ""))
	r.press("/")
	r.write("aardvark")
	r.wait(panelTitles, "Alpha two|Alpha one")
	r.press("Enter")
	r.wait(`location.pathname`, "/reviews/2026-01-02-b/index.html")
	r.open(address("search/index.html", "q=zebra"))
	r.wait(pageTitles, "Bravo")
	r.wait(`document.querySelector(".facets label")?.textContent`, "mailer1")
	r.see(`document.querySelector(".facets input").click()`)
	r.wait(`document.querySelector(".facets input").checked + location.search`, "true?q=zebra+service%3Amailer")
}

// TestSearchWithoutScripts opens the page for searching where scripts are off: it
// leads to the indexes, and offers no field that does nothing.
func TestSearchWithoutScripts(t *testing.T) {
	server := served(t, alphabet).serve(t)
	ctx := browsertest.Start(t)
	off := func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(ctx, chromedp.Action[chromedp.Void](off), chromedp.Navigate(server.URL+"/search/?q=zebra")); err != nil {
		t.Fatal(err)
	}
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[
		document.querySelector("[data-search]").getClientRects().length,
		document.querySelectorAll("#c-main .terms a").length > 3,
		document.querySelector("noscript").getClientRects().length > 0,
	].join()`))
	if err != nil {
		t.Fatal(err)
	}
	if seen != "0,true,true" {
		t.Errorf("the field, the links and the notice: %s", seen)
	}
}

// TestSearchInThePreview asks the preview, which answers in place of files.
func TestSearchInThePreview(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	if err := os.CopyFS(dir, archived(alphabet)); err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	address := serving(t, dir)
	r.open(address + "reviews/2026-01-03-c/")
	r.press("/")
	r.write("aardvrak")
	r.wait(panelSaid, "2 reviews. “aardvrak” taken as aardvark.")
	r.shows(panelTitles, "Alpha two|Alpha one")
	r.open(address + "search/?q=zebra")
	r.wait(pageTitles, "Bravo")
	r.wait(`document.querySelector(".facets label")?.textContent`, "mailer1")
	r.shows(`document.querySelector(".place").textContent`, "What we learned A crossing is for zebras too.")
}
