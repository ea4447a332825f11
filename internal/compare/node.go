package compare

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// A node is an element of rendered Markdown that makes a block, or a run of text
// that stands between such. It holds either children or items.
type node struct {
	shape    shape
	before   string // white space between the node and what stands before it
	open     string // its tag as written; empty for a run of text
	close    string // likewise, with the white space before it
	children []*node
	items    []item
	key      [sha256.Size]byte // the same for what reads the same
	bag      []string          // its words, sorted; nil before they were asked for
	sign     string            // what tells it from its like: a row's first cell, an entry's time, that it is a title
}

// An item is a part of text: a tag, a token, a line of code, or a picture or the
// like, which counts as a token.
type item struct {
	kind itemKind
	html string
	key  string // what it is compared by
	lead int    // how much of html is white space before a token
	href string // of the link that it stands in
}

type itemKind int

const (
	tagItem itemKind = iota
	wordItem
	signItem // punctuation, or white space that nothing follows
	lineItem // of code; a line that has tags in it is several
	pictureItem
	boxItem  // of a task
	noteItem // a reference to a footnote
)

// A shape is what two nodes must share to be versions of one.
type shape int

// The shapes. From shapeText on a node holds items, and before that children.
const (
	shapeBlock shape = iota // the whole of a top-level block
	shapeEntry              // likewise, of a moment of the timeline
	shapeList
	shapeItem
	shapeQuote
	shapeTable
	shapeHead
	shapeRows
	shapeRow
	shapeText
	shapeCell
	shapeCode
	shapeRule
)

// same tells whether two nodes may be versions of one: a block is what it begins
// with.
func (n *node) same(other *node) bool {
	if n.shape == shapeBlock && other.shape == shapeBlock && len(n.children) > 0 && len(other.children) > 0 {
		return n.children[0].shape == other.children[0].shape
	}
	return n.shape == other.shape
}

// leaf tells whether the node holds text and no other nodes.
func (n *node) leaf() bool { return n.shape >= shapeText }

// finish computes what the node is compared by.
func (n *node) finish() {
	h := sha256.New()
	h.Write([]byte(withoutID(n.open)))
	for _, i := range n.items {
		if i.lead > 0 {
			h.Write([]byte{' '})
		}
		h.Write([]byte(i.key))
		h.Write([]byte{0})
	}
	for _, c := range n.children {
		h.Write(c.key[:])
	}
	h.Sum(n.key[:0])
	switch {
	case n.shape == shapeRow && len(n.children) > 0:
		n.sign = textOf(n.children[0])
	case strings.Contains(n.open, `class="alert-title"`):
		n.sign = "title"
	}
}

// withoutID drops the id of a tag: it follows from the text, or from a number.
func withoutID(tag string) string {
	from := strings.Index(tag, ` id="`)
	if from < 0 {
		return tag
	}
	end := strings.IndexByte(tag[from+len(` id="`):], '"')
	if end < 0 {
		return tag
	}
	return tag[:from] + tag[from+len(` id="`)+end+1:]
}

// words returns the node's words, sorted.
func (n *node) words() []string {
	if n.bag == nil {
		n.bag = n.gather(make([]string, 0, len(n.items)+1))
		slices.Sort(n.bag)
	}
	return n.bag
}

func (n *node) gather(words []string) []string {
	for _, i := range n.items {
		switch i.kind {
		case wordItem:
			words = append(words, i.key)
		case lineItem, pictureItem:
			words = append(words, strings.Fields(i.text())...)
		}
	}
	for _, c := range n.children {
		words = c.gather(words)
	}
	return words
}

// count returns how many words the node has.
func (n *node) count() int { return len(n.words()) }

// likeness tells how much two nodes are one, from 0 to 1: Dice's coefficient of
// their words, which is twice what they share by what they have. A sign in common
// is half of the way to 1.
func likeness(a, b *node) float64 {
	if a.key == b.key {
		return 1
	}
	like := dice(a, b)
	if a.sign != "" && a.sign == b.sign {
		return (1 + like) / 2
	}
	return like
}

func dice(a, b *node) float64 {
	x, y := a.words(), b.words()
	if len(x)+len(y) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch strings.Compare(x[i], y[j]) {
		case 0:
			shared++
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	return float64(2*shared) / float64(len(x)+len(y))
}
