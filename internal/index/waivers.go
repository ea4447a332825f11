package index

import "github.com/casebook-dev/casebook/internal/incident"

// A Waived is a check that a review silenced, with its reason.
type Waived struct {
	Review *incident.Review
	incident.Waiver
}

func waived(reviews []*incident.Review) []Waived {
	var list []Waived
	for _, r := range reviews {
		for _, w := range r.Waivers {
			list = append(list, Waived{Review: r, Waiver: w})
		}
	}
	return list
}
