package insight

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/incident"
)

// books are those that a figure could stumble over.
func books() map[string]fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	unknown := fstest.MapFS{}
	for i := range 12 {
		unknown[fmt.Sprintf("content/reviews/r%d.md", i)] = file("---\ntitle: Unknown\nservices: [pumps]\nparticipants: [ana, bo]\nstarted: unknown\nresolved: unknown\n---\n")
	}
	days := fstest.MapFS{"content/calendar/one.md": file("---\ntitle: One\nstart: 1990-01-01\nend: 2990-12-31\nkind: peak\n---\n")}
	person := fstest.MapFS{}
	for i := range 12 {
		days[fmt.Sprintf("content/reviews/2026-01-%02d-r.md", i+1)] = file("---\ntitle: No times\nservices: [pumps]\nteams: [oil]\n---\n")
		person[fmt.Sprintf("content/reviews/2026-%02d-01-r.md", i+1)] = file("---\ntitle: One person\nservices: [pumps]\nparticipants: [ana]\nreview: {facilitator: ana, attended: [ana], survey: {responses: 0}}\n---\n")
	}
	return map[string]fstest.MapFS{
		"none":        {},
		"one review":  {"content/reviews/2026-03-14-r.md": file("A review.\n")},
		"one person":  person,
		"no times":    days,
		"all unknown": unknown,
		"no service":  {"content/services/idle.md": file("---\nname: Idle\n---\n"), "content/teams/idle.md": file("---\nname: Idle\n---\n")},
	}
}

func TestDegenerateBooks(t *testing.T) {
	for name, fsys := range books() {
		t.Run(name, func(t *testing.T) { makesSense(t, load(t, fsys)) })
	}
}

// TestTenThousandReviews reads 500 and has each happen twenty times, a day apart.
func TestTenThousandReviews(t *testing.T) {
	book := *load(t, booktest.Files(500)).book
	var all []*incident.Review
	for again := range 20 {
		for _, r := range book.Reviews {
			c := *r
			c.Slug = fmt.Sprintf("%s-%d", r.Slug, again)
			c.Started.Time = r.Started.Time.AddDate(0, 0, -again)
			all = append(all, &c)
		}
	}
	book.Reviews = all
	x := New(&book, Options{})
	inScopes(t, x, []Scope{{}, {Service: "kafka"}, {Team: "platform"}})
	for _, r := range book.Reviews {
		x.Reasons(r)
	}
}

// makesSense computes everything in every scope: no number is none, every figure
// says something, nothing is known of more than there is.
func makesSense(t *testing.T, x *Insights) {
	t.Helper()
	scopes := []Scope{{}, {Service: "nobody-knows"}, {Team: "nobody-knows"}}
	for _, s := range x.book.Services {
		scopes = append(scopes, Scope{Service: s.Key})
	}
	for _, team := range x.book.Teams {
		scopes = append(scopes, Scope{Team: team.Key})
	}
	inScopes(t, x, scopes)
	for _, r := range x.book.Reviews {
		for _, reason := range x.Reasons(r) {
			readable(t, r.Slug, reason.Text)
		}
		if _, err := json.Marshal(x.Chatter(r)); err != nil {
			t.Errorf("%s: %v", r.Slug, err)
		}
	}
}

func inScopes(t *testing.T, x *Insights, scopes []Scope) {
	t.Helper()
	for _, s := range scopes {
		report := x.Of(s).Report()
		if _, err := json.Marshal(report); err != nil {
			t.Errorf("%+v: %v", s, err)
		}
		for _, m := range slices.Concat(report.Patterns, report.Learning, []Measure{report.Opportunities, report.GameDays, report.Facilitators, report.Actions}) {
			sensible(t, m.About())
		}
	}
}

func sensible(t *testing.T, f Figure) {
	t.Helper()
	if f.Key == "" || f.Title == "" || f.Unit == "" || f.Cannot == "" || len(f.Rests) == 0 {
		t.Errorf("%q does not say what it is: %+v", f.Key, f)
	}
	if len(f.Findings) == 0 && f.Quiet == "" {
		t.Errorf("%s: says nothing at all", f.Key)
	}
	for _, k := range f.Rests {
		if k.Known < 0 || k.Known > k.Of {
			t.Errorf("%s: known for %s", f.Key, k)
		}
	}
	for _, finding := range f.Findings {
		readable(t, f.Key, finding.Text)
	}
	for _, row := range f.Table.Rows {
		if len(row.Cells) != len(f.Table.Columns) {
			t.Errorf("%s: a row has %d cells under %d columns", f.Key, len(row.Cells), len(f.Table.Columns))
		}
		for _, cell := range row.Cells {
			readable(t, f.Key, cell)
		}
	}
}

func readable(t *testing.T, where string, s Sentence) {
	t.Helper()
	text := s.String()
	for _, wrong := range []string{"NaN", "Inf", "%!", "%v", "<nil>", " 1 days", "  ", " 1 times", " 1 reviews", " ."} {
		if strings.Contains(text, wrong) {
			t.Errorf("%s: %q in %q", where, wrong, text)
		}
	}
}

// Two computations of one book are the same, whatever the order of maps.
func TestSameTwice(t *testing.T) {
	fsys := booktest.Files(120)
	var reports []string
	for range 3 {
		data, err := json.Marshal(load(t, fsys).Report())
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, string(data))
	}
	if len(slices.Compact(reports)) != 1 {
		t.Error("the same book gave two reports")
	}
}

func BenchmarkReport(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			book := load(b, booktest.Files(n)).book
			b.ReportAllocs()
			for b.Loop() {
				x := New(book, Options{})
				x.Report()
				for _, r := range book.Reviews {
					x.Reasons(r)
				}
			}
		})
	}
}
