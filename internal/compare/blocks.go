package compare

import "html/template"

// blocks compares the top-level blocks of two versions.
func (c *comparer) blocks(old, new []*block) []Block {
	places := align(nodes(old), nodes(new)).places()
	list := make([]Block, 0, len(places))
	signs := make(map[int]int)      // where in the list, and for which new block
	anchors := make(map[int]string) // of the new blocks that moved
	last := place{old: -2, new: -2}
	for _, p := range places {
		together := p.old == last.old+1 && p.new == last.new+1 && p.left == last.left && p.moved == last.moved
		last = p
		switch {
		case p.left && together: // one sign is enough for what moved together
		case p.left:
			signs[len(list)] = p.new
			list = append(list, c.sign(old[p.old], new[p.new]))
		case p.new < 0:
			list = append(list, c.removal(old[p.old]))
		case p.old < 0:
			list = append(list, c.addition(new[p.new]))
		case p.moved:
			list = append(list, c.arrival(old[p.old], new[p.new], !together))
			anchors[p.new] = list[len(list)-1].Anchor
		default:
			list = append(list, c.stayed(old[p.old], new[p.new]))
		}
	}
	for i, j := range signs {
		list[i].To = anchors[j]
	}
	return list
}

func nodes(blocks []*block) []*node {
	list := make([]*node, len(blocks))
	for i, b := range blocks {
		list[i] = b.node
	}
	return list
}

// written is the block with what was written for it.
func (c *comparer) written(b Block) Block {
	b.HTML, b.Lines = template.HTML(c.out), c.lines
	if c.count > c.before {
		b.First, b.Last = c.before+1, c.count
	}
	c.before = c.count
	c.out, c.lines, c.lead = nil, nil, lead{}
	c.whole, c.labelled = false, false
	return b
}

// addition is a block that is new as a whole.
func (c *comparer) addition(new *block) Block {
	b := new.Block
	b.Mark, b.Anchor = Added, c.anchor()
	b.When, b.Phase = told(Added, new.when), told(Added, new.phase)
	c.labelled = true
	c.fresh(new.node)
	return c.written(b)
}

// removal is a block that is gone as a whole.
func (c *comparer) removal(old *block) Block {
	b := old.Block
	b.Mark, b.Anchor, b.ID = Removed, c.anchor(), ""
	b.When, b.Phase = told(Removed, old.when), told(Removed, old.phase)
	c.labelled = true
	c.drop(old.node)
	return c.written(b)
}

// sign stands where a block stood that has moved, and says under which heading
// it is now.
func (c *comparer) sign(old, new *block) Block {
	b := old.Block
	b.Mark, b.ID, b.From, b.Under = Left, "", old.Under, new.Under
	b.When, b.Phase = told(Kept, old.when), told(Kept, old.phase)
	c.tell(Kept, old.node)
	return c.written(b)
}

// arrival is a block that moved; the first of those that moved together has the
// anchor.
func (c *comparer) arrival(old, new *block, first bool) Block {
	anchor := ""
	if first {
		anchor = c.anchor()
	}
	b := c.stayed(old, new)
	b.Moved, b.From = true, old.Under
	if first {
		b.Anchor = anchor
	}
	return b
}

// stayed is a block that was there, changed or not.
func (c *comparer) stayed(old, new *block) Block {
	b := new.Block
	b.Mark = Kept
	b.When, b.Phase = turned(old.time(new), new.time(old)), turned(old.phase, new.phase)
	if old.time(new) != new.time(old) || old.phase != new.phase {
		b.Mark = Changed
		if !c.whole {
			b.Anchor = c.anchor()
		}
	}
	switch {
	case c.both(old.node, new.node):
		b.Mark = Changed
	case old.key != new.key && b.Mark == Kept:
		b.Mark = Formatted
	}
	return c.written(b)
}

// told is text that is all of one mark.
func told(mark Mark, text string) []Run {
	if text == "" {
		return nil
	}
	return []Run{{mark, text}}
}

// turned is text that became another.
func turned(old, new string) []Run {
	if old == new {
		return told(Kept, new)
	}
	return append(told(Removed, old), told(Added, new)...)
}
