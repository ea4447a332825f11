package site

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A Relative is a review that tells of something alike, and what ties it to the
// one that is shown.
type Relative struct {
	Card  Card     `json:"-"`
	Slug  string   `json:"slug"`
	Score float64  `json:"likeness"`
	Words []string `json:"words,omitempty"`
	Ties  []Group  `json:"ties,omitempty"`
}

// relatives are the reviews most like this one, but for those that it names
// itself.
func (p *press) relatives(pg Page, r *incident.Review) []Relative {
	if p.o.Likeness == nil {
		return nil
	}
	var list []Relative
	for _, l := range p.o.Likeness(r.Slug) {
		other := p.x.Review(l.Slug)
		if other == nil || slices.Contains(r.Related, l.Slug) {
			continue
		}
		one := Relative{Card: p.card(pg, other), Slug: l.Slug, Score: l.Score, Words: l.Words}
		for _, tie := range []struct {
			taxonomy string
			keys     []string
		}{{index.Services, l.Services}, {index.Factors, l.Factors}, {index.Tags, l.Tags}} {
			if links := p.terms(pg, tie.taxonomy, tie.keys); len(links) > 0 {
				one.Ties = append(one.Ties, Group{Title: labels[tie.taxonomy].many, Links: links})
			}
		}
		list = append(list, one)
	}
	return list
}
