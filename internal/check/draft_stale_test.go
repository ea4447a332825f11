package check

import (
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// TestDraftStale holds that a draft which somebody works on is not old, whatever
// it tells of.
func TestDraftStale(t *testing.T) {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	started := incident.Moment{Time: now.AddDate(-1, 0, 0), Precision: incident.DayOnly}
	draft := func(p *incident.Provenance) *incident.Review {
		return &incident.Review{Slug: "a", Path: "a.md", Status: incident.Draft, Started: started, Provenance: p}
	}
	written := func(months int) *incident.Provenance {
		return &incident.Provenance{Revisions: []incident.Revision{{When: now.AddDate(0, -months, 0)}}}
	}
	for name, c := range map[string]struct {
		book []*incident.Review
		want int
	}{
		"no history":       {[]*incident.Review{draft(nil)}, 1},
		"left alone":       {[]*incident.Review{draft(written(7))}, 1},
		"worked on":        {[]*incident.Review{draft(written(5))}, 0},
		"in no commit yet": {[]*incident.Review{draft(nil), {Slug: "b", Provenance: written(9)}}, 0},
	} {
		got := 0
		for _, p := range Run(&incident.Book{AsOf: now, Reviews: c.book}, Options{}) {
			if p.Rule == "draft-stale" {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s: said %d times, not %d", name, got, c.want)
		}
	}
}
