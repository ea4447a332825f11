package gitrepo

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A History is how every Markdown file below the reviews' folder came to be, as
// far as the commits that are checked out lead there. It is read once, and good
// until HEAD moves or the settings change.
type History struct {
	Head string    // the commit that is checked out
	When time.Time // of its committer, in their zone

	repo    *Repository
	config  config.Config
	graph   *graph
	came    []int32           // see sources
	commits map[int32]*commit // read in full: those that touched a review, and the merges that brought them
	files   map[string]*fileHistory
	trouble error                  // the first object that could not be read, for another reason than that the clone leaves it out
	absent  map[plumbing.Hash]bool // texts that this clone leaves out
	mu      sync.Mutex             // for what is found out when it is asked for
}

// A fileHistory is the revisions of one file, the newest first.
type fileHistory struct {
	revisions []revision
	ends      ending
	cut       int32            // the commit at which history was cut off, if it was
	published *incident.Moment // nil: nobody has asked
}

// A revision is what one commit did to one file.
type revision struct {
	commit      int32
	file        string // as it was called then, from the source
	blob        plumbing.Hash
	before      plumbing.Hash   // zero when the file was new
	others      []plumbing.Hash // of a merge: the content in its other parents, where they have the file
	substance   bool
	added, gone int  // words
	unread      bool // a text is not in this clone
}

// An ending says how a file's history begins, as seen from today.
type ending int

const (
	born    ending = iota // a commit added it
	cutOff                // at a commit whose parents are not in this clone
	unknown               // at a commit that cannot be compared with those before
)

// ErrUncommitted says that the repository does not have the reviews: they are
// not committed yet, or it is a repository of something else.
var ErrUncommitted = errors.New("the reviews are not committed")

// History reads how the reviews came to be. On a branch without commits the
// error is ErrUnborn, where HEAD has no reviews it is ErrUncommitted. What cannot be read is passed over, and told by
// [History.Problems].
func (r *Repository) History(c config.Config) (*History, error) {
	head, err := r.Head()
	if err != nil {
		return nil, err
	}
	tip, _ := parseHash(head)
	g, trouble := r.readGraph(tip)
	if g == nil {
		return nil, fmt.Errorf("read the history: %w", trouble)
	}
	last, err := r.commit(tip)
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	h := &History{
		Head: head, When: last.committer.when,
		repo: r, config: c, graph: g, came: g.sources(), commits: map[int32]*commit{}, files: map[string]*fileHistory{},
		absent: map[plumbing.Hash]bool{}, trouble: trouble,
	}
	if err := h.follow(path.Join(r.prefix, c.Places.Reviews)); err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	if len(h.files) == 0 {
		return nil, ErrUncommitted
	}
	h.readCommits()
	h.readWords()
	return h, nil
}

// note keeps the first trouble that is more than a clone's leaving things out.
func (h *History) note(err error) {
	if err != nil && h.trouble == nil && !errors.Is(err, ErrMissing) {
		h.trouble = err
	}
}

// readCommits reads in full the commits that touched a file, and the merges by
// which they came.
func (h *History) readCommits() {
	for _, f := range h.files {
		for _, rev := range f.revisions {
			for at := rev.commit; at >= 0 && h.commits[at] == nil; at = h.came[at] {
				c, err := h.repo.commit(h.graph.nodes[at].hash)
				h.note(err)
				h.commits[at] = &c
			}
		}
	}
}

// readWords finds out which revisions changed words. Each text is read once,
// though one revision leads to it and the next away from it. A merge that took
// all from its parents is no revision: they wrote, and Git put it together.
func (h *History) readWords() {
	for _, f := range h.files {
		known := map[plumbing.Hash][]uint32{plumbing.ZeroHash: {}}
		f.revisions = slices.DeleteFunc(f.revisions, func(rev revision) bool { return len(rev.others) > 0 && h.tookAll(rev) })
		for i := range f.revisions {
			rev := &f.revisions[i]
			before, ok := h.words(known, rev.before)
			after, too := h.words(known, rev.blob)
			if !ok || !too {
				rev.unread = true
				continue
			}
			rev.substance, rev.added, rev.gone = wordsChanged(before, after)
		}
	}
}

// tookAll tells whether a merge has no sentence of its own, and all that its
// parents have in common. A text that cannot be read proves nothing.
func (h *History) tookAll(rev revision) bool {
	merged, err := h.repo.object(plumbing.BlobObject, rev.blob, maxProse)
	if err != nil {
		return true
	}
	var parents [][]byte
	for _, blob := range append([]plumbing.Hash{rev.before}, rev.others...) {
		text, err := h.repo.object(plumbing.BlobObject, blob, maxProse)
		if err != nil {
			return true
		}
		parents = append(parents, text)
	}
	return !isOwn(merged, parents)
}

func (h *History) words(known map[plumbing.Hash][]uint32, blob plumbing.Hash) ([]uint32, bool) {
	if list, ok := known[blob]; ok {
		return list, list != nil
	}
	text, err := h.repo.object(plumbing.BlobObject, blob, maxProse)
	h.note(err)
	if err == nil {
		known[blob] = words(text)
	} else {
		known[blob], h.absent[blob] = nil, true
	}
	return known[blob], err == nil
}
