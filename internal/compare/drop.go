package compare

import "strings"

// drop writes a node that is gone: its text, in elements made here.
func (c *comparer) drop(n *node) {
	c.tell(Removed, n)
	c.removed += n.count()
	c.lay(n)
}

// lay writes the elements.
func (c *comparer) lay(n *node) {
	if n.shape == shapeText && n.open == "" { // a run of text has no element
		c.layText(n)
		return
	}
	element, close := remains(n)
	if element == "" {
		for _, child := range n.children {
			c.lay(child)
		}
		return
	}
	c.write("<", element)
	if c.gone == 0 {
		c.write(` class="gone"`)
	}
	c.write(">")
	c.gone++
	if n.leaf() {
		c.layText(n)
	}
	for _, child := range n.children {
		c.lay(child)
	}
	c.gone--
	c.write(close)
}

// remains says which element shows that such a node was there, and how that ends.
// It is none of the document's structure: a heading that is gone heads nothing.
func remains(n *node) (element, close string) {
	switch n.shape {
	case shapeText:
		element = "p"
	case shapeList:
		element = "ul"
	case shapeItem:
		element = "li"
	case shapeQuote:
		element = "blockquote"
	case shapeTable:
		if strings.HasPrefix(n.open, "<div") {
			return "", ""
		}
		element = "table"
	case shapeHead, shapeRows:
		element = "tbody"
	case shapeRow:
		element = "tr"
	case shapeCell:
		element = "td"
	case shapeCode:
		return `pre tabindex="0"`, "</pre>\n"
	case shapeRule:
		return "hr", "\n"
	default:
		return "", ""
	}
	return element, "</" + element + ">\n"
}

func (c *comparer) layText(n *node) {
	if blank(units(n.items)) {
		return
	}
	var b strings.Builder
	for _, i := range n.items {
		b.WriteString(i.shown())
	}
	c.del(b.String())
}
