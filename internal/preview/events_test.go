package preview

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
)

// listening returns the events that a page hears, one with each call.
func (p *running) listening(t testing.TB, address string) (next func() heard) {
	t.Helper()
	resp, err := http.Get(p.url + "_casebook/events?page=" + url.QueryEscape(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if kind := resp.Header.Get("Content-Type"); kind != "text/event-stream; charset=utf-8" {
		t.Errorf("type %q", kind)
	}
	lines := bufio.NewScanner(resp.Body)
	return func() (h heard) {
		for lines.Scan() {
			if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
				if err := json.Unmarshal([]byte(data), &h); err != nil {
					t.Error(err)
				}
				break
			}
		}
		return h
	}
}

// A heard is what an event says; zero: that there are no more.
type heard struct {
	Page          string
	Build, Report int
}

func TestEvents(t *testing.T) {
	p := start(t, Options{})
	next := p.listening(t, "/")
	first := next()
	put(t, p.path("index.html"), "second")
	second := next()
	if first.Page == second.Page || first.Build != 1 || second.Build != 2 {
		t.Errorf("told %+v, then %+v", first, second)
	}
	began := time.Now()
	if err := p.stop(); err != nil {
		t.Error(err)
	}
	if got := next(); got != (heard{}) {
		t.Errorf("after the stop: %+v", got)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("a listening page held the stop up for %v", took)
	}
}

// A page is told to load anew if it changed itself, or a picture on it; of what
// happens to others it hears nothing but that there was a build.
func TestOnlyWhatChangedIsLoadedAnew(t *testing.T) {
	p := start(t, Options{})
	put(t, p.path("a b/index.html"), `<body><img alt="" src="../pump.png"></body>`)
	p.eventually(t, "a%20b/", "pump")
	_, body := p.get(t, "a%20b/")
	next, missing := p.listening(t, "/a b/"), p.listening(t, "/new/")
	shown, absent := next(), missing()
	if !strings.Contains(body, `data-page="`+shown.Page+`" data-address="/a b/"`) {
		t.Errorf("told %+v of %s", shown, body)
	}
	for _, step := range []struct {
		name           string
		page, addition bool // whether the two pages load anew
	}{
		{"c/index.html", false, false},
		{"pump.png", true, false},
		{"new/index.html", false, true},
	} {
		put(t, p.path(step.name), "new")
		was, wasnt := shown, absent
		if shown, absent = next(), missing(); (shown.Page != was.Page) != step.page || (absent.Page != wasnt.Page) != step.addition {
			t.Errorf("%s: told %+v and %+v, then %+v and %+v", step.name, was, wasnt, shown, absent)
		}
	}
}

// The page is there before its check has ended, and what the check before found
// stays until then.
func TestCheckComesAfterThePage(t *testing.T) {
	gate := make(chan struct{})
	var found atomic.Pointer[diag.List]
	found.Store(&diag.List{{Position: diag.Position{File: "a.md"}, Rule: "slow", Message: "seen late"}})
	p := startWith(t, Options{}, func() diag.List { <-gate; return *found.Load() })
	p.eventually(t, "", "Home")
	close(gate)
	p.eventually(t, "_casebook/problems.json", "seen late")
	found.Store(&diag.List{})
	put(t, p.path("index.html"), "second")
	p.eventually(t, "", "second")
	if _, body := p.get(t, "_casebook/problems.json"); !strings.Contains(body, "seen late") {
		t.Errorf("gone before it was looked for again: %s", body)
	}
	p.eventually(t, "_casebook/problems.json", `"problems":[]`)
}

// A page that cannot be rendered says why.
func TestUnreadablePage(t *testing.T) {
	a := answer(unreadable{}, "/x/")
	if a.status != http.StatusInternalServerError || !strings.Contains(string(a.data), "no &lt;layout&gt;") {
		t.Errorf("%d %s", a.status, a.data)
	}
}

type unreadable struct{}

func (unreadable) Open(string) (fs.File, error) { return nil, errors.New("no <layout>") }

// BenchmarkChange measures from a saved file to the page told to load anew, and
// the new page: what the preview itself takes, without the build.
func BenchmarkChange(b *testing.B) {
	p := start(b, Options{})
	next := p.listening(b, "/")
	next()
	for i := 0; b.Loop(); i++ {
		text := fmt.Sprintf("number %d.", i)
		put(b, p.path("index.html"), text)
		next()
		if _, body := p.get(b, ""); !strings.Contains(body, text) {
			b.Fatalf("told of %s", body)
		}
	}
}
