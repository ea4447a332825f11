package index

import (
	"slices"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

func on(day string) incident.Moment {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return incident.Moment{Time: t, Precision: incident.DayOnly}
}

func review(slug, day string, status incident.Status, services ...string) *incident.Review {
	r := &incident.Review{Slug: slug, Title: slug, Status: status, Kind: incident.Incident, Severity: "sev2", Services: services}
	if day != "" {
		r.Started = on(day)
	}
	return r
}

// library is a book of five reviews, one in each status, newest first.
func library() *incident.Book {
	pump := review("pump", "2026-03-14", incident.Published, "pumps", "pumps")
	pump.Related = []string{"valve", "attic", "nowhere"}
	pump.Narrative.Statements = []incident.Statement{
		{Section: incident.SectionLearnings, Text: "Pumps hum in B flat."},
		{Section: incident.SectionQuestions, Text: "Who wound the clock?"},
	}
	pump.Decisions = incident.Decisions{Decided: on("2026-03-20"), Actions: []incident.Action{
		{Title: "done", State: incident.ActionDone},
		{Title: "open", State: incident.ActionOpen, Due: on("2026-04-01")},
		{Title: "someday"},
	}}
	attic := review("attic", "2025-11-02", incident.Retired, "pumps")
	attic.Waivers = []incident.Waiver{{Rule: "r", Reason: "because"}}
	return &incident.Book{
		AsOf: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
		Reviews: []*incident.Review{
			review("draft", "2026-04-01", incident.Draft, "pumps"),
			pump,
			review("valve", "2026-01-05", incident.NotReviewed, "valves"),
			attic,
			review("undated", "", incident.Published),
		},
		Services: []*incident.Service{
			{Term: incident.Term{Key: "valves", Name: "Valves"}},
			{Term: incident.Term{Key: "pumps", Name: "pumps"}},
			{Term: incident.Term{Key: "idle", Name: "Idle"}},
		},
		Events: []*incident.Event{
			{Key: "freeze", Title: "Freeze", Start: on("2026-02-20"), End: on("2026-03-14")},
			{Key: "day", Title: "One day", Start: on("2026-03-15")},
		},
	}
}

func slugsOf(list []*incident.Review) []string {
	var slugs []string
	for _, r := range list {
		slugs = append(slugs, r.Slug)
	}
	return slugs
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestStatusesDecideWhatIsListed(t *testing.T) {
	x := New(library(), Options{})
	same(t, "listed", slugsOf(x.Reviews), []string{"pump", "valve", "undated"})
	same(t, "being written", slugsOf(x.BeingWritten), []string{"draft"})
	same(t, "reviews of pumps", slugsOf(x.Taxonomy(Services).Term("pumps").Reviews), []string{"pump"})
}

func TestYearsAreNewestFirstAndTheUnknownLast(t *testing.T) {
	x := New(library(), Options{})
	var got []string
	for _, y := range x.Years {
		got = append(got, slugsOf(y.Reviews)...)
	}
	same(t, "by year", got, []string{"pump", "valve", "undated"})
	if x.Years[len(x.Years)-1].Year != 0 {
		t.Errorf("the last year is %d, want the unknown one", x.Years[len(x.Years)-1].Year)
	}
}

func TestTermsAreInTheOrderOfTheirNames(t *testing.T) {
	var got []string
	for _, term := range New(library(), Options{}).Taxonomy(Services).Terms {
		got = append(got, term.Name)
	}
	same(t, "services", got, []string{"Idle", "pumps", "Valves"})
}

func TestSeveritiesKeepTheConfiguredOrder(t *testing.T) {
	var got []string
	for _, term := range New(library(), Options{Severities: []string{"sev9", "sev1"}}).Taxonomy(Severities).Terms {
		got = append(got, term.Name)
	}
	same(t, "severities", got, []string{"sev9", "sev1", "sev2"})
}

func TestStatementsKeepTheirReview(t *testing.T) {
	x := New(library(), Options{})
	if len(x.Learnings()) != 1 || x.Learnings()[0].Review.Slug != "pump" || len(x.Questions()) != 1 || len(x.Surprises()) != 0 {
		t.Errorf("learnings %v, questions %v, surprises %v", x.Learnings(), x.Questions(), x.Surprises())
	}
}

func TestActionsAreOpenFirstWithTheirAge(t *testing.T) {
	list := New(library(), Options{}).Actions()
	var got []string
	for _, a := range list {
		got = append(got, a.Title)
	}
	same(t, "actions", got, []string{"open", "someday", "done"})
	if list[0].Age != 42 || !list[0].Overdue {
		t.Errorf("age %d, overdue %v; want 42 days since 20 March, and past its day", list[0].Age, list[0].Overdue)
	}
}

func TestMonthsRunWithoutGaps(t *testing.T) {
	var got []string
	for _, m := range New(library(), Options{}).Months() {
		line := m.First.Format("2006-01")
		for _, e := range m.Events {
			line += " " + e.Key
		}
		got = append(got, line)
	}
	same(t, "months", got, []string{"2026-03 freeze day", "2026-02 freeze", "2026-01"})
}

func TestDuringIncludesTheLastDay(t *testing.T) {
	x := New(library(), Options{})
	during := x.During(x.Reviews[0])
	if len(during) != 1 || during[0].Key != "freeze" {
		t.Errorf("during 14 March: %v, want the freeze that ends on that day", during)
	}
}

func TestRelatedLeavesOutWhatIsNotListed(t *testing.T) {
	x := New(library(), Options{})
	same(t, "related", slugsOf(x.Related(x.Reviews[0])), []string{"valve"})
	older, newer := x.Neighbours(x.Reviews[0])
	if older.Slug != "valve" || newer != nil {
		t.Errorf("neighbours of the newest: %v and %v", older, newer)
	}
}

func TestWaiversOfEveryReviewShow(t *testing.T) {
	if w := New(library(), Options{}).Waived; len(w) != 1 || w[0].Review.Slug != "attic" {
		t.Errorf("waived %v", w)
	}
}
