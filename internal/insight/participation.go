package insight

import (
	"cmp"
	"maps"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/mathext/prng"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Participation is who took part in the incidents of which services: a matrix
// in which those who meet in incidents stand together. It covers every listed
// review but game days. Unit: reviews.
//
// The order is that of communities: groups whose people and services meet more
// among themselves than chance would have it, found by the Louvain method (Blondel
// et al., «Fast unfolding of communities in large networks», 2008) with a fixed
// seed. It is an order to read by; no group is an organisation's.
type Participation struct {
	People   []string // keys, the rows
	Services []string // keys, the columns
	Ties     []Tie    // by row, then by column
	Groups   []Group  // they follow each other without gaps, on both axes
}

// A Tie is one person's part in one service's incidents.
type Tie struct {
	Row, Column int
	Reviews     []string // slugs, newest first
}

// A Group is a community: its rows and columns, from the first to before the end.
type Group struct{ FirstRow, EndRow, FirstColumn, EndColumn int }

// TakingPart computes who took part in which services' incidents. Responders
// count, and nobody who is not to be named.
func TakingPart(book *incident.Book) Participation {
	ties := map[[2]string][]string{}
	for _, r := range book.Reviews {
		if !r.Status.Listed() || r.Kind == incident.GameDay {
			continue
		}
		for p := range responders(r) {
			for _, s := range r.Services {
				ties[[2]string{p.Who, s}] = append(ties[[2]string{p.Who, s}], r.Slug)
			}
		}
	}
	return arrange(ties)
}

// arrange puts the rows and columns of ties in the order of their communities.
func arrange(ties map[[2]string][]string) Participation {
	var p Participation
	keys := slices.SortedFunc(maps.Keys(ties), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, g := range communities(keys, ties) {
		first := Group{FirstRow: len(p.People), FirstColumn: len(p.Services)}
		p.People = append(p.People, g.people...)
		p.Services = append(p.Services, g.services...)
		first.EndRow, first.EndColumn = len(p.People), len(p.Services)
		p.Groups = append(p.Groups, first)
	}
	rows, columns := places(p.People), places(p.Services)
	for _, k := range keys {
		p.Ties = append(p.Ties, Tie{Row: rows[k[0]], Column: columns[k[1]], Reviews: ties[k]})
	}
	slices.SortFunc(p.Ties, func(a, b Tie) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	return p
}

func places(keys []string) map[string]int {
	at := make(map[string]int, len(keys))
	for i, k := range keys {
		at[k] = i
	}
	return at
}

// seedOfCommunities begins the draws, so that the same book gives the same order.
const seedOfCommunities = 1

// A gathering is a community before it has places.
type gathering struct{ people, services []string }

// communities finds the communities, the one with the most ties first. In each,
// services stand by key, and people by the middle of their services, so that the
// marks lie near a diagonal; nobody stands first for having more of them.
func communities(keys [][2]string, ties map[[2]string][]string) []gathering {
	ids, names := map[[2]string]int64{}, [][2]string{} // side and key
	id := func(side, key string) int64 {
		k := [2]string{side, key}
		if _, known := ids[k]; !known {
			ids[k] = int64(len(names))
			names = append(names, k)
		}
		return ids[k]
	}
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for _, k := range keys {
		from, to := id("person", k[0]), id("service", k[1])
		g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(from), simple.Node(to), float64(len(ties[k]))))
	}
	if len(names) == 0 {
		return nil
	}
	var list []gathering
	for _, nodes := range community.Modularize(g, 1, prng.NewSplitMix64(seedOfCommunities)).Communities() {
		list = append(list, gather(nodes, names))
	}
	size := map[string]int{}
	for _, k := range keys {
		size[k[1]] += len(ties[k])
	}
	weight := func(g gathering) (n int) {
		for _, s := range g.services {
			n += size[s]
		}
		return n
	}
	slices.SortFunc(list, func(a, b gathering) int {
		return cmp.Or(weight(b)-weight(a), slices.Compare(a.services, b.services), slices.Compare(a.people, b.people))
	})
	for _, one := range list {
		one.diagonal(keys, ties)
	}
	return list
}

func gather(nodes []graph.Node, names [][2]string) gathering {
	var g gathering
	for _, n := range nodes {
		if name := names[n.ID()]; name[0] == "person" {
			g.people = append(g.people, name[1])
		} else {
			g.services = append(g.services, name[1])
		}
	}
	slices.Sort(g.people)
	slices.Sort(g.services)
	return g
}

// diagonal sorts the people by the mean place of their services.
func (g gathering) diagonal(keys [][2]string, ties map[[2]string][]string) {
	at := places(g.services)
	sum, weight := map[string]int{}, map[string]int{}
	for _, k := range keys {
		if i, here := at[k[1]]; here {
			sum[k[0]] += i * len(ties[k])
			weight[k[0]] += len(ties[k])
		}
	}
	slices.SortFunc(g.people, func(a, b string) int {
		// sum(a)/weight(a) against sum(b)/weight(b), without fractions
		return cmp.Or(sum[a]*max(weight[b], 1)-sum[b]*max(weight[a], 1), cmp.Compare(a, b))
	})
}

// Part cuts a matrix to some rows and columns.
func (p Participation) Part(firstRow, endRow, firstColumn, endColumn int) Participation {
	part := Participation{People: p.People[firstRow:endRow], Services: p.Services[firstColumn:endColumn]}
	for _, t := range p.Ties {
		if t.Row >= firstRow && t.Row < endRow && t.Column >= firstColumn && t.Column < endColumn {
			t.Row, t.Column = t.Row-firstRow, t.Column-firstColumn
			part.Ties = append(part.Ties, t)
		}
	}
	return part
}
