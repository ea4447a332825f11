package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// A table is what an index must know of its documents at once, from the oldest
// on; bleve numbers them in an order of its own.
type table struct {
	rows   []tableRow
	number []int32 // bleve's number → ours; -1 for one that is no longer there
}

type tableRow struct {
	slug    string
	sum     [sha256.Size]byte // of all that is known of the document
	day     int
	lengths [parts]int32
	borders []border // of its pieces; empty when it is one
	bleve   int      // bleve's number
}

// A border is where another piece of a document's text begins in a part: from
// this position on.
type border struct {
	part     part
	position int32
	chunk    int32
}

// chunkAt returns which piece holds a position of a part.
func (r tableRow) chunkAt(p part, position int32) int32 {
	chunk := int32(0)
	for _, b := range r.borders {
		if b.part == p && b.position <= position {
			chunk = b.chunk
		}
	}
	return chunk
}

// encode writes the table with a checksum after it.
func (t *table) encode() []byte {
	out := binary.AppendUvarint(nil, uint64(len(t.number)))
	out = binary.AppendUvarint(out, uint64(len(t.rows)))
	for _, r := range t.rows {
		out = appendString(out, r.slug)
		out = append(out, r.sum[:]...)
		out = binary.AppendUvarint(out, uint64(r.day-noDay))
		for _, n := range r.lengths {
			out = binary.AppendUvarint(out, uint64(n))
		}
		out = binary.AppendUvarint(out, uint64(len(r.borders)))
		for _, b := range r.borders {
			out = append(out, byte(b.part))
			out = binary.AppendUvarint(out, uint64(b.position))
			out = binary.AppendUvarint(out, uint64(b.chunk))
		}
		out = binary.AppendUvarint(out, uint64(r.bleve))
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// readTable reads a table that encode has written.
func readTable(name string) (*table, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	at := len(data) - sha256.Size
	if at < 0 || sha256.Sum256(data[:at]) != [sha256.Size]byte(data[at:]) {
		return nil, fmt.Errorf("open the index: %q is not as it was written", tableName)
	}
	return decodeTable(bytes.NewReader(data[:at]))
}

func decodeTable(r *bytes.Reader) (*table, error) {
	d := tableDecoder{r: r}
	numbers, n := d.int(), d.int()
	t := &table{number: make([]int32, numbers), rows: make([]tableRow, n)}
	for i := range t.number {
		t.number[i] = -1
	}
	for i := range t.rows {
		row := &t.rows[i]
		row.slug = string(d.bytes(d.int()))
		copy(row.sum[:], d.bytes(sha256.Size))
		row.day = d.int() + noDay
		for p := range row.lengths {
			row.lengths[p] = int32(d.int())
		}
		for range d.int() {
			if d.err != nil {
				return nil, d.err
			}
			row.borders = append(row.borders, border{part(d.int()), int32(d.int()), int32(d.int())})
		}
		if row.bleve = d.int(); row.bleve < numbers {
			t.number[row.bleve] = int32(i)
		}
	}
	return t, d.err
}

// A tableDecoder reads until something is wrong.
type tableDecoder struct {
	r   *bytes.Reader
	err error
}

func (d *tableDecoder) int() int {
	v, err := binary.ReadUvarint(d.r)
	d.err = errors.Join(d.err, err)
	return int(v)
}

func (d *tableDecoder) bytes(n int) []byte {
	if n > d.r.Len() {
		d.err = errors.Join(d.err, fmt.Errorf("open the index: %q ends early", tableName))
		return nil
	}
	out := make([]byte, n)
	d.r.Read(out)
	return out
}
