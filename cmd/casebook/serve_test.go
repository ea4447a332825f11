package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
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
	said := &terminal{}
	p := &program{out: said, err: said, now: time.Now}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan int, 1)
	go func() { ended <- p.run(ctx, []string{"serve", "--source", dir, "--addr", "127.0.0.1:0"}) }()

	url := ""
	until(t, "the address", func() bool {
		url = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(said.String())
		return url != ""
	})
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

	cancel()
	if code := <-ended; code != exitFine {
		t.Errorf("ended with %d: %s", code, said)
	}
}
