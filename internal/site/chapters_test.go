package site

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// yearOf has n reviews over a year, the newest first, and one without a date.
func yearOf(year, n int) index.Year {
	y := index.Year{Year: year}
	for i := range n {
		r := &incident.Review{Slug: fmt.Sprintf("%d-%d", year, i)}
		if year != 0 {
			r.Started = incident.Moment{Precision: incident.DayOnly, Time: time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -i*365/n)}
		}
		y.Reviews = append(y.Reviews, r)
	}
	return y
}

// addresses are those of chapters, with how much each holds.
func addresses(list []chapter) []string {
	var all []string
	for _, c := range list {
		all = append(all, fmt.Sprintf("%s %d", c.address("x/"), c.count))
	}
	return all
}

func TestChapters(t *testing.T) {
	for _, c := range []struct {
		years []index.Year
		all   []string // chapters with pages
		shown []string // on the list's own page
	}{
		{[]index.Year{yearOf(2026, 3), yearOf(0, 1)}, []string{"x/2026/ 3", "x/unknown/ 1"}, []string{"x/2026/ 3", "x/unknown/ 1"}},
		{[]index.Year{yearOf(2026, 300), yearOf(2025, 200)}, []string{"x/2026/ 300", "x/2025/ 200"}, []string{"x/2026/ 300"}},
		{[]index.Year{yearOf(2026, 600), yearOf(2025, 1)},
			[]string{"x/2026/12/ 51", "x/2026/11/ 50", "x/2026/10/ 51", "x/2026/09/ 49", "x/2026/08/ 51", "x/2026/07/ 51", "x/2026/06/ 49", "x/2026/05/ 51", "x/2026/04/ 50", "x/2026/03/ 51", "x/2026/02/ 46", "x/2026/01/ 50", "x/2025/ 1"},
			[]string{"x/2026/12/ 51", "x/2026/11/ 50", "x/2026/10/ 51", "x/2026/09/ 49", "x/2026/08/ 51", "x/2026/07/ 51", "x/2026/06/ 49"}},
		{nil, nil, nil},
	} {
		list := chapters(c.years, each)
		if got := addresses(flat(list)); !slices.Equal(got, c.all) {
			t.Errorf("chapters %q, want %q", got, c.all)
		}
		if got := addresses(newest(list)); !slices.Equal(got, c.shown) {
			t.Errorf("shown %q, want %q", got, c.shown)
		}
	}
}

// TestChaptersLeadToEachOther: the years of the list, and the months of the year
// that is being read.
func TestChaptersLeadToEachOther(t *testing.T) {
	all := chapters([]index.Year{yearOf(2026, 600), yearOf(2025, 1)}, each)
	pages := planChapters("x/", layoutStatements, all, nil)
	if len(pages) != 14 || pages[0].address != "x/2026/" || pages[1].address != "x/2026/12/" || pages[13].address != "x/2025/" {
		t.Errorf("%d pages: %+v", len(pages), pages)
	}
	pg := Page{Root: "../"}
	march := contents(pg, "x/", all, all[0].months[9:10])
	if len(march.Years) != 2 || len(march.Months) != 12 || march.Months[9].Href != "../x/2026/03/index.html" || march.Months[9].Title != "March" || !march.Part() {
		t.Errorf("March leads to %+v", march)
	}
	if before := contents(pg, "x/", all, all[1:]); before.Months != nil || before.Count != 1 || before.Total != 601 {
		t.Errorf("2025 leads to %+v", before)
	}
}
