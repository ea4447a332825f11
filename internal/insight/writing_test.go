package insight

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

func known(key string) incident.Contributor { return incident.Contributor{Key: key, Name: key} }

func profiled(key, team string) *incident.Person {
	return &incident.Person{Term: incident.Term{Key: key, Name: key, Path: "people/" + key + ".md"}, Teams: []incident.Tenure{{Team: team}}}
}

// told is a review of the queue, in which ana and bo responded, written by author.
func told(slug string, on string, author incident.Contributor, approvals ...incident.Approval) *incident.Review {
	at, err := time.Parse(time.DateOnly, on)
	if err != nil {
		panic(err)
	}
	return &incident.Review{
		Slug: slug, Status: incident.Published, Services: []string{"queue"},
		Participants: []incident.Participant{{Who: "ana"}, {Who: "bo"}, {Who: "nobody-knows"}},
		Provenance:   &incident.Provenance{Revisions: []incident.Revision{{When: at, Author: author, Approvals: approvals}}},
	}
}

func writtenBook() *incident.Book {
	approve := func(who string, source incident.ApprovalSource) incident.Approval {
		return incident.Approval{By: known(who), Source: source}
	}
	return &incident.Book{
		People: []*incident.Person{profiled("ana", "platform"), profiled("bo", "hire"), profiled("cy", "hire"), profiled("di", "desk")},
		Reviews: []*incident.Review{
			told("third", "2026-07-01", incident.Contributor{Name: "Bot", Key: "ana", Bot: true}),
			told("second", "2026-05-10", known("cy"), approve("di", incident.ApprovalTrailer), approve("ana", incident.ApprovalMerge)),
			told("first", "2025-12-31", known("cy"), approve("di", incident.ApprovalPullRequest)),
			{Slug: "unknown", Status: incident.Published, Services: []string{"search"}, Participants: []incident.Participant{{Who: "ana"}}},
		},
	}
}

func TestWritten(t *testing.T) {
	w := Written(writtenBook())
	if w.Known != 3 || w.Of != 4 {
		t.Errorf("known for %d of %d, want 3 of 4", w.Known, w.Of)
	}
	if got := strings.Join(w.Quarters, " "); got != "2025 Q4 2026 Q1 2026 Q2 2026 Q3" {
		t.Errorf("quarters %s", got)
	}
	want := []Writers{{"desk", []int{0, 0, 0, 0}, []int{1, 0, 1, 0}}, {"hire", []int{1, 0, 1, 0}, []int{0, 0, 0, 0}}}
	if !reflect.DeepEqual(w.Teams, want) {
		t.Errorf("teams %+v", w.Teams)
	}
	if want := []TeamTie{{"hire", "desk", []string{"second", "first"}}}; !reflect.DeepEqual(w.Approved, want) {
		t.Errorf("approved %+v", w.Approved)
	}
	if want := []TeamTie{{"hire", "queue", []string{"second", "first"}}}; !reflect.DeepEqual(w.About, want) {
		t.Errorf("about %+v", w.About)
	}
	if want := []Untold{{"queue", []string{"ana", "bo"}, 1, []string{"third", "second", "first"}}}; !reflect.DeepEqual(w.Told, want) {
		t.Errorf("untold %+v", w.Told)
	}
}

// Nobody is named whose profile asks not to be, and who told in any way is not
// asked again.
func TestWrittenNamesOnlyTheListed(t *testing.T) {
	b := writtenBook()
	b.People[0].Visibility = incident.Pseudonym
	b.Reviews[0].Perspectives = []incident.Perspective{{Who: "bo"}}
	if want := []Untold{{"queue", nil, 2, []string{"third", "second", "first"}}}; !reflect.DeepEqual(Written(b).Told, want) {
		t.Errorf("untold %+v", Written(b).Told)
	}
}

func TestWrittenWithoutHistorySaysNothing(t *testing.T) {
	b := writtenBook()
	for _, r := range b.Reviews {
		r.Provenance = nil
	}
	if w := Written(b); w.Known != 0 || len(w.Teams)+len(w.Told)+len(w.Quarters) != 0 {
		t.Errorf("without history: %+v", w)
	}
}
