package pullrequest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Compare tells what a branch changes: base is the book without it, head the book
// with it.
func Compare(base, head Side, o Options) *Report {
	c := newComparison(base, head, o)
	list := c.pairs()
	r := &Report{Title: head.Config.Title, Base: base.Name, Head: head.Name, Others: c.others()}
	for _, p := range list {
		r.Reviews = append(r.Reviews, c.review(p))
	}
	r.Problems = c.problemsBeside(list)
	r.Book = effect(base, head, list, o, c.names)
	r.Changes = c.teller.changes
	return r
}

// A comparison is the work on one report.
type comparison struct {
	sides  [2]Side
	o      Options
	names  names
	head   map[string]*incident.Review // by slug
	teller *storyteller
	old    map[problemKey]int // how often each problem was there without the branch
}

func newComparison(base, head Side, o Options) *comparison {
	c := &comparison{sides: [2]Side{base, head}, o: o, names: newNames(base.Book, head.Book), head: bySlug(head.Book)}
	c.teller = &storyteller{
		sides: c.sides, names: c.names, address: c.to,
		sources: [2]map[string]string{base.Book.Addresses(), head.Book.Addresses()},
		images:  &album{read: map[string]string{}, room: mostAlbum},
		picture: o.Picture, differ: c.differ,
	}
	c.old = map[problemKey]int{}
	for _, p := range base.Problems {
		c.old[keyOf(p)]++
	}
	return c
}

// to is the way to an address of the site: the caller's, else by the address that
// the settings give it; empty where neither is known.
func (c *comparison) to(address string) string {
	switch {
	case c.o.Address != nil:
		return c.o.Address(address)
	case c.sides[1].Config.BaseURL != "":
		return c.sides[1].Config.BaseURL + address
	}
	return ""
}

func (c *comparison) veil(text string) string {
	if c.o.Veil == nil {
		return text
	}
	return c.o.Veil(text)
}

// review tells what became of one review.
func (c *comparison) review(p pair) Review {
	r := cmp.Or(p.new, p.old)
	v := Review{Slug: r.Slug, Title: r.Title, Path: r.Path, Status: r.Status, Mark: compare.Changed}
	if p.new == nil {
		v.Mark = compare.Removed
		return v
	}
	v.Href = c.to(incident.ReviewAddress(r.Slug))
	if p.old == nil {
		v.Mark = compare.Added
		v.Story = c.teller.whole(r.Narrative, r.Started)
	} else {
		v.Facts = facts(p, c.names)
		v.Facts = append(v.Facts, c.redrawn(p)...)
		if p.old.Path != r.Path {
			v.Was = p.old.Path
		}
		v.Story = c.teller.tell(p.old.Narrative, r.Narrative, [2]incident.Moment{p.old.Started, r.Started})
	}
	v.Voices = c.voices(p)
	v.Words = wordsOf(r)
	v.Problems = c.problemsIn(filesOf(r))
	v.Seen = c.seen(r)
	v.Held = c.held(p, v.Mark == compare.Changed && v.Story.Added+v.Story.Removed > 0)
	v.Readers = Readers(c.sides[1].Book, r, ReaderOptions{
		Forge: c.sides[1].Config.Repository.Forge, Authors: c.authors(r), Suggest: c.o.Suggest,
	})
	return v
}

func wordsOf(r *incident.Review) int {
	n := r.Narrative.Words
	for _, p := range r.Perspectives {
		if p.Heading == "" {
			n += p.Narrative.Words
		}
	}
	return n
}

// voices tells what became of the accounts in files of their own.
func (c *comparison) voices(p pair) []Voice {
	var list []Voice
	for _, is := range p.new.Perspectives {
		if is.Heading != "" {
			continue
		}
		v := Voice{Who: is.Who, Name: c.names.of(people, is.Who), Path: c.veil(is.Narrative.File)}
		was := perspective(p.old, is.Who)
		switch {
		case was == nil:
			v.Mark, v.Story = compare.Added, c.teller.whole(is.Narrative, p.new.Started)
		default:
			v.Mark = compare.Changed
			v.Story = c.teller.tell(was.Narrative, is.Narrative, [2]incident.Moment{p.old.Started, p.new.Started})
			if v.Story.Same() {
				continue
			}
		}
		list = append(list, v)
	}
	return append(list, c.silenced(p)...)
}

// silenced are the accounts that are gone.
func (c *comparison) silenced(p pair) []Voice {
	if p.old == nil {
		return nil
	}
	var list []Voice
	for _, was := range p.old.Perspectives {
		if was.Heading == "" && perspective(p.new, was.Who) == nil {
			list = append(list, Voice{Who: was.Who, Name: c.names.of(people, was.Who), Path: c.veil(was.Narrative.File), Mark: compare.Removed})
		}
	}
	return list
}

// redrawn says which pictures show something else under the same name.
func (c *comparison) redrawn(p pair) []Fact {
	var list []Fact
	for _, name := range picturesOf(p.new) {
		if slices.Contains(picturesOf(p.old), name) && c.differ(name) {
			list = append(list, Fact{Key: "pictures", Text: "the picture " + name[strings.LastIndexByte(name, '/')+1:] + " shows something else"})
		}
	}
	return list
}

// problemsBeside are the new ones in files that belong to no review of the list.
func (c *comparison) problemsBeside(pairs []pair) []Problem {
	told := map[string]bool{}
	for _, p := range pairs {
		if p.new != nil {
			for _, file := range filesOf(p.new) {
				told[file] = true
			}
		}
	}
	var files []string
	for _, p := range c.sides[1].Problems {
		if p.File != "" && !told[p.File] && !slices.Contains(files, p.File) && c.differ(p.File) {
			files = append(files, p.File)
		}
	}
	return slices.DeleteFunc(c.problemsIn(files), func(p Problem) bool { return !p.New })
}

// A problemKey is what two problems share that are the same on both sides, on
// whatever line.
type problemKey struct{ file, rule, message string }

func keyOf(p diag.Problem) problemKey { return problemKey{p.File, p.Rule, p.Message} }

// problemsIn are those in some files; what came with the branch first.
func (c *comparison) problemsIn(files []string) []Problem {
	seen := map[problemKey]int{}
	var list []Problem
	for _, p := range c.sides[1].Problems {
		if !slices.Contains(files, p.File) {
			continue
		}
		seen[keyOf(p)]++
		fresh := seen[keyOf(p)] > c.old[keyOf(p)]
		p.File, p.Message, p.Hint = c.veil(p.File), c.veil(p.Message), c.veil(p.Hint)
		list = append(list, Problem{Problem: p, New: fresh})
	}
	slices.SortStableFunc(list, func(a, b Problem) int {
		switch {
		case a.New == b.New:
			return cmp.Compare(b.Severity, a.Severity)
		case a.New:
			return -1
		}
		return 1
	})
	return list
}
