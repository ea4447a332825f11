package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const story = "---\ntitle: Lookups stopped\nstarted: 2026-03-14T02:04:00Z\n---\nThe resolver kept an answer.\n"

// put writes a file of a casebook.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A build that is interrupted leaves the old site, and nothing else.
func TestInterruptedBuild(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/reviews/a.md", story)
	var said bytes.Buffer
	p := &program{out: &said, err: &said, now: time.Now}
	if code := p.run(t.Context(), []string{"build", "--source", dir}); code != exitFine {
		t.Fatalf("ended with %d: %s", code, &said)
	}
	index := filepath.Join(dir, "public", "index.html")
	before, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "content/reviews/b.md", strings.Replace(story, "Lookups", "Everything", 1))

	ctx, cancel := context.WithCancel(t.Context())
	asked := 0
	p.now = func() time.Time { // asked first as it begins, then as pages are about to be written
		if asked++; asked == 2 {
			cancel()
		}
		return time.Time{}
	}
	if code := p.run(ctx, []string{"build", "--source", dir}); code != exitFailure {
		t.Errorf("ended with %d: %s", code, &said)
	}
	if !strings.HasSuffix(said.String(), "casebook: interrupted; nothing was changed\n") {
		t.Errorf("said %q", &said)
	}
	if after, err := os.ReadFile(index); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old site is not as it was: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("litter: %v, %v", entries, err)
	}
}
