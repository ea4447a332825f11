package pullrequest

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// others lists the files beside the reviews that differ, by path: profiles, the
// calendar, pages, the settings.
func (c *comparison) others() []File {
	was, is := beside(c.sides[0]), beside(c.sides[1])
	var list []File
	for path, what := range is {
		switch _, there := was[path]; {
		case !there:
			list = append(list, File{path, what, compare.Added})
		case c.differ(path):
			list = append(list, File{path, what, compare.Changed})
		}
	}
	for path, what := range was {
		if _, there := is[path]; !there {
			list = append(list, File{path, what, compare.Removed})
		}
	}
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// beside says what each file of a book is that belongs to no review.
func beside(s Side) map[string]string {
	files := map[string]string{s.Config.File: "the settings"}
	add := func(what string, t incident.Term) { files[t.Path] = what + " " + nameOf(t) }
	b := s.Book
	for _, p := range b.People {
		add("the profile of", p.Term)
	}
	for _, t := range b.Teams {
		add("the profile of the team", t.Term)
	}
	for _, v := range b.Services {
		add("the profile of the service", v.Term)
	}
	for _, t := range b.Tags {
		add("the profile of the tag", *t)
	}
	for _, t := range b.Factors {
		add("the profile of the factor", *t)
	}
	for _, e := range b.Events {
		files[e.Path] = "an event of the calendar, " + e.Title
	}
	for _, p := range b.Patterns {
		files[p.Path] = "the story beside a figure, " + p.Title
	}
	for _, p := range b.Pages {
		files[p.Path] = "a page, " + p.Title
	}
	delete(files, "")
	return files
}
