package pullrequest

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A pair is a review without the branch and with it; one of them may be nil.
type pair struct{ old, new *incident.Review }

// pairs finds the reviews that the branch touched: which came, which went, and
// which have other bytes in one of their files.
func (c *comparison) pairs() []pair {
	olds := bySlug(c.sides[0].Book)
	var list, came []pair
	for _, r := range c.sides[1].Book.Reviews {
		old, ok := olds[r.Slug]
		delete(olds, r.Slug)
		switch {
		case !ok:
			came = append(came, pair{new: r})
		case old.Path != r.Path || c.differs(filesOf(old), filesOf(r)):
			list = append(list, pair{old, r})
		}
	}
	for _, p := range came {
		if old := renamed(olds, p.new); old != nil {
			p.old = old
			delete(olds, old.Slug)
		}
		list = append(list, p)
	}
	for _, old := range olds {
		list = append(list, pair{old: old})
	}
	slices.SortFunc(list, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), strings.Compare(a.path(), b.path()))
	})
	return list
}

func bySlug(b *incident.Book) map[string]*incident.Review {
	m := make(map[string]*incident.Review, len(b.Reviews))
	for _, r := range b.Reviews {
		m[r.Slug] = r
	}
	return m
}

// rank puts what was changed before what is new, and that before what is gone.
func (p pair) rank() int {
	switch {
	case p.new == nil:
		return 2
	case p.old == nil:
		return 1
	}
	return 0
}

func (p pair) path() string {
	if p.new == nil {
		return p.old.Path
	}
	return p.new.Path
}

// renamed finds the review that a new one was under another name: by its
// identifier, else by its title and the day it began.
func renamed(gone map[string]*incident.Review, r *incident.Review) *incident.Review {
	var found *incident.Review
	for _, old := range gone {
		same := old.ID == r.ID && r.ID != "" ||
			old.ID == "" && r.ID == "" && old.Title == r.Title && old.Started.Day().Equal(r.Started.Day())
		if same && (found == nil || old.Slug < found.Slug) {
			found = old
		}
	}
	return found
}

// filesOf lists the files that a review is made of; pictures come with the text
// that shows them.
func filesOf(r *incident.Review) []string {
	list := []string{r.Path}
	if r.Transcript != "" {
		list = append(list, r.Transcript)
	}
	for _, p := range r.Perspectives {
		if p.Heading == "" {
			list = append(list, p.Narrative.File)
		}
	}
	return append(list, picturesOf(r)...)
}

// picturesOf lists the files of the pictures that a review shows.
func picturesOf(r *incident.Review) []string {
	var list []string
	add := func(n incident.Narrative) {
		for _, l := range n.Links {
			if file, _, ok := incident.Local(n.File, l.Dest); ok && l.Image && file != n.File && !slices.Contains(list, file) {
				list = append(list, file)
			}
		}
	}
	add(r.Narrative)
	for _, p := range r.Perspectives {
		add(p.Narrative)
	}
	return list
}

// differs tells whether the files are others, or hold something else.
func (c *comparison) differs(old, new []string) bool {
	return !slices.Equal(old, new) || slices.ContainsFunc(new, c.differ)
}

// differ tells whether a file holds something else on either side. What cannot be
// read holds nothing.
func (c *comparison) differ(name string) bool {
	if c.o.Same != nil {
		return !c.o.Same(name)
	}
	a, errA := fs.ReadFile(c.sides[0].Files, name)
	b, errB := fs.ReadFile(c.sides[1].Files, name)
	return (errA == nil) != (errB == nil) || !bytes.Equal(a, b)
}
