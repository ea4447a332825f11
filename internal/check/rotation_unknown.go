package check

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
)

// rotationUnknown sees rotations that no service has, in books that describe
// theirs: whoever carried one counts as off call for every service.
func rotationUnknown() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "rotation-unknown",
			About:  "somebody carried a rotation that no service has",
			Why:    "Whoever carries a rotation that no service has counts as off call for every service: figures would say that they were pulled in.",
			Before: "on_call: [kafka]   # the service's rotation is called broker",
			After:  "# content/services/kafka.md\nrotations: [kafka, broker]",
		},
		book: func(c *checker) {
			rotations, described := c.rotations()
			if !described {
				return
			}
			said := make(map[string]bool)
			for _, r := range c.changed() {
				for _, p := range r.Participants {
					for _, rotation := range p.OnCall {
						if slices.Contains(rotations, rotation) || said[rotation] || c.waives(r) {
							continue
						}
						said[rotation] = true
						hint := fmt.Sprintf("add `rotations: [%s]` to the service that it is for", rotation)
						if near := diag.Nearest(rotation, rotations); near != "" {
							hint = fmt.Sprintf("did you mean %s?", near)
						}
						c.note(r, p.Line, fmt.Sprintf("no service has the rotation %s", rotation), hint)
					}
				}
			}
		},
	}
}

// rotations are those of all services, and whether any service is described.
func (c *checker) rotations() (list []string, described bool) {
	for _, s := range c.Services {
		described = described || s.Path != ""
		list = append(list, s.Rotations...)
	}
	slices.Sort(list)
	return slices.Compact(list), described
}
