package index

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Review returns the listed review with the slug, or nil.
func (x *Index) Review(slug string) *incident.Review {
	i, ok := x.place[slug]
	if !ok {
		return nil
	}
	return x.Reviews[i]
}

// Related returns the listed reviews that the review names or that name it, in
// the book's order.
func (x *Index) Related(r *incident.Review) []*incident.Review {
	var places []int
	for _, slug := range r.Related {
		if i, ok := x.place[slug]; ok && slug != r.Slug {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	var list []*incident.Review
	for _, i := range slices.Compact(places) {
		list = append(list, x.Reviews[i])
	}
	return list
}

// Neighbours returns the listed reviews before and after the review, by the day
// their incidents started; nil at either end and for a review that is not listed.
func (x *Index) Neighbours(r *incident.Review) (older, newer *incident.Review) {
	i, ok := x.place[r.Slug]
	if !ok {
		return nil, nil
	}
	if i > 0 {
		newer = x.Reviews[i-1]
	}
	if i+1 < len(x.Reviews) {
		older = x.Reviews[i+1]
	}
	return older, newer
}
