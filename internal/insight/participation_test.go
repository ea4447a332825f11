package insight

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// planted is a book of teams that keep to their own services but now and then.
func planted(teams, peopleEach, servicesEach, reviews int) *incident.Book {
	draw := rand.New(rand.NewPCG(3, 4))
	b := new(incident.Book)
	for n := range reviews {
		team := n % teams
		r := &incident.Review{Slug: fmt.Sprintf("r%d", n), Status: incident.Published, Kind: incident.Incident,
			Services: []string{fmt.Sprintf("s%d-%d", team, draw.IntN(servicesEach))}}
		for range 4 {
			from := team
			if draw.IntN(20) == 0 {
				from = draw.IntN(teams)
			}
			r.Participants = append(r.Participants, incident.Participant{Who: fmt.Sprintf("p%d-%d", from, draw.IntN(peopleEach)), Role: "responder"})
		}
		b.Reviews = append(b.Reviews, r)
	}
	return b
}

// Twelve teams of 40 people and 16 services each are found again, whatever the
// order of maps, and the matrix is the same each time.
func TestCommunitiesAreFound(t *testing.T) {
	book := planted(12, 40, 16, 3000)
	m := TakingPart(book)
	if len(m.People) < 450 || len(m.Services) != 192 {
		t.Fatalf("%d people, %d services", len(m.People), len(m.Services))
	}
	if len(m.Groups) != 12 {
		t.Errorf("%d groups, want the 12 teams", len(m.Groups))
	}
	strangers := 0
	for _, g := range m.Groups {
		team := teamOf(m.Services[g.FirstColumn])
		for _, s := range m.Services[g.FirstColumn:g.EndColumn] {
			if teamOf(s) != team {
				t.Errorf("service %s stands with team %s", s, team)
			}
		}
		for _, p := range m.People[g.FirstRow:g.EndRow] {
			if teamOf(p) != team {
				strangers++
			}
		}
	}
	if strangers > len(m.People)/50 {
		t.Errorf("%d people stand with another team", strangers)
	}
	for range 5 {
		if again := TakingPart(book); !reflect.DeepEqual(again, m) {
			t.Fatal("the same book gave another order")
		}
	}
}

func teamOf(key string) string {
	var team, n int
	fmt.Sscanf(key[1:], "%d-%d", &team, &n)
	return fmt.Sprint(team)
}

func TestTakingPartCountsResponders(t *testing.T) {
	review := func(slug string, kind incident.Kind, status incident.Status, who ...incident.Participant) *incident.Review {
		return &incident.Review{Slug: slug, Kind: kind, Status: status, Services: []string{"queue"}, Participants: who}
	}
	m := TakingPart(&incident.Book{Reviews: []*incident.Review{
		review("c", incident.Incident, incident.Published, incident.Participant{Who: "ana"}, incident.Participant{Who: "bo", Role: "observer"}),
		review("b", incident.GameDay, incident.Published, incident.Participant{Who: "cy"}),
		review("a", incident.NearMiss, incident.NotReviewed, incident.Participant{Who: "ana"}, incident.Participant{Who: "A colleague"}),
		review("d", incident.Incident, incident.Draft, incident.Participant{Who: "di"}),
	}})
	want := Participation{People: []string{"ana"}, Services: []string{"queue"}, Ties: []Tie{{0, 0, []string{"c", "a"}}}, Groups: []Group{{0, 1, 0, 1}}}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got %+v", m)
	}
	if empty := TakingPart(new(incident.Book)); len(empty.People)+len(empty.Groups) != 0 {
		t.Errorf("an empty book gave %+v", empty)
	}
}

func TestPartKeepsItsTies(t *testing.T) {
	m := TakingPart(planted(3, 5, 4, 60))
	g := m.Groups[1]
	part := m.Part(g.FirstRow, g.EndRow, g.FirstColumn, g.EndColumn)
	for _, tie := range part.Ties {
		if teamOf(part.Services[tie.Column]) != teamOf(part.Services[0]) || tie.Row >= len(part.People) {
			t.Errorf("tie %+v is not of the part", tie)
		}
	}
	if len(part.Ties) == 0 {
		t.Error("no ties")
	}
}
