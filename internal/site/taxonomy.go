package site

import (
	"html/template"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A TaxonomyView is the index of one taxonomy's terms.
type TaxonomyView struct {
	Page
	Key    string
	Intro  string
	Terms  []TermLine
	Sparks bool // some line has bars
	Dense  bool // so many that a line says no more than the name
	Empty  Empty
}

// A TermLine is one term in its index.
type TermLine struct {
	Link
	About  string        `json:"about,omitempty"` // a line of what it is
	Team   string        `json:"team,omitempty"`  // of a person
	Latest *Row          `json:"latest,omitempty"`
	Spark  template.HTML `json:"-"` // its reviews by quarter, where that says something
}

// manyTerms is how many a reader looks through line by line.
const manyTerms = 80

func (p *press) taxonomy(pg Page, t *index.Taxonomy) view {
	l := labels[t.Key]
	pg.Title, pg.Description = l.many, l.intro
	v := TaxonomyView{Page: pg, Key: t.Key, Intro: l.intro, Empty: Empty{
		Text:  "No review names one yet. In a review's front matter:",
		Paste: l.paste,
	}}
	v.Dense = len(t.Terms) > manyTerms && t.Key != index.People
	for _, term := range t.Terms {
		line := p.termLine(pg, t.Key, term)
		v.Terms = append(v.Terms, line)
		v.Sparks = v.Sparks || line.Spark != ""
	}
	return v
}

func (p *press) termLine(pg Page, taxonomy string, term *index.Term) TermLine {
	line := TermLine{Link: p.termLink(pg, term)}
	if rows := p.rows(pg, firstOf(term.Reviews, 1)); len(rows) > 0 {
		line.Latest = &rows[0]
	}
	if taxonomy != index.People {
		line.Spark = p.spark(term)
	}
	switch {
	case taxonomy == index.People:
		person := p.x.Person(term.Key)
		line.About, line.Team = p.plain(person.Asks), p.teamName(currentTeam(person))
	case term.Profile != nil:
		line.About = firstSentences(firstParagraph(term.Profile.Profile), 140)
	}
	return line
}

// firstParagraph is the plain text of the first paragraph of a narrative.
func firstParagraph(n incident.Narrative) string {
	for _, b := range n.Blocks {
		if b.Kind == incident.Paragraph && !b.Inner {
			return b.Text
		}
	}
	return ""
}

// Data is the index for a program.
func (v TaxonomyView) Data() any {
	return struct {
		Title string     `json:"title"`
		Terms []TermLine `json:"terms"`
	}{v.Title, append([]TermLine{}, v.Terms...)}
}
