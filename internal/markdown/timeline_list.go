package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// seeList reads a list whose items begin with a time. Items without one keep
// their place as a list between the entries; an item that is a date alone says
// it for the items inside it.
func (t *timeline) seeList(d *document, list *ast.List) bool {
	if !d.hasTimes(list) {
		return false
	}
	t.settle(d)
	t.addList(d, list)
	return true
}

func (t *timeline) addList(d *document, list *ast.List) {
	block := len(d.narrative.Blocks) - 1
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		whole, head, ok := d.itemParts(item)
		if !ok {
			d.addRest(block, item)
			continue
		}
		s, end := d.stampAt(head.from.text, head.to.text)
		if end == 0 {
			d.addRest(block, item)
			continue
		}
		after := whole.from
		after.text = d.afterStamp(end, head.to.text)
		if inside := nestedTimes(d, item); inside != nil && !s.HasClock() && after.text >= head.to.text {
			d.reportTimes(head.node.Pos(), t.q.SetDay(s))
			t.addList(d, inside)
			continue
		}
		e := d.entryPiece(s, head.node.Pos(), after, whole.to)
		e.head, e.from, e.to = head.node, e.from-head.from.text, toEnd
		for c := head.node.NextSibling(); c != nil; c = c.NextSibling() {
			e.more = append(e.more, c)
		}
		d.addEntries(block, e)
	}
}

// itemParts returns the parts of a list's item and of the paragraph it begins
// with.
func (d *document) itemParts(item ast.Node) (whole, head part, ok bool) {
	if item.FirstChild() == nil {
		return whole, head, false
	}
	whole, ok1 := d.partFor(item)
	head, ok2 := d.partFor(item.FirstChild())
	return whole, head, ok1 && ok2
}

// partFor returns the part that a node of the block being read is.
func (d *document) partFor(n ast.Node) (part, bool) {
	const few = 32 // a map costs more than it saves
	if len(d.parts) <= few {
		for _, p := range d.parts {
			if p.node == n {
				return p, true
			}
		}
		return part{}, false
	}
	if d.partOf == nil || d.indexed != len(d.narrative.Blocks) {
		d.indexed = len(d.narrative.Blocks)
		d.partOf = make(map[ast.Node]int, len(d.parts))
		for i, p := range d.parts {
			d.partOf[p.node] = i
		}
	}
	i, ok := d.partOf[n]
	if !ok {
		return part{}, false
	}
	return d.parts[i], true
}

// hasTimes tells whether any item of a list, or of a list inside it, begins with
// a time.
func (d *document) hasTimes(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if _, head, ok := d.itemParts(item); ok {
			if _, end := d.stampAt(head.from.text, head.to.text); end > 0 {
				return true
			}
		}
	}
	return false
}

func nestedTimes(d *document, item ast.Node) *ast.List {
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if list, ok := c.(*ast.List); ok && d.hasTimes(list) {
			return list
		}
	}
	return nil
}

// addEntries adds entries to the page; entries that follow each other stand in
// one run.
func (d *document) addEntries(block int, entries ...entryPiece) {
	d.pieces = append(d.pieces, piece{block: block, entries: entries})
}

// addRest adds an item or a row that is no entry.
func (d *document) addRest(block int, n ast.Node) {
	if last := len(d.pieces) - 1; last >= 0 && d.pieces[last].block == block && d.pieces[last].rest != nil {
		d.pieces[last].rest = append(d.pieces[last].rest, n)
		return
	}
	d.pieces = append(d.pieces, piece{block: block, rest: []ast.Node{n}})
}
