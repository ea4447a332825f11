package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// describe makes profiles of the documents, and leaves out those whose key
// another has.
func (l *loader) describe(documents []*document) *profiles {
	p := &profiles{aliases: make(map[string][]located)}
	first := make(map[place]map[string]string)
	for _, d := range documents {
		if !d.broken && l.isFirst(first, d) {
			p.add(d)
		}
		l.note(d.notes)
	}
	return p
}

// isFirst tells whether no document of the same place had the key before.
func (l *loader) isFirst(first map[place]map[string]string, d *document) bool {
	key := pageKey(d.folder, d.file)
	if d.place != placePages {
		key = incident.Key(path.Base(key))
	}
	if first[d.place] == nil {
		first[d.place] = make(map[string]string)
	}
	other, taken := first[d.place][key]
	if taken {
		l.fail(d.file, "name-taken", fmt.Sprintf("%s is called %q as well; this file is left out", other, key), "give one of the two another name")
		return false
	}
	first[d.place][key] = d.file
	return true
}

// book puts together what the files tell.
func (l *loader) book(drafts []*draftReview) *incident.Book {
	for _, d := range drafts {
		l.note(d.notes)
	}
	drafts = l.distinct(drafts)
	l.ids(drafts)
	relate(l, drafts)
	l.aliases(drafts)
	p := l.described
	b := &incident.Book{
		People: p.people, Teams: p.teams, Services: p.services, Tags: p.tags, Factors: p.factors,
		Events: p.events, Patterns: p.patterns, Pages: p.pages,
	}
	for _, d := range drafts {
		b.Reviews = append(b.Reviews, d.Review)
	}
	l.mention(b, drafts)
	l.noReviews(b)
	order(b)
	return b
}

// distinct leaves out what cannot be read, and reviews whose slug another has:
// the first by path keeps it.
func (l *loader) distinct(drafts []*draftReview) []*draftReview {
	first := make(map[string]*draftReview)
	var list []*draftReview
	for _, d := range drafts {
		if d.broken {
			continue
		}
		if other := first[d.Slug]; other != nil {
			l.fail(d.Path, "slug-taken", fmt.Sprintf("%s has the address /%s too; this review is left out", other.Path, incident.ReviewAddress(d.Slug)),
				"give one of the two files another name")
			continue
		}
		first[d.Slug] = d
		list = append(list, d)
	}
	return list
}

// ids reports identifiers that two reviews have; the first keeps it.
func (l *loader) ids(drafts []*draftReview) {
	first := make(map[string]*draftReview)
	for _, d := range drafts {
		if d.ID == "" {
			continue
		}
		other := first[d.ID]
		if other == nil {
			first[d.ID] = d
			continue
		}
		l.problems = append(l.problems, d.at("id", "id-taken", fmt.Sprintf("%s has the id %q too", other.Path, d.ID), "an id is one review's: renames are followed by it"))
		d.ID = ""
	}
}

// at makes a problem at the first reference of a field.
func (d *draftReview) at(field, rule, message, hint string) diag.Problem {
	for _, ref := range d.references {
		if ref.field == field {
			return ref.problem(d.Path, rule, message, hint)
		}
	}
	return reference{}.problem(d.Path, rule, message, hint)
}

func (r reference) problem(file, rule, message, hint string) diag.Problem {
	return diag.Problem{
		Position: diag.Position{File: file, Line: r.line, Column: r.column},
		Rule:     rule, Severity: diag.Warning, Message: message, Hint: hint,
	}
}

func (l *loader) fail(file, rule, message, hint string) {
	l.problems = append(l.problems, diag.Problem{
		Position: diag.Position{File: file}, Rule: rule, Severity: diag.Error, Message: message, Hint: hint,
	})
}

// noReviews says where reviews would be looked for, if there are none.
func (l *loader) noReviews(b *incident.Book) {
	if len(b.Reviews) > 0 || len(l.problems) > 0 {
		return
	}
	l.problems = append(l.problems, diag.Problem{
		Position: diag.Position{File: l.config.Places.Reviews}, Rule: "no-reviews", Severity: diag.Warning,
		Message: "there are no reviews here",
		Hint:    "write one with `casebook new`, or say where yours lie: `content: {reviews: DIR}` in casebook.yaml",
	})
}

// order sorts the book: reviews newest first, events by start, the rest by key.
func order(b *incident.Book) {
	slices.SortFunc(b.Reviews, func(x, y *incident.Review) int {
		return cmp.Or(newer(x.Started, y.Started), strings.Compare(x.Slug, y.Slug))
	})
	slices.SortFunc(b.Events, func(x, y *incident.Event) int {
		return cmp.Or(older(x.Start, y.Start), strings.Compare(x.Key, y.Key))
	})
	slices.SortFunc(b.People, func(x, y *incident.Person) int { return strings.Compare(x.Key, y.Key) })
	slices.SortFunc(b.Teams, func(x, y *incident.Team) int { return strings.Compare(x.Key, y.Key) })
	slices.SortFunc(b.Services, func(x, y *incident.Service) int { return strings.Compare(x.Key, y.Key) })
	for _, terms := range [][]*incident.Term{b.Tags, b.Factors, b.Technologies, b.ExternalParties} {
		slices.SortFunc(terms, func(x, y *incident.Term) int { return strings.Compare(x.Key, y.Key) })
	}
	for _, pages := range [][]*incident.Page{b.Patterns, b.Pages} {
		slices.SortFunc(pages, func(x, y *incident.Page) int { return strings.Compare(x.Key, y.Key) })
	}
}

// newer orders by time, the latest first and the unknown last.
func newer(a, b incident.Moment) int {
	if a.Known() && b.Known() {
		return b.Time.Compare(a.Time)
	}
	return older(a, b)
}

// older orders by time, the earliest first and the unknown last.
func older(a, b incident.Moment) int {
	switch {
	case a.Known() && b.Known():
		return a.Time.Compare(b.Time)
	case a.Known():
		return -1
	case b.Known():
		return 1
	}
	return 0
}
