package pullrequest

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// authors are the keys of those who wrote what the branch changes in a review.
func (c *comparison) authors(r *incident.Review) []string {
	var list []string
	came, _ := c.revisions(r)
	for _, v := range came {
		for _, who := range append([]incident.Contributor{v.Author}, v.CoAuthors...) {
			if who.Key != "" && !slices.Contains(list, who.Key) {
				list = append(list, who.Key)
			}
		}
	}
	return list
}

// revisions are those that came with the branch, and those before it, as far as
// the history of a review is known: of each file what came since it was what it is
// without the branch.
func (c *comparison) revisions(r *incident.Review) (came, before []incident.Revision) {
	switch {
	case r.Provenance == nil:
		return nil, nil
	case c.o.Blob == nil:
		return nil, r.Provenance.Revisions
	}
	reached := map[string]bool{} // files at the revision that the branch began with
	for _, v := range r.Provenance.Revisions {
		if reached[v.File] = reached[v.File] || v.Blob != "" && v.Blob == c.o.Blob(v.File); reached[v.File] {
			before = append(before, v)
		} else {
			came = append(came, v)
		}
	}
	return came, before
}
