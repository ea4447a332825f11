package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// likeTerms sees two spellings of one tag, factor, service, team, technology or
// party, and says them once for each sort, with the lines that make them one.
func likeTerms() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "like-terms",
			About:  "two terms are spelled so alike that they may be one",
			Why:    "Two spellings of one word are two pages with half of the stories each, and whoever reads one does not know of the other.",
			Before: "tags: [certificates]   # elsewhere: certificate",
			After:  "# content/tags/certificate.md\naliases: [certificates]",
		},
		book: func(c *checker) {
			for _, s := range c.sorts() {
				c.likeTerms(s)
			}
		},
	}
}

// A sort is one taxonomy with the number of reviews that name each term.
type sort struct {
	name   string // of one term and of its folder, for people
	folder string // where its profiles lie; empty where it has none
	terms  []*incident.Term
	uses   map[string]int
	first  map[string]*incident.Review // the first by path to use a term
}

func (c *checker) sorts() []sort {
	var teams, services []*incident.Term
	for _, t := range c.Teams {
		teams = append(teams, &t.Term)
	}
	for _, s := range c.Services {
		services = append(services, &s.Term)
	}
	places := c.o.Config.Places
	return []sort{
		c.sort("services", places.Services, services, func(r *incident.Review) []string { return r.Services }),
		c.sort("teams", places.Teams, teams, func(r *incident.Review) []string { return r.Teams }),
		c.sort("tags", places.Tags, c.Tags, func(r *incident.Review) []string { return r.Tags }),
		c.sort("factors", places.Factors, c.Factors, func(r *incident.Review) []string { return r.Factors }),
		c.sort("technologies", "", c.Technologies, func(r *incident.Review) []string { return r.Technologies }),
		c.sort("external parties", "", c.ExternalParties, func(r *incident.Review) []string { return r.ExternalParties }),
	}
}

func (c *checker) sort(name, folder string, terms []*incident.Term, keys func(*incident.Review) []string) sort {
	s := sort{name: name, folder: folder, terms: terms, uses: make(map[string]int), first: make(map[string]*incident.Review)}
	for _, r := range c.Reviews {
		for _, k := range keys(r) {
			s.uses[k]++
			if f := s.first[k]; c.hasChanged(r) && (f == nil || r.Path < f.Path) {
				s.first[k] = r
			}
		}
	}
	return s
}

// likeTerms reports the groups of one sort together, at the first review that
// uses one of the rarer spellings.
func (c *checker) likeTerms(s sort) {
	folds := make(map[*incident.Term][]*incident.Term)
	var at *incident.Review
	for _, group := range likeGroups(s.terms) {
		keep := s.keep(group)
		for _, fold := range group {
			r := s.first[fold.Key]
			if fold == keep || r == nil || c.waives(r) || fold.Path != "" {
				continue // what is described apart is meant apart
			}
			if at == nil || r.Path < at.Path {
				at = r
			}
			folds[keep] = append(folds[keep], fold)
		}
	}
	if len(folds) > 0 {
		c.note(at, 0, fmt.Sprintf("%d of the %s may be spelled in several ways", len(folds), s.name), s.mending(folds))
	}
}

// keep returns the term of a group that the others are to become: a described
// one, else the one that most reviews use, else the first by key.
func (s sort) keep(group []*incident.Term) *incident.Term {
	return slices.MaxFunc(group, func(a, b *incident.Term) int {
		if (a.Path != "") != (b.Path != "") {
			return cmp.Compare(len(a.Path), len(b.Path))
		}
		return cmp.Compare(s.uses[a.Key], s.uses[b.Key])
	})
}

// mending lists what to write to make one term of two, for the first few.
func (s sort) mending(folds map[*incident.Term][]*incident.Term) string {
	const most = 20
	var lines []string
	for _, keep := range s.terms {
		if len(folds[keep]) > 0 {
			lines = append(lines, s.aliasLine(keep, folds[keep]))
		}
	}
	head := "if they are one thing, write"
	if s.folder == "" {
		head = "if they are one thing, write everywhere"
	}
	if more := len(lines) - most; more > 0 {
		lines = append(lines[:most], fmt.Sprintf("(and %d more)", more))
	}
	return head + "\n" + strings.Join(lines, "\n")
}

func (s sort) aliasLine(keep *incident.Term, folds []*incident.Term) string {
	names := slices.Clone(keep.Aliases)
	for _, f := range folds {
		names = append(names, f.Name)
	}
	if s.folder == "" {
		return fmt.Sprintf("%s, not %s", keep.Name, strings.Join(names, ", "))
	}
	file := keep.Path
	if file == "" {
		file = path.Join(s.folder, keep.Key+".md")
	}
	return fmt.Sprintf("in %s: aliases: [%s]", file, strings.Join(names, ", "))
}
