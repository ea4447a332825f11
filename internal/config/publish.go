package config

import (
	"maps"
	"slices"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// A Publish says what the code host may show to readers. Its workflows refuse to
// deploy before both are given.
type Publish struct {
	Edition string // the audience whose edition is deployed; empty: none
	// VisibilityConfirmed: somebody looked who can read the site where it is
	// deployed. The pages of a private repository may well be public.
	VisibilityConfirmed bool
}

func (r *reader) publish(c *Config, n *frontmatter.Node) {
	if len(r.fields(n, "publish")) == 0 {
		return
	}
	known := append([]string{"internal"}, slices.Sorted(maps.Keys(c.Editions))...)
	c.Publish.Edition = r.oneOf(n.Get("edition"), "publish.edition", known, "")
	c.Publish.VisibilityConfirmed = r.oneOf(n.Get("visibility_confirmed"), "publish.visibility_confirmed", []string{"true", "false"}, "false") == "true"
}
