package site

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
	"github.com/casebook-dev/casebook/internal/output"
)

// drafted is a book of one review with three drafts, by Git's history, a formatted
// one and somebody's own words between them.
func drafted() *incident.Book {
	at := func(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, time.UTC) }
	ana := incident.Contributor{Key: "ana", Name: "Ana Reis"}
	guest := incident.Contributor{Name: "Guest <b>"}
	rev := func(commit, blob string, day int, c incident.Contributor) incident.Revision {
		return incident.Revision{Commit: commit, File: "reviews/queue/index.md", Blob: blob, When: at(day), Subject: "Draft " + commit, Author: c, Substance: true, Added: 3}
	}
	formatted := rev("c3", "b3", 5, ana)
	formatted.Substance, formatted.Added = false, 0
	own := rev("c2", "p1", 4, guest)
	own.File = "reviews/queue/perspectives/bo.md"
	last := rev("c4", "b4", 8, guest)
	last.PullRequest = 12
	last.Approvals = []incident.Approval{{By: ana, Source: incident.ApprovalTrailer}, {By: guest, Source: incident.ApprovalMerge}}
	r := &incident.Review{
		Slug: "queue", Path: "reviews/queue/index.md", Bundle: "reviews/queue", Title: "Queue", Status: incident.Published,
		Participants: []incident.Participant{{Who: "ana"}},
		Provenance: &incident.Provenance{Revisions: []incident.Revision{
			last, formatted, rev("c2", "b2", 4, guest), own, rev("c1", "b1", 2, ana),
		}},
	}
	return &incident.Book{Reviews: []*incident.Review{r}, People: []*incident.Person{{Term: incident.Term{Key: "ana", Name: "Ana Reis"}}}}
}

// texts are what the drafts said; b4 is not in this clone.
var texts = map[string]string{"b1": "It stopped.\n", "b2": "It stopped at night, <script>alert(1)</script> and Ana saw it.\n"}

func buildDrafted(t *testing.T, o Options) fs.FS {
	t.Helper()
	var sink output.Memory
	if _, _, err := Build(context.Background(), drafted(), o, &sink); err != nil {
		t.Fatal(err)
	}
	return sink.FS()
}

func TestHowAStoryChanged(t *testing.T) {
	site := buildDrafted(t, Options{Earlier: func(_ *incident.Review, rev incident.Revision) (incident.Narrative, error) {
		text, ok := texts[rev.Blob]
		if !ok {
			return incident.Narrative{}, errors.New("not in this clone")
		}
		n, _ := markdown.Parse(rev.File, []byte(text), 1, markdown.Options{})
		return n, nil
	}})
	for name, wants := range map[string][]string{
		"reviews/queue/index.html":           {"First written", "2 March 2026", "Last changed in substance", "8 March 2026", "How this story changed", "Written by", "Guest &lt;b&gt;", "4 revisions"},
		"reviews/queue/changes/index.html":   {"Draft c4", "Draft c2", "Draft c1", "bo.md", "pull request #12", "approved by", "merged by"},
		"reviews/queue/changes/1/index.html": {"<ins", "at night", "The next step"},
		"reviews/queue/changes/2/index.html": {"is not in the clone", "The step before"},
	} {
		html := readFile(t, site, name)
		for _, want := range wants {
			if !strings.Contains(html, want) {
				t.Errorf("%s: no %q", name, want)
			}
		}
		if strings.Contains(html, "<script>alert") {
			t.Errorf("%s: a script of the content's", name)
		}
	}
	if html := readFile(t, site, "reviews/queue/changes/index.html"); strings.Contains(html, "Draft c3") {
		t.Error("a change of formatting is told as a draft")
	}
}

func TestWithoutHistoryNothingIsInvented(t *testing.T) {
	site := buildDrafted(t, Options{})
	if _, err := fs.Stat(site, "reviews/queue/changes/index.html"); err == nil {
		t.Error("a page of changes without the texts")
	}
	book := drafted()
	book.Reviews[0].Provenance = nil
	var sink output.Memory
	if _, _, err := Build(context.Background(), book, Options{}, &sink); err != nil {
		t.Fatal(err)
	}
	if html := readFile(t, sink.FS(), "reviews/queue/index.html"); strings.Contains(html, "Written by") || strings.Contains(html, "First written") {
		t.Error("authors without a history")
	}
}

func readFile(t *testing.T, site fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
