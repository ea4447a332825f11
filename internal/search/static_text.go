package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// chunkSize is how much text lies in one file of a review, in bytes: what is
// loaded to show a snippet. Most reviews have one.
const chunkSize = 16_000

// writeTexts writes the text of a review.
func (s *static) writeTexts(m *made, number int) error {
	texts, err := m.texts()
	if err != nil {
		return fmt.Errorf("write the row of %q: %w", m.Slug, err)
	}
	sum := sha256.New()
	for chunk, text := range texts {
		name := "d/" + strconv.Itoa(number)
		if chunk > 0 {
			name += "-" + strconv.Itoa(chunk)
		}
		one, err := s.sink.write(name, text)
		if err != nil {
			return err
		}
		sum.Write(one[:])
	}
	m.sum = [sha256.Size]byte(sum.Sum(nil))
	return nil
}

// texts are the files of a review's text: each has the row, and some passages.
func (d *document) texts() ([][]byte, error) {
	head, err := d.head()
	if err != nil {
		return nil, err
	}
	chunks := d.chunks()
	var list [][]byte
	for from := 0; len(list) == 0 || from < len(chunks); {
		to := from
		for to < len(chunks) && chunks[to] == len(list) {
			to++
		}
		list = append(list, appendPassages(head, d.passages[from:to]))
		from = to
	}
	return list, nil
}

// chunks says for each passage in which file it lies.
func (d *document) chunks() []int {
	list := make([]int, len(d.passages))
	chunk, size := 0, 0
	for i, p := range d.passages {
		if size > 0 && size+len(p.text) > chunkSize {
			chunk, size = chunk+1, 0
		}
		size += len(p.text)
		list[i] = chunk
	}
	return list
}

// head is the row as JSON, open for the passages.
func (d *document) head() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d.row); err != nil {
		return nil, err
	}
	head := bytes.TrimSuffix(bytes.TrimSpace(b.Bytes()), []byte("}"))
	return append(head, `,"p":[`...), nil
}

func appendPassages(head []byte, list []passage) []byte {
	out := bytes.Clone(head)
	for i, p := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '[', '0'+byte(p.part), ',')
		out = append(appendJSON(out, p.anchor), ',')
		out = append(appendJSON(out, p.label), ',')
		out = append(appendJSON(out, p.text), ']')
	}
	return append(out, "]}"...)
}

// appendJSON appends a string as JSON has it.
func appendJSON(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '"' || c == '\\':
				out = append(out, '\\', c)
			case c == '\n':
				out = append(out, '\\', 'n')
			case c < ' ':
				out = append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			default:
				out = append(out, c)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:]) // one that is broken becomes U+FFFD
		out = utf8.AppendRune(out, r)
		i += size
	}
	return append(out, '"')
}
