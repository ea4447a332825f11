package compare

import (
	"cmp"
	"slices"
)

// An alignment says which of the old nodes each new one was.
type alignment struct {
	olds  int    // how many there were
	old   []int  // for each new node: the old one, or -1
	still []bool // for each new node that was there: it kept its place among the others
}

// A place is what stands somewhere in the result.
type place struct {
	old, new int  // -1: there is none
	moved    bool // the new node stands elsewhere than the old one did
	left     bool // the sign that one stood here which has moved
}

// places lists what stands in the result, in order: the new nodes, and what is
// gone before what came in its stead.
func (a alignment) places() []place {
	became := unmatched(a.olds)
	for j, i := range a.old {
		if i >= 0 {
			became[i] = j
		}
	}
	list := make([]place, 0, len(a.old)+a.olds)
	next := 0
	clear := func(to int) {
		for ; next < to; next++ {
			list = append(list, place{old: next, new: became[next], left: became[next] >= 0})
		}
	}
	for j, i := range a.old {
		if j == 0 || a.still[j-1] {
			clear(a.nextStill(j))
		}
		if a.still[j] {
			next = i + 1
		}
		list = append(list, place{old: i, new: j, moved: i >= 0 && !a.still[j]})
	}
	clear(a.olds)
	return list
}

// nextStill returns which old node stands still at or after a place.
func (a alignment) nextStill(j int) int {
	for ; j < len(a.old); j++ {
		if a.still[j] {
			return a.old[j]
		}
	}
	return a.olds
}

// alike is how many of their words two nodes share to be versions of one, and
// farAlike if they do not stand in the same order.
// Between the same neighbours less is enough.
const (
	alike    = 0.5
	farAlike = 0.7
	hereLike = 0.2
)

// mostPairs bounds how many pairs are looked at for likeness: beyond, what is not
// the same is new.
const mostPairs = 250_000

// align finds for each new node the old one that it was.
func align(old, new []*node) alignment {
	m := match(old, new)
	m.pairLike(old, new)
	m.pairLone(old, new)
	a := alignment{olds: len(old), old: m.old}
	a.settle(new)
	for j, i := range a.old {
		if i >= 0 && !a.still[j] && !wentFar(old[i], new[j]) {
			a.old[j] = -1
		}
	}
	return a
}

// wentFar tells whether two nodes that do not stand in order are worth calling
// one that moved.
func wentFar(old, new *node) bool {
	return new.count() > 0 && (old.key == new.key || likeness(old, new) >= farAlike)
}

// A matching is which old and new nodes have found each other.
type matching struct{ old, new []int } // the partner of each new, and of each old node; -1: none

// match pairs the nodes that are the same: those that are there once, then their
// neighbours, then the rest in order.
func match(old, new []*node) *matching {
	m := &matching{old: unmatched(len(new)), new: unmatched(len(old))}
	m.matchOnce(old, new)
	for j := range new { // what follows a pair is a pair
		if i := m.old[j]; i >= 0 {
			m.extend(old, new, i, j, 1)
		} else if j == 0 {
			m.extend(old, new, -1, -1, 1)
		}
	}
	for j := len(new) - 1; j >= 0; j-- {
		if i := m.old[j]; i >= 0 {
			m.extend(old, new, i, j, -1)
		} else if j == len(new)-1 {
			m.extend(old, new, len(old), len(new), -1)
		}
	}
	return m
}

func unmatched(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// matchOnce pairs the nodes that are there once in either version.
func (m *matching) matchOnce(old, new []*node) {
	type places struct{ olds, news, old, new int }
	seen := make(map[[32]byte]places, len(new))
	for i, n := range old {
		p := seen[n.key]
		p.olds, p.old = p.olds+1, i
		seen[n.key] = p
	}
	for j, n := range new {
		p := seen[n.key]
		p.news, p.new = p.news+1, j
		seen[n.key] = p
	}
	for j, n := range new {
		if p := seen[n.key]; p.olds == 1 && p.news == 1 {
			m.pair(p.old, j)
		}
	}
}

func (m *matching) pair(i, j int) { m.old[j], m.new[i] = i, j }

// extend pairs the nodes beside a pair, for as long as they are the same and free.
func (m *matching) extend(old, new []*node, i, j, step int) {
	for {
		i, j = i+step, j+step
		if i < 0 || j < 0 || i >= len(old) || j >= len(new) || m.new[i] >= 0 || m.old[j] >= 0 || old[i].key != new[j].key {
			return
		}
		m.pair(i, j)
	}
}

// A candidate is a pair of nodes that may be versions of one.
type candidate struct {
	old, new int
	likeness float64
	apart    int // how far one is from where the other was
}

// pairLike pairs what is left and alike, the likest first.
func (m *matching) pairLike(old, new []*node) {
	list := m.candidates(old, new)
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.apart, b.apart))
	})
	for _, c := range list {
		if m.old[c.new] < 0 && m.new[c.old] < 0 {
			m.pair(c.old, c.new)
		}
	}
}

// pairLone pairs nodes that stand alone between the same neighbours.
func (m *matching) pairLone(old, new []*node) {
	partners := append(append([]int{-1}, m.old...), len(old)) // with the two ends
	for j := range new {
		before, after := partners[j], partners[j+2]
		i := before + 1
		if m.old[j] < 0 && (before >= 0 || j == 0) && after == before+2 && m.new[i] < 0 &&
			old[i].same(new[j]) && likeness(old[i], new[j]) >= hereLike {
			m.pair(i, j)
		}
	}
}

func (m *matching) candidates(old, new []*node) []candidate {
	free := func(partners []int) (list []int) {
		for i, p := range partners {
			if p < 0 {
				list = append(list, i)
			}
		}
		return list
	}
	olds, news := free(m.new), free(m.old)
	if len(olds)*len(news) > mostPairs {
		return nil
	}
	var list []candidate
	for x, i := range olds {
		for y, j := range news {
			if !old[i].same(new[j]) {
				continue
			}
			if like := likeness(old[i], new[j]); like >= alike {
				list = append(list, candidate{old: i, new: j, likeness: like, apart: max(x-y, y-x)})
			}
		}
	}
	return list
}

// settle finds the heaviest part, by words, that kept its order: it stands still,
// and the rest has moved.
func (a *alignment) settle(new []*node) {
	a.still = make([]bool, len(a.old))
	best := make([]int, len(a.old))   // weight of the heaviest chain that ends here
	before := make([]int, len(a.old)) // the one before in that chain
	heaviest := newChains(a.old)
	last, most := -1, 0
	for j, i := range a.old {
		if i < 0 {
			continue
		}
		before[j] = heaviest.below(i)
		best[j] = new[j].count() + 1
		if before[j] >= 0 {
			best[j] += best[before[j]]
		}
		heaviest.set(i, j, best)
		if best[j] > most {
			last, most = j, best[j]
		}
	}
	for j := last; j >= 0; j = before[j] {
		a.still[j] = true
	}
}

// chains finds the heaviest chain that ends at an old node below a place, in the
// logarithm of their number (a Fenwick tree of maxima).
type chains struct {
	at   []int // the new node that ends the heaviest chain of each range; -1: none
	best []int
}

func newChains(old []int) *chains {
	most := 0
	for _, i := range old {
		most = max(most, i)
	}
	return &chains{at: unmatched(most + 2)}
}

func (c *chains) below(i int) int {
	found := -1
	for ; i > 0; i -= i & -i {
		if j := c.at[i]; j >= 0 && (found < 0 || c.best[j] > c.best[found]) {
			found = j
		}
	}
	return found
}

func (c *chains) set(i, j int, best []int) {
	c.best = best
	for i++; i < len(c.at); i += i & -i {
		if k := c.at[i]; k < 0 || best[j] > best[k] {
			c.at[i] = j
		}
	}
}

// alignShapes pairs each new node with the first old one of its shape.
func alignShapes(old, new []*node) alignment {
	a := alignment{olds: len(old), old: unmatched(len(new)), still: make([]bool, len(new))}
	from := 0
	for j, n := range new {
		for i := from; i < len(old); i++ {
			if old[i].shape == n.shape {
				a.old[j], a.still[j] = i, true
				from = i + 1
				break
			}
		}
	}
	return a
}
