package pullrequest

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// mostSeen is how many reviews are named as like one: more are not read.
const mostSeen = 5

// seen names the reviews that one is most like, and by what.
func (c *comparison) seen(r *incident.Review) []Seen {
	var list []Seen
	if c.o.Likeness == nil {
		return nil
	}
	for _, l := range c.o.Likeness(r.Slug) {
		other := c.head[l.Slug]
		if other == nil || l.Slug == r.Slug || len(list) == mostSeen {
			continue
		}
		list = append(list, Seen{
			Slug: l.Slug, Title: other.Title, Href: c.to(incident.ReviewAddress(l.Slug)),
			Reasons: c.reasons(l), Linked: slices.Contains(r.Related, l.Slug),
		})
	}
	return list
}

// reasons says by what two reviews are alike.
func (c *comparison) reasons(l incident.Likeness) []string {
	var list []string
	add := func(what, taxonomy string, keys []string) {
		if len(keys) > 0 {
			list = append(list, what+" "+listed(c.names.all(taxonomy, keys)))
		}
	}
	add("both touched", services, l.Services)
	add("both had", factors, l.Factors)
	add("both are about", tags, l.Tags)
	if len(l.Words) > 0 {
		list = append(list, "both say "+listed(l.Words))
	}
	return list
}
