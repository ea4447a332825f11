package compare

import "github.com/casebook-dev/casebook/internal/incident"

// A Stretch is a run of blocks that a page shows, or folds away because nothing
// in it changed.
type Stretch struct {
	Folded bool
	Under  string // the heading that the first block stands under, where no reader has seen it
	Blocks []Block
}

// Stretches parts the blocks into those in or beside a change, and those that are
// further than so many blocks from one. What would fold a single block is shown.
func Stretches(blocks []Block, beside int) []Stretch {
	near := make([]bool, len(blocks))
	for i, b := range blocks {
		if b.Mark == Kept && !b.Moved {
			continue
		}
		for j := max(i-beside, 0); j <= min(i+beside, len(blocks)-1); j++ {
			near[j] = true
		}
	}
	var list []Stretch
	for i := 0; i < len(blocks); {
		end := i + 1
		for end < len(blocks) && near[end] == near[i] {
			end++
		}
		list = append(list, Stretch{Folded: !near[i], Blocks: blocks[i:end]})
		i = end
	}
	list = unfoldSingle(list)
	sayHeadings(list)
	return list
}

// sayHeadings says under which heading a stretch stands, where what is folded away
// before it holds that.
func sayHeadings(list []Stretch) {
	seen := ""
	for i := range list {
		first := list[i].Blocks[0]
		if !list[max(i-1, 0)].Folded {
			seen = first.Under // the heading that the stretch before ends under
		}
		if i > 0 && list[i-1].Folded && first.Kind != incident.Heading && first.Mark != Left && first.Under != seen {
			list[i].Under = first.Under
			seen = first.Under
		}
	}
}

func unfoldSingle(list []Stretch) []Stretch {
	var joined []Stretch
	for _, s := range list {
		s.Folded = s.Folded && len(s.Blocks) > 1
		if last := len(joined) - 1; last >= 0 && !s.Folded && !joined[last].Folded {
			joined[last].Blocks = append(joined[last].Blocks[:len(joined[last].Blocks):len(joined[last].Blocks)], s.Blocks...)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}
