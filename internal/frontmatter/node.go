package frontmatter

import "strings"

// A Kind says what a Node is.
type Kind int

// The kinds of node. Everything that is neither a list nor a map is a scalar;
// what was left empty is a scalar without text.
const (
	Scalar Kind = iota
	List
	Map
)

// String returns the word for the kind that an author knows.
func (k Kind) String() string {
	switch k {
	case List:
		return "list"
	case Map:
		return "map"
	default:
		return "text"
	}
}

// A Node is one value. Its methods may be called on nil, which is a value that
// was not given.
type Node struct {
	Kind   Kind
	Text   string  // of a scalar: as written, never typed; quotes and folding undone
	Items  []*Node // of a list
	Fields []Field // of a map, in the order written, each key once
	Line   int     // in the file, from 1
	Column int     // in characters, from 1
}

// A Field is one key of a map with its value.
type Field struct {
	Key    string
	Line   int // of the key
	Column int
	Value  *Node // never nil
}

// Get returns the value of the key, or nil if n is no map or has no such key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return nil
}

// Empty tells whether nothing was said: no value, no text, no item, no key.
func (n *Node) Empty() bool {
	return n == nil || n.Text == "" && len(n.Items) == 0 && len(n.Fields) == 0
}

// List returns the values of a list; a single value stands for a list of it,
// and one that is empty for a list of none.
func (n *Node) List() []*Node {
	switch {
	case n.Empty():
		return nil
	case n.Kind == List:
		return n.Items
	default:
		return []*Node{n}
	}
}

// Sentence returns the text of a value where a sentence belongs. In YAML a
// sentence with a colon reads as a map of one key: that is made the sentence
// again. Any other list or map has none: "".
func (n *Node) Sentence() string {
	switch {
	case n == nil || n.Kind == List:
		return ""
	case n.Kind == Scalar:
		return n.Text
	case len(n.Fields) == 1 && n.Fields[0].Value.Kind != List:
		f := n.Fields[0]
		return strings.TrimRight(f.Key+": "+f.Value.Sentence(), ": ")
	default:
		return ""
	}
}
