package compare

// both writes a new node that was there as old, and tells whether anything in it
// is marked.
func (c *comparer) both(old, new *node) bool {
	if old.key == new.key {
		c.copy(new)
		c.tell(Kept, new)
		return false
	}
	switch new.shape {
	case shapeText, shapeCode:
		c.begin()
		c.write(new.before, new.open)
		runs, marked := c.text(old.items, new.items, new.shape == shapeCode)
		c.write(new.close)
		c.paragraph(new.shape, runs)
		return marked
	case shapeRow:
		return c.row(old, new)
	case shapeTable:
		defer func(before []int) { c.columns = before }(c.columns)
		c.columns = columns(header(old), header(new))
	}
	c.write(new.before, new.open)
	marked := c.children(old, new)
	c.write(new.close)
	return marked
}

// children writes what stands in a node that was there before.
func (c *comparer) children(old, new *node) bool {
	defer c.enter(new)()
	marked := false
	for _, p := range partners(old, new).places() {
		c.lead.item(new, max(p.new, 0))
		switch {
		case p.left:
			continue
		case p.new < 0:
			c.begin()
			c.drop(old.children[p.old])
			marked = marked || c.anchored // what is empty is gone without a mark
		case p.old < 0:
			c.begin()
			c.fresh(new.children[p.new])
			marked = marked || c.anchored
		default:
			changed := c.stay(old.children[p.old], new.children[p.new], p.moved)
			marked = marked || changed
		}
	}
	return marked
}

// stay writes a child that was there. That an item moved is said in it.
func (c *comparer) stay(old, new *node, moved bool) bool {
	if !moved || new.shape != shapeItem {
		return c.both(old, new)
	}
	c.begin()
	c.write(new.before, new.open)
	c.note("moved")
	c.children(old, new)
	c.write(new.close)
	return true
}

// partners says which children of two nodes belong together. Parts of a table do
// by what they are.
func partners(old, new *node) alignment {
	switch {
	case new.shape == shapeTable || new.shape == shapeHead:
		return alignShapes(old.children, new.children)
	case len(old.children) == 1 && len(new.children) == 1 && old.children[0].shape == new.children[0].shape:
		return alignShapes(old.children, new.children)
	}
	return align(old.children, new.children)
}

// fresh writes a node that is new.
func (c *comparer) fresh(n *node) {
	c.mark(n)
	c.tell(Added, n)
	c.added += n.count()
}

// mark writes a node with marks around all its text.
func (c *comparer) mark(n *node) {
	c.write(n.before, n.open)
	if blank(units(n.items)) {
		for _, i := range n.items {
			c.write(i.html)
		}
	} else {
		c.wrap(n)
	}
	for _, child := range n.children {
		c.mark(child)
	}
	c.write(n.close)
}

// wrap puts one mark around a whole text: its tags are all within.
func (c *comparer) wrap(n *node) {
	c.open("ins", "chg")
	c.aside("(added: ")
	for _, i := range n.items {
		c.write(i.html)
	}
	c.aside(")")
	c.write("</ins>")
}
