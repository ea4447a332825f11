package gitrepo

import (
	"bytes"
	"container/heap"
	"errors"
	"fmt"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
)

// A graph is the commits that lead to one, as far as this clone has them.
type graph struct {
	nodes []graphNode
	index map[plumbing.Hash]int32
	order []int32 // each commit before those it follows; among those free to come next, the newest by its clock
	place []int32 // of each commit in order
}

// A graphNode is a commit without what people said. The first is the one that the
// graph leads to.
type graphNode struct {
	hash    plumbing.Hash
	tree    plumbing.Hash
	parents []int32
	when    int64 // of the committer, in seconds
	cut     bool  // what it followed is not in this clone
}

// readGraph reads all commits that lead to one. A parent that is not there makes
// a commit the beginning of what is known; the first error that is more than
// absence is returned beside the graph that can be had.
func (r *Repository) readGraph(tip plumbing.Hash) (*graph, error) {
	g := &graph{index: map[plumbing.Hash]int32{tip: 0}, nodes: []graphNode{{hash: tip}}}
	var trouble error
	var parents []plumbing.Hash
	for i := 0; i < len(g.nodes); i++ {
		raw, err := r.object(plumbing.CommitObject, g.nodes[i].hash, maxCommit)
		if err == nil {
			parents, err = g.fill(i, raw, parents[:0])
		}
		if err != nil && i == 0 {
			return nil, err
		}
		if err != nil {
			g.nodes[i].tree = plumbing.ZeroHash // known to be there, and not what it is
			if trouble == nil && !errors.Is(err, ErrMissing) {
				trouble = err
			}
			continue
		}
		if r.shallow[g.nodes[i].hash] {
			g.nodes[i].cut = true
			continue
		}
		g.link(i, parents)
	}
	g.dropAbsent()
	g.sort()
	return g, trouble
}

// fill keeps of a raw commit what the graph needs, and returns its parents.
func (g *graph) fill(i int, raw []byte, buffer []plumbing.Hash) ([]plumbing.Hash, error) {
	l, rest, err := parseLinks(raw, buffer)
	if err != nil {
		return nil, fmt.Errorf("read commit %s: %w", g.nodes[i].hash, err)
	}
	g.nodes[i].tree, g.nodes[i].when = l.tree, committed(rest)
	return l.parents, nil
}

// committed returns when a commit was made, in seconds, given what follows its
// parents; 0 when that cannot be read.
func committed(rest []byte) int64 {
	at := bytes.Index(rest, []byte("\ncommitter "))
	if at < 0 {
		return 0
	}
	line, _, _ := bytes.Cut(rest[at+1:], []byte("\n"))
	end := bytes.LastIndexByte(line, '>')
	if end < 0 {
		return 0
	}
	stamp, _, _ := bytes.Cut(bytes.TrimSpace(line[end+1:]), []byte(" "))
	seconds, err := strconv.ParseInt(string(stamp), 10, 64)
	if err != nil {
		return 0
	}
	return seconds
}

func (g *graph) link(i int, parents []plumbing.Hash) {
	for _, p := range parents {
		at, known := g.index[p]
		if !known {
			at = int32(len(g.nodes))
			g.index[p] = at
			g.nodes = append(g.nodes, graphNode{hash: p})
		}
		g.nodes[i].parents = append(g.nodes[i].parents, at)
	}
}

// dropAbsent takes commits out of the graph that are named and cannot be read.
func (g *graph) dropAbsent() {
	for i := range g.nodes {
		n := &g.nodes[i]
		kept := n.parents[:0]
		for _, p := range n.parents {
			if g.nodes[p].tree.IsZero() {
				n.cut = true
				continue
			}
			kept = append(kept, p)
		}
		n.parents = kept
	}
}

// sort orders the commits.
func (g *graph) sort() {
	waiting := make([]int32, len(g.nodes)) // how many follow each and have not come yet
	for _, n := range g.nodes {
		for _, p := range n.parents {
			waiting[p]++
		}
	}
	g.place = make([]int32, len(g.nodes))
	ready := &newest{g, []int32{0}}
	for ready.Len() > 0 {
		i := heap.Pop(ready).(int32)
		g.place[i] = int32(len(g.order))
		g.order = append(g.order, i)
		for _, p := range g.nodes[i].parents {
			if waiting[p]--; waiting[p] == 0 {
				heap.Push(ready, p)
			}
		}
	}
}

// newest is a queue of commits by their clocks, then by the order in which they
// were met.
type newest struct {
	g    *graph
	list []int32
}

func (q *newest) Len() int      { return len(q.list) }
func (q *newest) Swap(i, j int) { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *newest) Push(x any)    { q.list = append(q.list, x.(int32)) }

func (q *newest) Less(i, j int) bool {
	a, b := q.list[i], q.list[j]
	if x, y := q.g.nodes[a].when, q.g.nodes[b].when; x != y {
		return x > y
	}
	return a < b
}

func (q *newest) Pop() any {
	last := q.list[len(q.list)-1]
	q.list = q.list[:len(q.list)-1]
	return last
}
