package index

import (
	"math"
	"sync"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Said is a statement and the review that makes it.
type Said struct {
	Review *incident.Review
	incident.Statement
}

// Statements gathers what the reviews say in one section, in their order, and at
// most so many.
func Statements(reviews []*incident.Review, section incident.Section, most int) []Said {
	var list []Said
	for _, r := range reviews {
		for _, s := range r.Narrative.Statements {
			if s.Section != section {
				continue
			}
			if len(list) == most {
				return list
			}
			list = append(list, Said{Review: r, Statement: s})
		}
	}
	return list
}

func saidLater(reviews []*incident.Review, section incident.Section) func() []Said {
	return sync.OnceValue(func() []Said { return Statements(reviews, section, math.MaxInt) })
}
