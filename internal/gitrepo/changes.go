package gitrepo

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// A Change is a file that differs between two revisions.
type Change struct {
	Path string // after it; empty when the file was removed
	Was  string // before it; empty when the file is new. Another than Path when it was renamed
	Old  string // hash of the content before; empty when the file is new
	New  string // hash of the content after; empty when the file was removed
}

// Changes returns what differs between the source directory at two revisions,
// sorted by path, with renames recognised among files of prose. Symbolic links
// and submodules count as files that cannot be read.
func (r *Repository) Changes(from, to string) ([]Change, error) {
	var trees [2]plumbing.Hash
	for i, revision := range []string{from, to} {
		h, err := r.resolve(revision)
		if err != nil {
			return nil, fmt.Errorf("find the revision %q: %w", revision, err)
		}
		c, err := r.commit(h)
		if err != nil {
			return nil, err
		}
		if trees[i], err = r.sourceTree(c.tree); err != nil {
			return nil, err
		}
	}
	c := comparison{repo: r}
	leaves, err := c.compare(&spec{all: true}, trees[0], trees[1])
	if err != nil {
		return nil, fmt.Errorf("compare %q with %q: %w", from, to, err)
	}
	list := r.changesOf(leaves)
	slices.SortFunc(list, func(a, b Change) int {
		return strings.Compare(cmp.Or(a.Path, a.Was), cmp.Or(b.Path, b.Was))
	})
	return list, nil
}

// changesOf makes of a removal and an addition that belong together one change.
func (r *Repository) changesOf(leaves []leaf) []Change {
	var list []Change
	gone := map[string]bool{}
	from := r.renames(leaves, leaves)
	for _, was := range from {
		gone[leaves[was].path] = true
	}
	for i, l := range leaves {
		c := Change{Path: l.path, Was: l.path, Old: hexOf(l.old), New: hexOf(l.new)}
		if was, ok := from[i]; ok {
			c.Was, c.Old = leaves[was].path, hexOf(leaves[was].old)
		} else if l.added() {
			c.Was = ""
		}
		if l.removed() {
			if gone[l.path] {
				continue
			}
			c.Path = ""
		}
		list = append(list, c)
	}
	return list
}

// hexOf returns a hash in hexadecimal; empty for none.
func hexOf(h plumbing.Hash) string {
	if h.IsZero() {
		return ""
	}
	return h.String()
}

// A leaf is a file that differs between two trees. One side's hash is zero when
// the file is only on the other.
type leaf struct {
	path             string
	oldMode, newMode mode
	old, new         plumbing.Hash
}

func (l leaf) added() bool   { return l.oldMode == 0 }
func (l leaf) removed() bool { return l.newMode == 0 }

// A comparison finds the files that differ between trees.
type comparison struct {
	repo        *Repository
	removedOnly bool // nothing else is asked for
	found       []leaf
	looked      int // trees compared
}

// Limits of one comparison. A few small trees that name each other make up any
// number of files.
const (
	maxTrees  = 50_000
	maxLeaves = 200_000
)

// errTooMany says that no casebook is so large.
var errTooMany = errors.New("more files than a casebook has")

// A spec says which paths of a tree matter: all, or those below some names.
type spec struct {
	all   bool
	below map[string]*spec
}

// add makes a path matter, with all below it.
func (s *spec) add(name string) {
	if name == "" || name == "." {
		s.all = true
		return
	}
	for part := range strings.SplitSeq(name, "/") {
		if s.below == nil {
			s.below = map[string]*spec{}
		}
		if s.below[part] == nil {
			s.below[part] = &spec{}
		}
		s = s.below[part]
	}
	s.all = true
}

// trees compares two trees below a directory.
func (c *comparison) trees(s *spec, dir string, a, b plumbing.Hash) error {
	if a == b {
		return nil
	}
	if c.looked++; c.looked > maxTrees || len(c.found) > maxLeaves {
		return errTooMany
	}
	old, err := c.repo.tree(a)
	if err != nil {
		return err
	}
	new, err := c.repo.tree(b)
	if err != nil {
		return err
	}
	err = compareTrees(old, new, func(old, new entry) error {
		name := old.name
		if name == nil {
			name = new.name
		}
		below := s
		if !s.all {
			if below = s.below[string(name)]; below == nil {
				return nil
			}
		}
		return c.entries(below, joined(dir, name), old, new)
	})
	if err == errTree {
		return fmt.Errorf("compare trees %s and %s: %w", a, b, err)
	}
	return err
}

// entries compares two entries of one name; one of them may be none. A file in
// the place of a directory never has the directory's place in the order of a
// tree, so that they are never compared with each other.
func (c *comparison) entries(s *spec, name string, old, new entry) error {
	if c.removedOnly && (old.mode == 0 || new.mode != 0 && !new.mode.isTree()) {
		return nil
	}
	if old.mode.isTree() || new.mode.isTree() {
		return c.trees(s, name, treeOf(old), treeOf(new))
	}
	if !s.all {
		return nil // a file where a directory was looked for
	}
	c.found = append(c.found, leaf{name, old.mode, new.mode, old.id(), new.id()})
	return nil
}

func treeOf(e entry) plumbing.Hash {
	if e.mode.isTree() {
		return e.id()
	}
	return plumbing.ZeroHash
}

// joined puts a name below a directory. Names are not cleaned: a hostile tree may
// have any, and two must not become one.
func joined(dir string, name []byte) string {
	if dir == "" {
		return string(name)
	}
	return dir + "/" + string(name)
}
