package frontmatter

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A reader knows the file that is being read, and what is wrong with it.
type reader struct {
	file     string
	src      []byte
	lines    []int // offsets at which lines begin
	problems diag.List
	before   int // problems found before the front matter itself was read
	errors   int // problems that leave the front matter unread
	values   int // nodes made
}

func newReader(file string, src []byte) *reader {
	lines := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i, b := range src {
		if b == '\n' && i+1 < len(src) {
			lines = append(lines, i+1)
		}
	}
	return &reader{file: file, src: src, lines: lines}
}

// place returns the line and column, in characters, of an offset of the file.
func (r *reader) place(offset int) (line, column int) {
	offset = max(0, min(offset, len(r.src)))
	i := sort.SearchInts(r.lines, offset+1) - 1
	return i + 1, utf8.RuneCount(r.src[r.lines[i]:offset]) + 1
}

// warn reports what is read otherwise than meant.
func (r *reader) warn(offset int, rule, message, hint string) {
	r.report(offset, diag.Warning, rule, message, hint)
}

// fail reports what leaves the front matter unread.
func (r *reader) fail(offset int, rule, message, hint string) {
	r.errors++
	r.report(offset, diag.Error, rule, message, hint)
}

func (r *reader) report(offset int, s diag.Severity, rule, message, hint string) {
	line, column := r.place(offset)
	r.problems = append(r.problems, diag.Problem{
		Position: diag.Position{File: r.file, Line: line, Column: column},
		Rule:     rule, Severity: s, Message: message, Hint: hint,
	})
}

// acceptable reports a block that is too long to be looked at, or no text.
func (r *reader) acceptable(block []byte, offset int) bool {
	if len(block) > maxBlock {
		r.fail(offset, "front-matter-too-long", fmt.Sprintf("%d KiB are too many; %d are allowed", len(block)>>10, maxBlock>>10),
			"Front matter holds facts; put sentences under headings.")
		return false
	}
	for at := 0; at < len(block); {
		c, size := utf8.DecodeRune(block[at:])
		if c == utf8.RuneError && size == 1 {
			r.fail(offset+at, "not-utf8", fmt.Sprintf("the byte 0x%02x is no UTF-8", block[at]), "Save the file as UTF-8.")
			return false
		}
		at += size
	}
	return true
}

// node makes a node for what begins at the offset, within the limits.
func (r *reader) node(kind Kind, text string, offset int) *Node {
	r.values++
	if r.values == maxValues+1 {
		r.fail(offset, "too-many-values", fmt.Sprintf("there are more than %d values", maxValues), "")
	}
	if len(text) > maxText {
		r.fail(offset, "text-too-long", fmt.Sprintf("a text of %d KiB; %d are allowed", len(text)>>10, maxText>>10),
			"Put it under a heading of the body.")
	}
	line, column := r.place(offset)
	return &Node{Kind: kind, Text: text, Line: line, Column: column}
}

// tooDeep reports a value that lies too many levels deep to be read.
func (r *reader) tooDeep(depth, offset int) bool {
	if depth == maxDepth+1 {
		r.fail(offset, "too-deep", fmt.Sprintf("lists and maps lie more than %d levels deep", maxDepth), "")
	}
	return depth > maxDepth
}

// add puts a field into a map, unless it has one of that key.
func (r *reader) add(m *Node, key string, offset int, value *Node) {
	if r.values > maxValues {
		return
	}
	line, column := r.place(offset)
	for _, f := range m.Fields {
		if f.Key == key {
			r.warn(offset, "duplicate-key", fmt.Sprintf("the key %q is given a second time", key),
				fmt.Sprintf("Line %d has it first, and counts; remove one of them.", f.Line))
			return
		}
	}
	m.Fields = append(m.Fields, Field{Key: key, Line: line, Column: column, Value: value})
}

func itoa(n int) string { return strconv.Itoa(n) }
