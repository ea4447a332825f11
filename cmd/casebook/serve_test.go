package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/booktest"
)

// A terminal takes what several goroutines say.
type terminal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.Write(p)
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.String()
}

// until asks until the answer is there.
func until(t testing.TB, what string, ask func() bool) {
	t.Helper()
	for range 1000 {
		if ask() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never came: %s", what)
}

// A preview follows its files, through a broken one and back, and ends well.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/reviews/a.md", story)
	put(t, dir, "content/reviews/b.md", "---\nstatus: draft\n---\n# Being written\n")
	url := serving(t, dir)
	holds := func(address, text string) func() bool {
		return func() bool {
			resp, err := http.Get(url + address)
			if err != nil {
				return false
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			return strings.Contains(string(body), text)
		}
	}
	until(t, "the review", holds("reviews/a/", "The resolver kept an answer"))
	until(t, "a page of the preview's own address for what is missing", holds("nowhere/", `"`+url))
	until(t, "the draft", holds("reviews/b/", "Being written"))
	put(t, dir, "content/reviews/a.md", strings.Replace(story, "kept", "lost", 1))
	until(t, "the change", holds("reviews/a/", "The resolver lost an answer"))
	put(t, dir, "content/reviews/b.md", "---\ntitle: \"never closed\nstatus: draft\n---\n")
	until(t, "the problem", holds("_casebook/problems.json", `"file":"content/reviews/b.md"`))
	until(t, "the other review", holds("reviews/a/", "The resolver lost an answer"))
	put(t, dir, "casebook.yaml", "title: Renamed\n")
	until(t, "the settings", holds("", "Renamed"))
}

// BenchmarkChange measures from a saved review to its new page, as an open page
// has it: told by an event, then loaded.
func BenchmarkChange(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := os.CopyFS(dir, booktest.Files(n)); err != nil {
				b.Fatal(err)
			}
			url := serving(b, dir)
			const slug = "2026-03-14-benchmark"
			events, err := http.Get(url + "_casebook/events?page=/reviews/" + slug + "/")
			if err != nil {
				b.Fatal(err)
			}
			defer events.Body.Close()
			lines := bufio.NewScanner(events.Body)
			print := nextPrint(lines, "")
			for i := 0; b.Loop(); i++ {
				title := fmt.Sprintf("Number %d", i)
				put(b, dir, "content/reviews/2026/"+slug+".md", "# "+title+"\n")
				print = nextPrint(lines, print)
				if body := body(b, url+"reviews/"+slug+"/"); !strings.Contains(body, title) {
					b.Fatalf("%s is not there:\n%s", title, body)
				}
			}
		})
	}
}

// serving starts a preview, and returns its address. It must end well.
func serving(b testing.TB, dir string) (url string) {
	b.Helper()
	said := &terminal{}
	later := func() time.Time { return time.Now().Add(time.Minute) } // when the files just written have settled
	p := &program{out: said, err: said, now: later}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan int, 1)
	go func() { ended <- p.run(ctx, []string{"serve", "--source", dir, "--addr", "127.0.0.1:0"}) }()
	b.Cleanup(func() {
		cancel()
		if code := <-ended; code != exitFine {
			b.Errorf("ended with %d: %s", code, said)
		}
	})
	until(b, "the address", func() bool {
		url = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(said.String())
		return url != ""
	})
	return url
}

// nextPrint waits for an event with another fingerprint of its page.
func nextPrint(lines *bufio.Scanner, last string) string {
	for lines.Scan() {
		_, page, found := strings.Cut(lines.Text(), `"page":"`)
		if print, _, _ := strings.Cut(page, `"`); found && print != "" && print != last {
			return print
		}
	}
	return ""
}

func body(b *testing.B, url string) string {
	b.Helper()
	resp, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}
