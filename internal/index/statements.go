package index

import (
	"sync"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Said is a statement and the review that makes it.
type Said struct {
	Review *incident.Review
	incident.Statement
}

// said gathers the statements of one section, in the order of the reviews.
func said(reviews []*incident.Review, section incident.Section) []Said {
	var list []Said
	for _, r := range reviews {
		for _, s := range r.Narrative.Statements {
			if s.Section == section {
				list = append(list, Said{Review: r, Statement: s})
			}
		}
	}
	return list
}

func saidLater(reviews []*incident.Review, section incident.Section) func() []Said {
	return sync.OnceValue(func() []Said { return said(reviews, section) })
}
