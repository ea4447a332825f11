package compare

import "slices"

// cellGap stands between the cells of a row, as text.
const cellGap = " | "

// columns says for each column of a table which one it was, by the cells of the
// headers; by place where those are as many.
func columns(old, new []*node) []int {
	list := align(old, new).old
	for j := range list {
		if list[j] < 0 && len(old) == len(new) && !slices.Contains(list, j) {
			list[j] = j
		}
	}
	return list
}

// header returns the cells of a table's first row.
func header(n *node) []*node {
	for n.shape != shapeRow {
		if len(n.children) == 0 {
			return nil
		}
		n = n.children[0]
	}
	return n.children
}

// row writes a row cell by cell.
func (c *comparer) row(old, new *node) bool {
	c.begin()
	c.write(new.before, new.open)
	was := c.cells(old, len(new.children))
	var line runs
	marked := false
	for j, cell := range new.children {
		c.write(cell.before, cell.open)
		runs, changed := c.text(was[j], cell.items, false)
		c.write(cell.close)
		marked = marked || changed
		if j > 0 {
			line.add(Kept, cellGap)
		}
		for _, r := range runs.line() {
			line.add(r.Mark, r.Text)
		}
	}
	c.write(new.close)
	c.line(line.mark(), line.line())
	return marked
}

// cells returns what the row held in each of the columns there are now. What was
// in a column that is gone stands in the one before it.
func (c *comparer) cells(old *node, n int) [][]item {
	cells := make([][]item, max(n, 1))
	home := 0
	for i, cell := range old.children {
		if j := slices.Index(c.columns, i); j >= 0 && j < n {
			home = j
		}
		if len(cells[home]) > 0 && len(cell.items) > 0 {
			cells[home] = append(cells[home], item{kind: signItem, html: " ", key: " "})
		}
		cells[home] = append(cells[home], cell.items...)
	}
	return cells
}
