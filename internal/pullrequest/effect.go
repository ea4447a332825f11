package pullrequest

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// An Effect is what a branch does to the book as a whole.
type Effect struct {
	Reviews [2]int // listed, without the branch and with it
	Terms   []NewTerm
	Gone    []NewTerm // that no review says any more
	Said    []Said
	Figures []Moved
}

// A NewTerm is a person, service or the like that no review named before.
type NewTerm struct {
	Taxonomy string // services, people, teams, tags, factors, technologies, external parties
	Key      string
	Name     string
	Reviews  []string // the slugs of those that name it
}

// A Said is what reviews say in a section that the book gathers: what was learned,
// what is asked.
type Said struct {
	Section incident.Section
	Came    []string // as plain text
	Went    []string
	Turned  [][2]string // what was said, and what is said instead
}

// A Figure is a measure of a book, in words.
type Figure struct {
	Key     string   // the same on both sides for the same figure
	Title   string   // what is measured: «Who services rely on»
	Address string   // where the site tells it; may be empty
	Says    []string // what it says, a sentence or a value each; nothing where too little is known
}

// A Moved is something that a figure says with the branch, and what it said
// without it.
type Moved struct {
	Title    string
	Href     string // may be empty
	Old, New string // one may be empty
}

// effect compares two books, of which pairs are the reviews that differ.
func effect(base, head Side, pairs []pair, o Options, n names) Effect {
	e := Effect{Reviews: [2]int{listedReviews(base.Book), listedReviews(head.Book)}, Said: said(pairs)}
	before, after := mentioned(base.Book), mentioned(head.Book)
	for i, t := range after {
		e.Terms = append(e.Terms, fresh(t, before[i], n)...)
		e.Gone = append(e.Gone, fresh(before[i], t, n)...)
	}
	if o.Figures != nil {
		e.Figures = moved(o.Figures(base.Book), o.Figures(head.Book), o.Address)
	}
	return e
}

func listedReviews(b *incident.Book) int {
	n := 0
	for _, r := range b.Reviews {
		if r.Status.Listed() {
			n++
		}
	}
	return n
}

// A vocabulary is the keys of one taxonomy that reviews name, and which do.
type vocabulary struct {
	taxonomy string
	slugs    map[string][]string
}

// mentioned gathers what reviews of any status name: a draft's words are new too.
func mentioned(b *incident.Book) []vocabulary {
	list := []vocabulary{
		{taxonomy: services}, {taxonomy: technologies}, {taxonomy: teams}, {taxonomy: people},
		{taxonomy: tags}, {taxonomy: factors}, {taxonomy: external},
	}
	for i := range list {
		v := &list[i]
		v.slugs = map[string][]string{}
		for _, r := range b.Reviews {
			for _, key := range keysOf(r, v.taxonomy) {
				if !slices.Contains(v.slugs[key], r.Slug) {
					v.slugs[key] = append(v.slugs[key], r.Slug)
				}
			}
		}
	}
	return list
}

// keysOf returns what a review names of a taxonomy.
func keysOf(r *incident.Review, taxonomy string) []string {
	switch taxonomy {
	case services:
		return r.Services
	case technologies:
		return r.Technologies
	case teams:
		return r.Teams
	case tags:
		return r.Tags
	case factors:
		return r.Factors
	case external:
		return r.ExternalParties
	}
	var keys []string
	for _, p := range r.Participants {
		keys = append(keys, p.Who)
	}
	return keys
}

// fresh lists what a vocabulary has and another has not, by key.
func fresh(v, other vocabulary, n names) []NewTerm {
	var list []NewTerm
	for key, slugs := range v.slugs {
		if other.slugs[key] == nil {
			list = append(list, NewTerm{Taxonomy: v.taxonomy, Key: key, Name: n.of(v.taxonomy, key), Reviews: slugs})
		}
	}
	slices.SortFunc(list, func(a, b NewTerm) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// moved pairs figures by their keys, and tells what each says otherwise.
func moved(old, new []Figure, address func(string) string) []Moved {
	was := make(map[string]Figure, len(old))
	for _, f := range old {
		was[f.Key] = f
	}
	var list []Moved
	for _, f := range new {
		list = append(list, f.since(was[f.Key], address)...)
		delete(was, f.Key)
	}
	for _, f := range old {
		if _, gone := was[f.Key]; gone {
			list = append(list, Figure{Title: f.Title}.since(f, nil)...)
		}
	}
	return list
}

// since tells what a figure says that it did not say before, and the other way
// round.
func (f Figure) since(before Figure, address func(string) string) []Moved {
	m := Moved{Title: f.Title}
	if address != nil && f.Address != "" {
		m.Href = address(f.Address)
	}
	var list []Moved
	say := func(old, new string) {
		if old != new {
			m.Old, m.New = old, new
			list = append(list, m)
		}
	}
	said := make([]bool, len(before.Says))
	for j, i := range compare.Pairs(before.Says, f.Says) {
		if i < 0 {
			say("", f.Says[j])
			continue
		}
		said[i] = true
		say(before.Says[i], f.Says[j])
	}
	for i, text := range before.Says {
		if !said[i] {
			say(text, "")
		}
	}
	return list
}

// said gathers what reviews say now and what they no longer say, section by
// section.
func said(pairs []pair) []Said {
	var list []Said
	for _, section := range incident.Sections {
		s := Said{Section: section}
		for _, p := range pairs {
			s.hold(statements(p.old, section), statements(p.new, section))
		}
		if len(s.Came)+len(s.Went)+len(s.Turned) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// hold adds what differs between the statements of a review.
func (s *Said) hold(was, is []string) {
	said := make([]bool, len(was))
	for j, i := range compare.Pairs(was, is) {
		switch {
		case i < 0:
			s.Came = append(s.Came, is[j])
		case was[i] != is[j]:
			s.Turned = append(s.Turned, [2]string{was[i], is[j]})
		}
		if i >= 0 {
			said[i] = true
		}
	}
	for i, text := range was {
		if !said[i] {
			s.Went = append(s.Went, text)
		}
	}
}

// statements are what a review says in a section.
func statements(r *incident.Review, section incident.Section) []string {
	if r == nil {
		return nil
	}
	var list []string
	for _, s := range r.Narrative.Statements {
		if s.Section == section {
			list = append(list, s.Text)
		}
	}
	return list
}
