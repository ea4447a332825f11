package frontmatter

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// A tomlReader builds the tree of a TOML document from its expressions.
type tomlReader struct {
	*reader
	parser unstable.Parser
	base   int // offset of the block in the file
}

func (r *reader) toml(block []byte, base int) (root *Node) {
	var checked map[string]any
	if err := toml.Unmarshal(block, &checked); err != nil {
		r.tomlSyntax(err, block, base)
		return nil
	}
	t := tomlReader{reader: r, base: base}
	t.parser.Reset(block)
	root = t.node(Map, "", base)
	into := root
	for t.parser.NextExpression() {
		switch e := t.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			into = t.header(root, e)
		default:
			t.keyValue(into, e, 1)
		}
	}
	return root
}

// tomlSyntax reports what the decoder found wrong, where it found it.
func (r *reader) tomlSyntax(err error, block []byte, base int) {
	at, message := base, err.Error()
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		line, column := bad.Position()
		at, message = base+offsetOf(block, line, column), bad.Error()
	}
	r.fail(at, "toml-syntax", strings.TrimPrefix(message, "toml: "), `Texts stand in quotes: title = "Lost".`)
}

// offsetOf returns the offset of a line and a column counted in bytes.
func offsetOf(block []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		end := strings.IndexByte(string(block[at:]), '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	return min(at+max(column-1, 0), len(block))
}

// header returns the table that a line in brackets opens.
func (t *tomlReader) header(root *Node, e *unstable.Node) *Node {
	into := root
	for keys := e.Key(); keys.Next(); {
		key, at := string(keys.Node().Data), t.offset(keys.Node(), t.base)
		last := keys.IsLast()
		if last && e.Kind == unstable.ArrayTable {
			return t.appendTable(into, key, at)
		}
		into = t.child(into, key, at)
	}
	return into
}

// child returns the table below a key, or the last of its array of tables.
func (t *tomlReader) child(m *Node, key string, at int) *Node {
	value := m.Get(key)
	switch {
	case value == nil:
		value = t.node(Map, "", at)
		t.add(m, key, at, value)
	case value.Kind == List && len(value.Items) > 0:
		value = value.Items[len(value.Items)-1]
	}
	return value
}

func (t *tomlReader) appendTable(m *Node, key string, at int) *Node {
	list := m.Get(key)
	if list == nil {
		list = t.node(List, "", at)
		t.add(m, key, at, list)
	}
	item := t.node(Map, "", at)
	list.Items = append(list.Items, item)
	return item
}

// keyValue puts `a.b = value` into a table.
func (t *tomlReader) keyValue(m *Node, e *unstable.Node, depth int) {
	for keys := e.Key(); keys.Next(); depth++ {
		key, at := string(keys.Node().Data), t.offset(keys.Node(), t.base)
		if t.tooDeep(depth, at) {
			return
		}
		if keys.IsLast() {
			t.add(m, key, at, t.value(e.Value(), at, depth+1))
			return
		}
		m = t.child(m, key, at)
	}
}

// value reads a value; near is the offset to take where the parser keeps none.
func (t *tomlReader) value(v *unstable.Node, near, depth int) *Node {
	at := t.offset(v, near)
	if t.tooDeep(depth-1, at) {
		return t.node(Scalar, "", at)
	}
	switch v.Kind {
	case unstable.Array:
		list := t.node(List, "", at)
		for items := v.Children(); items.Next(); {
			list.Items = append(list.Items, t.value(items.Node(), at, depth+1))
		}
		return list
	case unstable.InlineTable:
		table := t.node(Map, "", at)
		for fields := v.Children(); fields.Next(); {
			t.keyValue(table, fields.Node(), depth)
		}
		return table
	default:
		return t.node(Scalar, string(v.Data), at)
	}
}

// offset returns where in the file a node begins.
func (t *tomlReader) offset(n *unstable.Node, near int) int {
	if n.Raw.Length == 0 {
		return near
	}
	return t.base + int(n.Raw.Offset)
}
