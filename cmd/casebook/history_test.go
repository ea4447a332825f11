package main

import (
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/gitrepo"
)

// TestPreviewFollowsHead holds that a preview tells of a commit as soon as it is
// made, and reads history no more often than that.
func TestPreviewFollowsHead(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	dir := t.TempDir()
	files := []gitrepo.File{{Path: "content/reviews/a.md", Data: []byte(story)}}
	ana := gitrepo.Signature{Name: "Ana", Email: "ana@example.org", When: time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC)}
	if _, err := gitrepo.Create(dir, []gitrepo.Commit{{Author: ana, Committer: ana, Message: "The first draft\n", Files: files}}); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "content/reviews/a.md", story)
	url := serving(t, dir)
	holds := func(text string) func() bool {
		return func() bool {
			resp, err := http.Get(url + "reviews/a/index.json")
			if err != nil {
				return false
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			return strings.Contains(string(body), text)
		}
	}
	until(t, "the first commit", holds(`"subject":"The first draft"`))
	put(t, dir, "content/reviews/a.md", story+"\nAnd it was the float.\n")
	git := exec.Command("git", "-C", dir, "-c", "user.name=Bo", "-c", "user.email=bo@example.org", "commit", "-qam", "It was the float")
	if out, err := git.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	until(t, "the second commit", holds(`"subject":"It was the float"`))
}

// TestHistoryIsReadOnce holds that building again reads no history again.
func TestHistoryIsReadOnce(t *testing.T) {
	dir := t.TempDir()
	files := []gitrepo.File{{Path: "content/reviews/a.md", Data: []byte(story)}}
	ana := gitrepo.Signature{Name: "Ana", Email: "ana@example.org", When: time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC)}
	if _, err := gitrepo.Create(dir, []gitrepo.Commit{{Author: ana, Committer: ana, Message: "One\n", Files: files}}); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "content/reviews/a.md", story)
	flags := bookFlags{source: sourceFlags{dir: dir}, edition: edition.Internal}
	first, err := flags.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer first.close()
	second := &book{source: first.source, flags: &flags, past: first.past}
	if err := second.read(t.Context()); err != nil {
		t.Fatal(err)
	}
	if first.past == nil || second.past.history != first.past.history {
		t.Error("history was read again, though HEAD has not moved")
	}
	if got := fmt.Sprint(second.AsOf.Format(time.DateOnly)); got != "2026-03-14" {
		t.Errorf("ages are counted from %s", got)
	}
}
