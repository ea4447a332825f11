package search

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode/utf8"
)

// shards is what meta says of files that hold a sorted list in pieces.
type shards struct {
	From []string `json:"from"` // the i-th file holds what is not before From[i] and before From[i+1]
	Name string   `json:"name"` // their names, one after the other
}

// Sizes of a shard, in bytes before compression. What a query loads for a word is
// one shard.
const (
	leastShard = 9_000
	mostShard  = 20_000
)

// A shard grows until it is cut. Where it is cut depends on the items around the
// place alone, so that a change moves few borders.
type shard struct{ size int }

// full tells whether the shard ends before the next item.
func (s *shard) full(item string, size int) bool {
	cut := s.size > 0 && (s.size+size > mostShard || s.size >= leastShard && isBorder(item))
	if cut {
		s.size = 0
	}
	s.size += size
	return cut
}

// isBorder picks one item of eight, the same in every book.
func isBorder(item string) bool {
	h := fnv.New32a()
	h.Write([]byte(item))
	return h.Sum32()%8 == 0
}

// A packedTerm is a term as its shard holds it.
type packedTerm struct {
	*term
	block, positions []byte
}

// writeTerms writes the postings and the positions of all terms.
func (s *static) writeTerms() (shards, error) {
	list := make([]*term, 0, len(s.lexicon.terms))
	for _, t := range s.lexicon.terms {
		if t.df > 0 {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *term) int { return compareUTF16(a.name, b.name) })
	s.terms = len(list)
	var all shards
	var open []packedTerm
	var size shard
	last := ""
	for _, t := range list {
		p := packTerm(t)
		t.data = nil // written once
		if size.full(t.name, len(p.block)+len(t.name)) {
			if err := s.writeShard(&all, last, open); err != nil {
				return all, err
			}
			last, open = open[len(open)-1].name, open[:0]
		}
		open = append(open, p)
	}
	if len(open) == 0 {
		return all, nil
	}
	return all, s.writeShard(&all, last, open)
}

// writeShard writes one file of postings and, under the same name, one of their
// positions. The last term before the shard is needed for its border.
func (s *static) writeShard(all *shards, last string, list []packedTerm) error {
	postings := binary.AppendUvarint(nil, uint64(len(list)))
	before := ""
	for _, t := range list {
		postings = appendShared(postings, before, t.name)
		postings = binary.AppendUvarint(postings, uint64(t.df))
		postings = binary.AppendUvarint(postings, uint64(len(t.block)))
		before = t.name
	}
	var positions []byte
	for _, t := range list {
		postings = append(postings, t.block...)
		if !isKey(t.name) {
			positions = binary.AppendUvarint(positions, uint64(len(t.positions)))
			positions = append(positions, t.positions...)
		}
	}
	name := s.sink.name("p/", postings, positions)
	if _, err := s.sink.write("p/"+name, postings); err != nil {
		return err
	}
	if _, err := s.sink.write("q/"+name, positions); err != nil {
		return err
	}
	all.add(last, list[0].name, name)
	return nil
}

func (s *shards) add(last, first, name string) {
	s.From = append(s.From, separator(last, first))
	s.Name += name
}

// isKey tells a term of a field from one of the text.
func isKey(name string) bool { return strings.Contains(name, ":") }

// packTerm lays a term's records out in columns, which compress better.
func packTerm(t *term) packedTerm {
	p := packedTerm{term: t}
	var masks, impacts, chunks []byte
	key := isKey(t.name)
	for at := 0; at < len(t.data); {
		gap, n := binary.Uvarint(t.data[at:])
		at += n
		p.block = binary.AppendUvarint(p.block, gap)
		mask, q := t.data[at], t.data[at+1]
		at += 2
		chunk, n := binary.Uvarint(t.data[at:])
		at += n
		size, n := binary.Uvarint(t.data[at:])
		at += n
		p.positions = append(p.positions, t.data[at:at+int(size)]...)
		at += int(size)
		if chunk > 0 {
			mask |= chunkFollows
			chunks = binary.AppendUvarint(chunks, chunk)
		}
		masks, impacts = append(masks, mask), append(impacts, q)
	}
	if key {
		return p
	}
	p.block = append(append(append(p.block, masks...), impacts...), chunks...)
	return p
}

// chunkFollows marks, among the parts, a document of which another chunk than the
// first holds most of the term.
const chunkFollows = 0x80

// appendShared appends a string without what it shares with the one before.
func appendShared(out []byte, before, s string) []byte {
	shared := 0
	for shared < len(before) && shared < len(s) && before[shared] == s[shared] {
		shared++
	}
	out = binary.AppendUvarint(out, uint64(shared))
	return appendString(out, s[shared:])
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// separator returns the shortest string after last that is not after first.
func separator(last, first string) string {
	if last == "" {
		return ""
	}
	at := 0
	for at < len(first) {
		_, size := utf8.DecodeRuneInString(first[at:])
		at += size
		if compareUTF16(first[:at], last) > 0 {
			return first[:at]
		}
	}
	return first
}

// compareUTF16 orders strings as a browser does: by UTF-16 code units, in which
// characters beyond the first 65,536 come before the last of these.
func compareUTF16(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == len(a) || i == len(b) || a[i] < utf8.RuneSelf || b[i] < utf8.RuneSelf {
		return strings.Compare(a[i:], b[i:])
	}
	for i > 0 && !utf8.RuneStart(a[i]) {
		i--
	}
	x, _ := utf8.DecodeRuneInString(a[i:])
	y, _ := utf8.DecodeRuneInString(b[i:])
	if high, other := x > 0xFFFF, y > 0xFFFF; high != other {
		if high {
			return unitOrder(0xD800, int(y))
		}
		return unitOrder(int(x), 0xD800)
	}
	return unitOrder(int(x), int(y))
}

func unitOrder(x, y int) int {
	if x < y {
		return -1
	}
	return 1
}
