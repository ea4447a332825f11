package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/browsertest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/search"
)

// TestSearchPage asks by the address, narrows down, goes back and on.
func TestSearchPage(t *testing.T) {
	book := searchBook(t, booktest.Files(60), config.Default(), nil)
	server := book.serve(t)
	r := newReader(t)
	hits := func() string { return r.see(`document.querySelectorAll(".hits li").length`) }
	r.open(server.URL + "/search/?q=broker")
	r.wait(pageSaid, "60 reviews.")
	r.shows(`document.querySelector("[data-search] input").value`, "broker")
	if hits() != "10" {
		t.Errorf("%s hits at first", hits())
	}
	r.see(`document.querySelector(".hits .more").click()`)
	r.wait(`document.querySelectorAll(".hits li").length`, "20")
	r.shows(`document.activeElement === document.querySelectorAll(".hits li")[10].querySelector("a")`, "true")
	r.shows(`location.search`, "?q=broker&n=20")

	const kafka = `document.querySelector("[value=kafka]")`
	count := r.see(kafka + `.parentElement.querySelector(".count").textContent`)
	r.see(kafka + `.focus() + ` + kafka + `.click()`)
	r.wait(pageSaid, count+" review")
	r.shows(`location.search`, "?q=broker+service%3Akafka")
	r.shows(`document.activeElement.value + document.activeElement.checked`, "kafkatrue")
	r.shows(`document.querySelectorAll(".facets details[open] label").length > 5`, "true") // others can be added
	r.see(`document.querySelector("[value=ledger]").click()`)
	r.wait(`location.search`, "?q=broker+service%3Akafka+service%3Aledger")
	r.see(`history.back()`)
	r.wait(`document.querySelector("[data-search] input").value`, "broker service:kafka")
	r.wait(pageSaid, count+" review")
	r.see(kafka + `.click()`)
	r.wait(pageSaid, "60 reviews.")
	r.shows(`document.querySelector("[data-search] input").value`, "broker")
}

// TestSearchPageSaysWhatElse asks for what the book does not have.
func TestSearchPageSaysWhatElse(t *testing.T) {
	server := served(t, alphabet).serve(t)
	r := newReader(t)
	r.open(server.URL + "/search/?q=zebrella+service%3Alodge")
	r.wait(pageSaid, "No review has this.")
	r.shows(`[...document.querySelectorAll("[data-search] [role=status] a")].map((a) => a.textContent).join()`, "zebra,zebras,service:ledger")
	r.see(`document.querySelector("[data-search] [role=status] a").click()`)
	r.wait(`document.readyState + location.search`, "complete?q=zebra")
	r.wait(pageTitles, "Bravo")
}

// TestSearchMovesNothing types, letter by letter, and opens a shared address:
// nothing that stands on the page moves.
func TestSearchMovesNothing(t *testing.T) {
	book := searchBook(t, booktest.Files(60), config.Default(), nil)
	server := book.serve(t)
	r := newReader(t)
	const shift = `performance.getEntriesByType("layout-shift").length + (window.moved ?? []).length`
	watch := `{ window.moved = []; new PerformanceObserver((l) => moved.push(...l.getEntries())).observe({type: "layout-shift", buffered: true}) }`
	r.open(server.URL + "/search/?q=broker+lock")
	if err := chromedp.Do(r.ctx, chromedp.Evaluate[chromedp.Void](watch)); err != nil {
		t.Fatal(err)
	}
	r.wait(`document.querySelectorAll(".hits li").length`, "10")
	r.wait(`document.querySelectorAll(".facets label").length > 0`, "true")
	r.shows(shift, "0")

	r.open(server.URL + "/waivers/")
	if err := chromedp.Do(r.ctx, chromedp.Evaluate[chromedp.Void](watch)); err != nil {
		t.Fatal(err)
	}
	r.press("/")
	for _, letter := range strings.Split("broker lock", "") {
		r.write(letter)
	}
	r.wait(panelSaid, "60 reviews.")
	r.shows(shift, "0")
}

// A counter counts what a browser asks a site for.
type counter struct {
	http.Handler
	mu    sync.Mutex
	names []string
	bytes int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	counted := &countedResponse{ResponseWriter: w}
	c.Handler.ServeHTTP(counted, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names = append(c.names, r.URL.Path)
	c.bytes += counted.n
}

// take gives what was asked for since the last time.
func (c *counter) take() (names []string, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	names, bytes = c.names, c.bytes
	c.names, c.bytes = nil, 0
	return names, bytes
}

type countedResponse struct {
	http.ResponseWriter
	n int
}

func (r *countedResponse) Write(data []byte) (int, error) {
	r.n += len(data)
	return r.ResponseWriter.Write(data)
}

// TestSearchIsFrugal counts what a search costs: few requests, and for words that
// were asked for before none at all. At 10,000 reviews `make bench-search` says
// what it weighs.
func TestSearchIsFrugal(t *testing.T) {
	book := searchBook(t, booktest.Files(200), config.Default(), nil)
	count := &counter{Handler: http.FileServerFS(book.site)}
	server := httptest.NewServer(count)
	defer server.Close()
	r := newReader(t)
	r.open(server.URL + "/waivers/")
	r.see(`document.readyState`)
	count.take()
	r.press("/")
	search := func(question string) (requests, bytes int) {
		r.see(`document.activeElement.select()`)
		r.write(question)
		r.wait(`document.querySelector("dialog input").value + "|" + document.querySelectorAll("mark").length`, question)
		r.wait(panelSaid, "review")
		until(t, "the end of it", func() bool {
			return r.see(`document.querySelector("dialog .title mark, dialog .sentence mark") !== null`) == "true"
		})
		names, n := count.take()
		t.Logf("%-20s %2d requests, %5.1f kB", question, len(names), float64(n)/1000)
		return len(names), n
	}
	if n, _ := search("vault"); n > 14 {
		t.Errorf("the first search makes %d requests", n)
	}
	for _, question := range []string{"ledger backlog", "handover", "schmea"} {
		if n, _ := search(question); n > 14 {
			t.Errorf("%q makes %d requests", question, n)
		}
	}
	if n, bytes := search("vault"); n > 0 {
		t.Errorf("asking again makes %d requests, %d bytes", n, bytes)
	}
	outside := r.see(`performance.getEntriesByType("resource").filter((e) => !e.name.startsWith(location.origin)).length`)
	if outside != "0" {
		t.Errorf("%s requests leave the site", outside)
	}
}

// TestSearchForgets asks the same after other questions and without them: the
// answers and the files are the same.
func TestSearchForgets(t *testing.T) {
	book := searchBook(t, booktest.Files(80), config.Default(), askOver())
	count := &counter{Handler: http.FileServerFS(book.site)}
	server := httptest.NewServer(count)
	defer server.Close()
	ctx := browsertest.Start(t)
	questions := []string{"brok", "lock window", `"the shard"`, "handver", "service:kafka deploy", "te*"}
	fresh := func(question string) (answer, string) {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
			t.Fatal(err)
		}
		count.take()
		a := ask(t, ctx, []string{question})[0]
		names, _ := count.take()
		return a, searchFiles(names)
	}
	var answers []answer
	var files []string
	for _, q := range questions {
		a, names := fresh(q)
		answers, files = append(answers, a), append(files, names)
	}
	for i, a := range ask(t, ctx, append(questions, questions...)) {
		if diff := same(answers[i%len(questions)], a); diff != "" {
			t.Errorf("%q after other questions:\n%s", questions[i%len(questions)], diff)
		}
	}
	for i, q := range questions {
		if _, names := fresh(q); names != files[i] {
			t.Errorf("%q asks for %s, and asked for %s", q, names, files[i])
		}
	}
}

// searchFiles are the files of the search among those that were asked for, but for
// the one that every page begins with, which it may have before or after it is asked.
func searchFiles(names []string) string {
	var list []string
	for _, n := range names {
		if strings.HasPrefix(n, "/search/") && strings.HasSuffix(n, ".js") && n != "/"+search.MetaFile {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

const japanese = `
-- casebook.yaml --
title: 事例集
language: ja
-- content/services/名前.md --
---
name: 名前解決
---
-- content/reviews/2026-01-01-dns.md --
---
title: 東京都のDNSサーバー障害
services: [名前]
---
午前二時に名前が引けなくなった。ｻｰﾊﾞｰの再起動が必要だった。The reboot was routine.

## 学んだこと

- キャッシュは便利だが、古い答えも返す。
-- content/reviews/2026-01-02-kafka/index.md --
---
title: 京都の待ち行列
---
메시지가 밀렸다. 消息堆积。
-- content/reviews/2026-01-02-kafka/transcript.jsonl --
{"id":"m-1","at":"2026-01-02T02:06:31Z","who":"花子","text":"サーバーが遅い、再起動しますか"}
`

const german = `
-- casebook.yaml --
title: Fallsammlung
language: de
-- content/reviews/2026-01-01-a.md --
---
title: Die Namensauflösung stand still
---
Die Server wurden neu gestartet, während die Kunden warteten. Niemand wusste, dass l'heure und Straße dasselbe Feld waren.
-- content/reviews/2026-01-02-b.md --
---
title: Warten auf den Server
---
Ein Kunde wartete auf die Straßen. Größere Häuser, kleinere Gärten; die Wartung begann.
`

const none = `
-- casebook.yaml --
title: Lítil bók
language: is
-- content/reviews/2026-01-01-a.md --
---
title: Nafnaþjónninn svaraði ekki
---
Þegar netið datt niður svaraði enginn. Servers were restarted.
`

// TestSearchInOtherLanguages asks books that are not in English, in the browser
// and bleve.
func TestSearchInOtherLanguages(t *testing.T) {
	for _, b := range []struct {
		archive   string
		questions []string
	}{
		{japanese, []string{"サーバー", "ｻｰﾊﾞｰ", "東京", "京都", "都", "東京都", "再起動", "再 起動", `"再起動が"`, "名前が引けない", "dns", "reboots", "메시지", "밀렸", "消息", "service:名前", "service:名", "-サーバー 京都", "再", "起動", "障害*", "花子", "キャッシュ 古い", "in:conversation 再起動", "二", "ー"}},
		{german, []string{"server", "servern", "wartete", "warten", "Straße", "strasse", "strassen", "häuser", "haus", "kunden", "kunde", "heure", "l'heure", "dasselbe", `"die server"`, "namensauflosung", "Gar", "warteten -kunde", "groß", "der die das"}},
		{none, []string{"svaraði", "svaradi", "þegar", "thegar", "servers", "server", "nafnaþ", "ekki"}},
	} {
		ctx := browsertest.Start(t)
		files := archived(b.archive)
		cfg, _ := config.Parse("casebook.yaml", files["casebook.yaml"].Data)
		book := searchBook(t, files, cfg, askOver())
		server := httptest.NewServer(http.FileServerFS(book.site))
		t.Cleanup(server.Close)
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
			t.Fatal(err)
		}
		for i, got := range ask(t, ctx, b.questions) {
			want := book.wanted(t, b.questions[i])
			if diff := same(want, got); diff != "" {
				t.Errorf("%s %q: bleve (-) and the browser (+) differ:\n%s", cfg.Language, b.questions[i], diff)
			}
			t.Logf("%s %-20s %d", cfg.Language, b.questions[i], want.Total)
		}
	}
}

// TestSearchLongConversation finds a message among thousands, by a file of the
// review that is no larger than another's.
func TestSearchLongConversation(t *testing.T) {
	var talk strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&talk, `{"id":"m-%d","at":"2026-01-01T02:%02d:%02dZ","who":"ana","text":"node %d falls behind, says probe%d, and nobody knows why it is always that one of them"}`+"\n", i, i/60%60, i%60, i%7, i)
	}
	files := archived(alphabet)
	files["content/reviews/2026-02-01-long/index.md"] = &fstest.MapFile{Data: []byte("# A long night\n\nWe talked.\n")}
	files["content/reviews/2026-02-01-long/transcript.jsonl"] = &fstest.MapFile{Data: []byte(talk.String())}
	book := searchBook(t, files, config.Default(), askOver())
	count := &counter{Handler: http.FileServerFS(book.site)}
	server := httptest.NewServer(count)
	defer server.Close()
	ctx := browsertest.Start(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"probe17", "probe5123", "probe5990 always", `"says probe3000"`} {
		count.take()
		got := ask(t, ctx, []string{question})[0]
		if diff := same(book.wanted(t, question), got); diff != "" {
			t.Errorf("%q: bleve (-) and the browser (+) differ:\n%s", question, diff)
		}
		if got.Total != 1 || !strings.Contains(got.Hits[0].Where.Address, "/conversation/#m-") {
			t.Errorf("%q: %d hits, the first at %+v", question, got.Total, got.Hits[0].Where)
		}
		if _, bytes := count.take(); bytes > 120_000 {
			t.Errorf("%q takes %d bytes", question, bytes)
		}
	}
}
