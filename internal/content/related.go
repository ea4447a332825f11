package content

import (
	"fmt"
	"path"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// relate makes the links of `related` both ways.
func relate(l *loader, drafts []*draftReview) {
	names, slugs := reviewNames(drafts)
	for _, d := range drafts {
		for _, ref := range d.references {
			if ref.field == "related" {
				l.relate(d, ref, names, slugs)
			}
		}
	}
}

// reviewNames are the ways to name a review: its path, its slug, its id.
func reviewNames(drafts []*draftReview) (names map[string]*draftReview, slugs []string) {
	names = make(map[string]*draftReview, 3*len(drafts))
	for _, d := range drafts {
		if d.ID != "" {
			names[d.ID] = d
		}
		names[d.Path] = d
		if d.Bundle != "" {
			names[d.Bundle] = d
		}
	}
	for _, d := range drafts {
		names[d.Slug] = d
		slugs = append(slugs, d.Slug)
	}
	return names, slugs
}

func (l *loader) relate(d *draftReview, ref reference, names map[string]*draftReview, slugs []string) {
	other := d.lookUp(ref.text, names)
	switch {
	case other == nil:
		hint := "name a review by its slug, its id or its path"
		if near := diag.Nearest(ref.text, slugs); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		l.problems = append(l.problems, ref.problem(d.Path, "unknown-related", fmt.Sprintf("no review is called %q", ref.text), hint))
	case other == d:
		l.problems = append(l.problems, ref.problem(d.Path, "related-to-itself", "the review is related to itself", "take it out"))
	default:
		d.Related = appendNew(d.Related, other.Slug)
		other.Related = appendNew(other.Related, d.Slug)
	}
}

// lookUp finds the review that a text in this one names.
func (d *draftReview) lookUp(text string, names map[string]*draftReview) *draftReview {
	text = strings.TrimSpace(text)
	if other := names[text]; other != nil {
		return other
	}
	if file, _, ok := incident.Local(d.Path, text); ok && names[file] != nil {
		return names[file]
	}
	return names[incident.Key(strings.TrimSuffix(path.Base(strings.TrimSuffix(text, "/")), path.Ext(text)))]
}
