package frontmatter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/casebook-dev/casebook/internal/diag"
)

// looksLikeJSON tells an object at the beginning of a file from a template or
// shortcode, `{{…}}` or `{%…%}`, and from prose.
func looksLikeJSON(src []byte) bool {
	if !bytes.HasPrefix(src, []byte("{")) {
		return false
	}
	inside := bytes.TrimLeft(src[1:min(len(src), 256)], " \t\r\n")
	return len(inside) > 0 && (inside[0] == '"' || inside[0] == '}')
}

// jsonDocument splits a document that begins with a JSON object.
func (r *reader) jsonDocument(start int) (Document, diag.List) {
	block := r.src[start:]
	end := objectEnd(block)
	if end < 0 {
		block = block[:min(len(block), maxBlock)]
		if r.read("json", block, start); r.errors == 0 {
			r.fail(start, "unclosed-front-matter", "the front matter is opened by { and never closed", "Put its closing brace on a line of its own.")
		}
		return r.document(nil, "json", start), r.problems
	}
	root := r.read("json", block[:end], start)
	rest := block[end:]
	next := bytes.IndexByte(rest, '\n') + 1
	if next == 0 {
		next = len(rest)
	}
	if text := bytes.TrimSpace(rest[:next]); len(text) > 0 {
		r.warn(start+end, "text-after-bracket", "text follows the closing brace of the front matter on its line", "Begin a new line after the brace.")
		next = 0
	}
	return r.document(root, "json", start+end+next), r.problems
}

// objectEnd returns the offset after the brace that closes the object at the
// beginning of src, or -1.
func objectEnd(src []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// A jsonReader reads one JSON value, token by token.
type jsonReader struct {
	*reader
	tokens *json.Decoder
	block  []byte
	base   int // offset of the block in the file
}

func (r *reader) json(block []byte, base int) *Node {
	j := jsonReader{r, json.NewDecoder(bytes.NewReader(block)), block, base}
	j.tokens.UseNumber()
	if len(bytes.TrimSpace(block)) == 0 {
		return r.node(Map, "", base)
	}
	root, err := j.value(1)
	switch {
	case err != nil:
		j.syntax(err)
		return nil
	case root.Kind != Map:
		r.fail(base, "front-matter-not-a-map", "the front matter is a "+root.Kind.String()+", not keys with values", `Write {"title": "…"}.`)
	}
	at := j.next()
	if _, err := j.tokens.Token(); !errors.Is(err, io.EOF) {
		r.fail(at, "json-syntax", "something follows the closing brace", "Put everything into one object.")
	}
	return root
}

// value reads the next value. Its tokens come checked: the decoder tells keys
// from values, and what may follow what.
func (j jsonReader) value(depth int) (*Node, error) {
	at := j.next()
	token, err := j.tokens.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if j.tooDeep(depth, at) {
			return nil, errStopped
		}
		if t == '[' {
			return j.list(depth, at)
		}
		return j.object(depth, at)
	case nil:
		return j.node(Scalar, "", at), nil
	default: // string, json.Number, bool
		return j.node(Scalar, fmt.Sprint(t), at), nil
	}
}

// errStopped ends the reading of a value of which the problem is reported.
var errStopped = errors.New("stopped")

func (j jsonReader) list(depth, at int) (*Node, error) {
	list := j.node(List, "", at)
	for j.tokens.More() {
		item, err := j.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, item)
	}
	_, err := j.tokens.Token()
	return list, err
}

func (j jsonReader) object(depth, at int) (*Node, error) {
	object := j.node(Map, "", at)
	for j.tokens.More() {
		keyAt := j.next()
		key, err := j.tokens.Token()
		if err != nil {
			return nil, err
		}
		value, err := j.value(depth + 1)
		if err != nil {
			return nil, err
		}
		j.add(object, fmt.Sprint(key), keyAt, value)
	}
	_, err := j.tokens.Token()
	return object, err
}

// next returns the offset, in the file, at which the next token begins.
func (j jsonReader) next() int {
	at := int(j.tokens.InputOffset())
	for at < len(j.block) && bytes.IndexByte([]byte(" \t\r\n,:"), j.block[at]) >= 0 {
		at++
	}
	return j.base + at
}

// syntax reports what the decoder could not read.
func (j jsonReader) syntax(err error) {
	if errors.Is(err, errStopped) {
		return
	}
	at, message := j.next(), err.Error()
	var bad *json.SyntaxError
	if errors.As(err, &bad) {
		at = j.base + max(0, min(int(bad.Offset), len(j.block))-1)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		message = "a bracket, brace or quote is never closed"
	}
	j.fail(at, "json-syntax", message, "Texts and keys stand in double quotes, with a comma between two and none after the last.")
}
