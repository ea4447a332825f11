package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// shuffled is a copy of a book in which nothing is tied to anything: who was
// there, which services were touched and the day on which each incident began
// are dealt anew. How many people each incident had, what they carried, and how
// often anybody and anything is named stay as they are.
func shuffled(b *incident.Book, window Window, seed uint64) *incident.Book {
	r := rand.New(rand.NewPCG(seed, 7))
	out := *b
	out.Reviews = nil
	var reviews []*incident.Review
	for _, review := range b.Reviews {
		c := *review
		c.Participants = slices.Clone(c.Participants)
		out.Reviews = append(out.Reviews, &c)
		if window.Has(c.Started) && c.Status.Listed() {
			reviews = append(reviews, &c)
		}
	}
	deal(r, reviews)
	days := int(window.To.Sub(window.From).Hours() / 24)
	for _, review := range reviews {
		move(review, window.From.AddDate(0, 0, r.IntN(days+1)))
	}
	return &out
}

// deal gives people and services to the reviews anew.
func deal(r *rand.Rand, reviews []*incident.Review) {
	var people []string
	var services [][]string
	for _, review := range reviews {
		for _, p := range review.Participants {
			people = append(people, p.Who)
		}
		services = append(services, review.Services)
	}
	r.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	r.Shuffle(len(services), func(i, j int) { services[i], services[j] = services[j], services[i] })
	for i, review := range reviews {
		review.Services = services[i]
		for j := range review.Participants {
			at := 0
			for at < len(people)-1 && took(review, people[at]) {
				at++
			}
			review.Participants[j].Who = people[at]
			people = slices.Delete(people, at, at+1)
		}
	}
}

// move has an incident begin on another day, everything in it with it.
func move(r *incident.Review, to time.Time) {
	by := to.Sub(r.Started.Day())
	for _, m := range []*incident.Moment{&r.Started, &r.Detected, &r.Mitigated, &r.Resolved} {
		m.Time = m.Time.Add(by)
	}
	for i := range r.Participants {
		p := &r.Participants[i]
		p.Joined.Time, p.Left.Time = p.Joined.Time.Add(by), p.Left.Time.Add(by)
	}
}

// TestNothingIsFoundWhereNothingIs deals the demo anew again and again: what a
// sentence claims as a difference stands in no more copies than chance allows.
func TestNothingIsFoundWhereNothingIs(t *testing.T) {
	book, cfg := demoBook(t)
	window := New(book, Options{Config: &cfg}).Window
	const copies = 60
	around, spreads, relied, services := 0, 0, 0, 0
	for seed := range uint64(copies) {
		x := New(shuffled(book, window, seed), Options{Config: &cfg})
		around += one(len(x.Around().Findings) > 0)
		for _, s := range x.Reliance().Services {
			services++
			spreads += one(s.Spread != nil && s.Spread.Clear())
			relied += one(slices.ContainsFunc(s.Again, ReliedOn.Clear))
		}
	}
	if around > copies/10 {
		t.Errorf("%d of %d shuffled copies differ around some event", around, copies)
	}
	if spreads > services/10 {
		t.Errorf("%d of %d services of shuffled copies spread or narrow", spreads, services)
	}
	if relied > services/10 {
		t.Errorf("%d of %d services of shuffled copies rely on somebody", relied, services)
	}
	t.Logf("of %d copies %d differ around an event; of %d services %d spread or narrow, %d rely on somebody", copies, around, services, spreads, relied)
}
