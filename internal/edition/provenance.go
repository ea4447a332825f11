package edition

import (
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// provenance is a copy in which nobody wrote or approved by a name they asked to
// leave out. A file in perspectives/ is named for a person, and a commit's
// subject may name anybody, without an @.
func (v veil) provenance(p *incident.Provenance) *incident.Provenance {
	if p == nil {
		return nil
	}
	c := *p
	c.Revisions = slices.Clone(p.Revisions)
	for i := range c.Revisions {
		r := &c.Revisions[i]
		r.File, r.Subject = v.file(r.File), v.without.text(v.text(r.Subject))
		r.Author = v.contributor(r.Author)
		r.CoAuthors = slices.Clone(r.CoAuthors)
		for j := range r.CoAuthors {
			r.CoAuthors[j] = v.contributor(r.CoAuthors[j])
		}
		r.Approvals = slices.Clone(r.Approvals)
		for j := range r.Approvals {
			r.Approvals[j].By = v.contributor(r.Approvals[j].By)
		}
	}
	return &c
}

// contributor veils somebody also where the history has them under a name that no
// profile claims and that would be their key.
func (v veil) contributor(c incident.Contributor) incident.Contributor {
	key := c.Key
	if key == "" {
		key = incident.Key(c.Name)
	}
	name, veiled := v.names[key]
	switch {
	case !veiled:
		return c
	case name == hiddenName:
		return incident.Contributor{Name: hiddenName}
	}
	return incident.Contributor{Key: name, Name: pseudonymous(name).Name}
}

// file veils a file that is named for a person.
func (v veil) file(name string) string {
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	veiled := v.key(incident.Key(stem))
	if veiled == incident.Key(stem) || path.Base(path.Dir(name)) != "perspectives" {
		return name
	}
	return path.Join(path.Dir(name), incident.Key(veiled)+path.Ext(name))
}
