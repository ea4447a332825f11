package main

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/importer"
	"github.com/casebook-dev/casebook/internal/incident"
)

// proposed is a line of a draft's timeline.
var proposed = regexp.MustCompile(`(?m)^<!-- - (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d) `)

// TestProposalsAgainstHandWrittenTimelines drafts each conversation of the demo anew
// and holds what is proposed against the timeline that its people wrote: of the
// moments that they chose, how many can be chosen, and how many lines are to be
// deleted. A moment is met by a line of the same minute, or a neighbouring one.
func TestProposalsAgainstHandWrittenTimelines(t *testing.T) {
	dir := t.TempDir()
	p := &program{out: io.Discard, err: io.Discard, now: time.Now}
	if code := p.run(t.Context(), []string{"demo", dir}); code != exitFine {
		t.Fatalf("writing the demo ended with %d", code)
	}
	flags := bookFlags{source: sourceFlags{dir: dir}, edition: edition.Internal, noGit: true}
	book, err := flags.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer book.close()
	var moments, met, lines, kept int
	for _, r := range book.Reviews {
		if len(r.Messages) == 0 {
			continue
		}
		offered := proposedFor(t, r)
		chosen := chosenIn(r)
		near := func(list []time.Time) func(time.Time) bool {
			return func(at time.Time) bool {
				return slices.ContainsFunc(list, func(o time.Time) bool { return at.Sub(o).Abs() <= time.Minute })
			}
		}
		m, k := countOf(chosen, near(offered)), countOf(offered, near(chosen))
		t.Logf("%-45s %3d messages: %2d of %2d moments are proposed, by %2d lines, of which %2d are near one", r.Slug, len(r.Messages), m, len(chosen), len(offered), k)
		moments, met, lines, kept = moments+len(chosen), met+m, lines+len(offered), kept+k
	}
	recall, precision := float64(met)/float64(moments), float64(kept)/float64(lines)
	t.Logf("recall %.2f of %d moments, precision %.2f of %d lines", recall, moments, precision, lines)
	if recall < 0.5 || precision < 0.4 {
		t.Errorf("recall %.2f and precision %.2f, want at least 0.5 and 0.4", recall, precision)
	}
}

// proposedFor are the times that a draft of the review's conversation proposes.
func proposedFor(t *testing.T, r *incident.Review) []time.Time {
	t.Helper()
	e := importer.Evidence{Title: "x", Messages: r.Messages}
	for _, part := range r.Participants {
		e.People = append(e.People, importer.Somebody{Ref: part.Who})
	}
	made, err := importer.Draft(e, importer.DraftOptions{})
	if err != nil {
		t.Fatal(err)
	}
	text := string(made.Files[0].Data)
	_, day, _ := strings.Cut(text, "\nstarted: ")
	day = day[:len(time.DateOnly)]
	var list []time.Time
	for _, m := range proposed.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			day = m[1]
		}
		at, err := time.Parse("2006-01-02 15:04", day+" "+m[2])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, at)
	}
	return list
}

// chosenIn are the moments of a review's timeline while its conversation went on.
func chosenIn(r *incident.Review) []time.Time {
	first, last := r.Messages[0].At.Time, r.Messages[len(r.Messages)-1].At.Time
	var list []time.Time
	for _, e := range r.Narrative.Entries {
		if at := e.At.Time; e.At.HasClock() && !at.Before(first.Truncate(time.Minute)) && !at.After(last) {
			list = append(list, at.UTC())
		}
	}
	return list
}

func countOf(list []time.Time, of func(time.Time) bool) int {
	n := 0
	for _, at := range list {
		if of(at) {
			n++
		}
	}
	return n
}
