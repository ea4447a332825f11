package check

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
)

// actionOwner sees owners that are neither a team nor a person of the book, in
// books that describe theirs.
func actionOwner() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "action-owner",
			About:  "an action's owner is no team or person of the book",
			Why:    "An owner who is nobody finds no list of their own, and nobody asks. It is said in books that describe their teams or people.",
			Before: "owner: platfrom",
			After:  "owner: platform",
		},
		book: func(c *checker) {
			known := c.owners()
			if len(known) == 0 {
				return
			}
			for _, r := range c.Reviews {
				for _, a := range r.Decisions.Actions {
					if a.Owner == "" || slices.Contains(known, a.Owner) {
						continue
					}
					hint := "write the key of a team or a person"
					if near := diag.Nearest(a.Owner, known); near != "" {
						hint = fmt.Sprintf("did you mean %s?", near)
					}
					c.note(r, a.Line, fmt.Sprintf("no team or person is called %s", a.Owner), hint)
				}
			}
		},
	}
}

func (c *checker) owners() []string {
	var keys []string
	for _, t := range c.Teams {
		keys = append(keys, t.Key)
	}
	for _, p := range c.People {
		keys = append(keys, p.Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
