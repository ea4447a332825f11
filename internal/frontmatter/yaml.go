package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/casebook-dev/casebook/internal/diag"
)

// ParseYAML reads a whole YAML file, such as casebook.yaml. Its root is nil when
// there is an error among the problems, and an empty map when the file says
// nothing.
func ParseYAML(file string, src []byte) (*Node, diag.List) {
	r := newReader(file, src)
	start := r.byteOrderMark()
	return r.read("yaml", bytes.Clone(src[start:]), start), r.problems
}

// A yamlReader turns the decoder's tree into ours.
type yamlReader struct {
	*reader
	block []byte
	base  int   // offset of the block in the file
	lines []int // offsets of the lines of the block, as YAML breaks them
}

// yaml reads the block that begins at offset base of the file.
func (r *reader) yaml(block []byte, base int) *Node {
	y := yamlReader{r, block, base, yamlLines(block)}
	decoder := yaml.NewDecoder(bytes.NewReader(block))
	document, err := decode(decoder)
	switch {
	case errors.Is(err, io.EOF):
		return r.node(Map, "", base)
	case err != nil:
		y.mend(err)
		return nil
	}
	top := document.Content[0]
	root := y.value(top, y.offset(top), 1)
	if root.Kind != Map && !root.Empty() {
		r.fail(y.offset(top), "front-matter-not-a-map", "there is a "+root.Kind.String()+" where keys with values belong", "Write `key: value`, one a line.")
	}
	if _, err := decode(decoder); !errors.Is(err, io.EOF) {
		r.fail(y.secondDocument(), "second-document", "a second YAML document begins here", "Write everything into one; remove the line of `---` or `...`.")
	}
	root.Kind = Map
	return root
}

// secondDocument returns where the line is that ends the first document.
func (y yamlReader) secondDocument() int {
	ends := regexp.MustCompile(`(?m)^(\.\.\.|---)`).FindAllIndex(y.block, 2)
	if len(ends) == 0 {
		return y.base
	}
	return y.base + ends[len(ends)-1][0]
}

// decode reads one document. The decoder is known to panic on some input that
// is no YAML; nothing an author writes may end the program.
func decode(d *yaml.Decoder) (n *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			n, err = &yaml.Node{}, fmt.Errorf("yaml: %v", p)
		}
	}()
	n = &yaml.Node{}
	if err = d.Decode(n); err == nil && len(n.Content) == 0 {
		err = io.EOF
	}
	return n, err
}

// value reads a node, which the decoder placed at the offset.
func (y yamlReader) value(n *yaml.Node, at, depth int) *Node {
	if y.tooDeep(depth, at) || y.values > maxValues {
		return y.node(Scalar, "", at)
	}
	y.marks(n, at)
	switch n.Kind {
	case yaml.SequenceNode:
		list := y.node(List, "", at)
		for _, item := range n.Content {
			list.Items = append(list.Items, y.value(item, y.offset(item), depth+1))
		}
		return list
	case yaml.MappingNode:
		return y.mapping(n, at, depth)
	case yaml.ScalarNode:
		y.comment(n, at)
		return y.node(Scalar, scalarText(n), at)
	default:
		return y.node(Scalar, "", at)
	}
}

func (y yamlReader) mapping(n *yaml.Node, at, depth int) *Node {
	m := y.node(Map, "", at)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		keyAt := y.offset(key)
		switch {
		case key.Kind == yaml.ScalarNode && key.Value == "<<" && key.Tag == "!!merge":
			y.fail(keyAt, "yaml-merge", "merge keys are not read", "Write the fields out.")
			continue
		case key.Kind != yaml.ScalarNode:
			y.fail(keyAt, "key-not-text", "a key must be a word, not a list or a map", "Put the text in quotes if it begins with a bracket or a question mark.")
			continue
		}
		y.marks(key, keyAt)
		y.comment(key, keyAt)
		y.add(m, key.Value, keyAt, y.value(value, y.offset(value), depth+1))
	}
	return m
}

// scalarText returns what was written: `no` and `0142` stay as they are, and
// only what was left out, or marked with a lone ~ as left out, is empty.
func scalarText(n *yaml.Node) string {
	switch {
	case n.Tag == "!!null" && n.Value == "~":
		return ""
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return strings.TrimRight(n.Value, "\n")
	default:
		return n.Value
	}
}

// marks reports the marks of YAML that the format has no use for; in prose
// they are letters that a writer meant.
func (y yamlReader) marks(n *yaml.Node, at int) {
	prose := n.Kind == yaml.ScalarNode
	switch {
	case n.Kind == yaml.AliasNode:
		y.fail(at, "yaml-alias", fmt.Sprintf("`*%s` stands for another value, which is not read", n.Value),
			"Write the value out, or put the text in quotes.")
	case n.Anchor != "" && prose && n.Value != "":
		y.warn(at, "anchor-in-text", fmt.Sprintf("`&%s` is not read as a part of the text", n.Anchor), y.quoted(at, "Put the text in quotes:"))
	case n.Anchor != "":
		y.fail(at, "yaml-anchor", fmt.Sprintf("anchors such as `&%s` are not read", n.Anchor), "Remove it, and write out what refers to it.")
	case n.Style&yaml.TaggedStyle != 0 && prose && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0:
		y.warn(at, "tag-in-text", fmt.Sprintf("`%s` is not read as a part of the text", n.Tag), y.quoted(at, "Put the text in quotes, or remove the tag:"))
	case n.Style&yaml.TaggedStyle != 0:
		y.warn(at, "yaml-tag", fmt.Sprintf("the tag `%s` is not read", n.Tag), "Remove it: values are taken as written.")
	}
}

// comment reports a text that ends at « #word», where YAML begins a comment.
func (y yamlReader) comment(n *yaml.Node, at int) {
	if len(n.LineComment) < 2 || strings.HasPrefix(n.LineComment, "# ") || n.LineComment[1] == '#' {
		return
	}
	first, _, _ := strings.Cut(n.LineComment, "\n")
	i := bytes.Index(y.block[at-y.base:], []byte(first))
	if i < 0 {
		return
	}
	y.warn(at+i, "comment-in-text", fmt.Sprintf("the text ends before `%s`, which YAML reads as a comment", cutText(first)),
		y.quoted(at+i, "Put the text in quotes, or a space behind the # if it is a comment:"))
}

// quoted returns advice, and the line at the offset with its text in quotes.
func (y yamlReader) quoted(at int, advice string) string {
	line := y.block[bytes.LastIndexByte(y.block[:at-y.base], '\n')+1:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	e := readEntry(string(bytes.TrimRight(line, "\r")))
	if e.value == "" || strings.HasPrefix(e.value, "[") || strings.HasPrefix(e.value, "{") {
		return strings.TrimSuffix(advice, ":") + "."
	}
	return advice + "\n" + e.quoted()
}

// offset returns where in the file the decoder found a node.
func (y yamlReader) offset(n *yaml.Node) int {
	line := max(0, min(n.Line-1, len(y.lines)-1))
	at := y.lines[line]
	for c := 1; c < n.Column && at < len(y.block) && y.block[at] != '\n'; c++ {
		_, size := utf8.DecodeRune(y.block[at:])
		at += size
	}
	return y.base + at
}

// yamlLines returns where lines begin for YAML, to which more characters break
// a line than a newline.
func yamlLines(block []byte) []int {
	lines := []int{0}
	for i := 0; i < len(block); {
		c, size := utf8.DecodeRune(block[i:])
		i += size
		switch c {
		case '\r':
			if i < len(block) && block[i] == '\n' {
				i++
			}
			lines = append(lines, i)
		case '\n', 0x85, 0x2028, 0x2029:
			lines = append(lines, i)
		}
	}
	return lines
}

// cutText shortens what a message quotes.
func cutText(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
