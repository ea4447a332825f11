package gitrepo

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// A visit is one commit, with what it changed below the paths that matter.
type visit struct {
	commit int32
	// diffs are, for each parent, the files that differ from it; for the first
	// commit of all, one list with all its files. Where history was cut off there
	// are none: what a commit changed is not known then.
	diffs [][]leaf
	index []map[string]int // of the diffs, by path; made when it is asked for
}

// changed returns the paths that the commit itself changed: for a merge those
// that differ from every parent, as `git log -c` has it.
func (v *visit) changed() []leaf {
	if len(v.diffs) <= 1 {
		return slices.Concat(v.diffs...)
	}
	var list []leaf
	for _, l := range v.diffs[0] {
		if v.sameAs(l.path) < 0 {
			list = append(list, l)
		}
	}
	return list
}

// sameAs returns the first parent that has a path as the merge has it; -1 if none
// has.
func (v *visit) sameAs(path string) int {
	for i := range v.diffs {
		if _, differs := v.leaf(i, path); !differs {
			return i
		}
	}
	return -1
}

// leaf returns how a path differs from the i-th parent, if it does.
func (v *visit) leaf(i int, path string) (leaf, bool) {
	if v.index == nil {
		v.index = make([]map[string]int, len(v.diffs))
	}
	if v.index[i] == nil {
		v.index[i] = make(map[string]int, len(v.diffs[i]))
		for at, l := range v.diffs[i] {
			v.index[i][l.path] = at
		}
	}
	at, differs := v.index[i][path]
	if !differs {
		return leaf{}, false
	}
	return v.diffs[i][at], true
}

// A walker is told of commits.
type walker struct {
	wants func(commit int32) bool // nil: all
	visit func(*visit) error
}

// walk visits every commit of a graph once, each before those it follows. Trees
// are compared as bytes, and only below the paths of the spec. A tree that cannot
// be read is reported in the end; its commit is visited as one of which nothing
// is known.
func (r *Repository) walk(g *graph, s *spec, w walker) (trouble, err error) {
	c := comparison{repo: r}
	for _, i := range g.order {
		if w.wants != nil && !w.wants(i) {
			continue
		}
		v := visit{commit: i}
		v.diffs, err = c.commit(g, i, s)
		if errors.Is(err, errTooMany) {
			return trouble, err
		}
		if err != nil && trouble == nil {
			trouble = fmt.Errorf("compare commit %s: %w", g.nodes[i].hash, err)
		}
		if err := w.visit(&v); err != nil {
			return trouble, err
		}
	}
	return trouble, nil
}

// commit compares a commit with each of its parents.
func (c *comparison) commit(g *graph, i int32, s *spec) ([][]leaf, error) {
	n := &g.nodes[i]
	if n.cut {
		return nil, nil
	}
	if len(n.parents) == 0 {
		list, err := c.compare(s, plumbing.ZeroHash, n.tree)
		return [][]leaf{list}, err
	}
	diffs := make([][]leaf, len(n.parents))
	for at, p := range n.parents {
		list, err := c.compare(s, g.nodes[p].tree, n.tree)
		if err != nil {
			return nil, err
		}
		diffs[at] = list
		if at == 0 && len(list) == 0 {
			break // the same as its first parent: the others brought nothing
		}
	}
	return diffs, nil
}

// compare returns what differs between two trees.
func (c *comparison) compare(s *spec, a, b plumbing.Hash) ([]leaf, error) {
	c.found, c.looked = nil, 0
	err := c.trees(s, "", a, b)
	return c.found, err
}
