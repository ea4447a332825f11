package gitrepo

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// ErrUnrelated says that two revisions have no commit in common, as far as this
// clone tells.
var ErrUnrelated = errors.New("no commit in common")

// MergeBase returns the hash of the commit from which two revisions went apart.
// Where several are as good, it is the newest. Without any the error is
// ErrUnrelated.
func (r *Repository) MergeBase(a, b string) (string, error) {
	first, err := r.resolve(a)
	if err != nil {
		return "", fmt.Errorf("find the revision %q: %w", a, err)
	}
	second, err := r.resolve(b)
	if err != nil {
		return "", fmt.Errorf("find the revision %q: %w", b, err)
	}
	bases, err := r.mergeBases(first, second)
	if err != nil {
		return "", fmt.Errorf("find where %q and %q went apart: %w", a, b, err)
	}
	if len(bases) > 0 {
		return bases[0].String(), nil
	}
	if len(r.shallow) > 0 {
		return "", fmt.Errorf("find where %q and %q went apart: %w: this is a shallow clone; run `git fetch --unshallow`, or fetch with depth 0", a, b, ErrUnrelated)
	}
	return "", fmt.Errorf("find where %q and %q went apart: %w", a, b, ErrUnrelated)
}

// Marks of the search for common ancestors.
const (
	ofFirst  = 1 << iota // reached from the first revision
	ofSecond             // reached from the second
	beneath              // an ancestor of a common one
	common               // listed among the common ones
	waiting              // in the queue
)

// mergeBases returns the best common ancestors, newest first, as Git finds them:
// from both revisions backwards in time, until only ancestors of common
// ancestors are left.
func (r *Repository) mergeBases(a, b plumbing.Hash) ([]plumbing.Hash, error) {
	s := search{repo: r, marks: map[plumbing.Hash]int{}, known: map[plumbing.Hash]commit{}}
	if err := errors.Join(s.reach(a, ofFirst), s.reach(b, ofSecond)); err != nil {
		return nil, err
	}
	var found []plumbing.Hash
	for s.open > 0 {
		h := s.next()
		marks := s.marks[h]
		if marks&(ofFirst|ofSecond) == ofFirst|ofSecond {
			if marks&(common|beneath) == 0 {
				found = append(found, h)
				s.marks[h] |= common
			}
			marks |= beneath
		}
		if r.shallow[h] {
			continue
		}
		for _, p := range s.known[h].parents {
			if err := s.reach(p, marks&^(common|waiting)); err != nil {
				return nil, err
			}
		}
	}
	found = slices.DeleteFunc(found, func(h plumbing.Hash) bool { return s.marks[h]&beneath != 0 })
	slices.SortStableFunc(found, func(a, b plumbing.Hash) int {
		return s.known[b].committer.when.Compare(s.known[a].committer.when)
	})
	return found, nil
}

// A search goes back in history from several commits at once.
type search struct {
	repo  *Repository
	marks map[plumbing.Hash]int
	known map[plumbing.Hash]commit
	queue byTime
	open  int // commits in the queue that are not beneath a common one
}

// reach marks a commit, and queues it where that tells something new.
func (s *search) reach(h plumbing.Hash, marks int) error {
	before := s.marks[h]
	if before&marks == marks {
		return nil
	}
	c, read := s.known[h]
	if !read {
		var err error
		if c, err = s.repo.commit(h); err != nil {
			return err
		}
		s.known[h] = c
	}
	s.marks[h] = before | marks | waiting
	switch {
	case before&waiting == 0:
		heap.Push(&s.queue, queued{h, c.committer.when})
		if s.marks[h]&beneath == 0 {
			s.open++
		}
	case before&beneath == 0 && marks&beneath != 0:
		s.open--
	}
	return nil
}

func (s *search) next() plumbing.Hash {
	h := heap.Pop(&s.queue).(queued).hash
	if s.marks[h]&beneath == 0 {
		s.open--
	}
	s.marks[h] &^= waiting
	return h
}

// byTime is a queue of commits, the newest first.
type byTime []queued

type queued struct {
	hash plumbing.Hash
	when time.Time
}

func (q byTime) Len() int      { return len(q) }
func (q byTime) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *byTime) Push(x any)   { *q = append(*q, x.(queued)) }

func (q byTime) Less(i, j int) bool {
	return cmp.Or(q[j].when.Compare(q[i].when), slices.Compare(q[i].hash[:], q[j].hash[:])) < 0
}

func (q *byTime) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
