package search

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A sinkMemory is a sink that keeps what it is given.
type sinkMemory struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *sinkMemory) Write(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	if _, there := m.files[name]; there {
		return fmt.Errorf("%s is written twice", name)
	}
	m.files[name] = bytes.Clone(data)
	return nil
}

// A staticReader reads the static form as a browser does: it loads the files
// that a query needs, and no others.
type staticReader struct {
	t      *testing.T
	files  map[string][]byte
	meta   meta
	loaded map[string]bool
	cache  map[string][]staticTerm
	raw    map[string][]byte // what was unpacked before
}

type staticTerm struct {
	name      string
	df        int
	block     []byte
	positions []byte
}

func openStatic(t *testing.T, m *sinkMemory) *staticReader {
	r := &staticReader{t: t, files: m.files, loaded: map[string]bool{}, cache: map[string][]staticTerm{}, raw: map[string][]byte{}}
	if err := json.Unmarshal(r.load("meta"), &r.meta); err != nil {
		t.Fatal(err)
	}
	return r
}

// load unpacks a file.
func (r *staticReader) load(name string) []byte {
	r.t.Helper()
	r.loaded[name] = true
	if content, known := r.raw[name]; known {
		return content
	}
	data, there := r.files[Folder+name+".js"]
	if !there {
		r.t.Fatalf("there is no file %q", name)
	}
	r.raw[name] = unpack(r.t, name, data)
	return r.raw[name]
}

func unpack(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	data, ok1 := bytes.CutPrefix(data, []byte(`casebook("`+name+`","`))
	data, ok2 := bytes.CutSuffix(data, []byte(`")`))
	if !ok1 || !ok2 {
		t.Fatalf("%s is not packed as it should be", name)
	}
	var raw []byte
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == '"' || c == '\n' || c == '\r':
			t.Fatalf("%s ends its string at byte %d", name, i)
		case c == '\\':
			i++
			c = data[i]
			if j := strings.IndexByte("nr", c); j >= 0 {
				c = "\n\r"[j]
			}
		}
		raw = append(raw, c)
	}
	content, err := io.ReadAll(flate.NewReader(bytes.NewReader(raw)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return content
}

func (s shards) file(i int) string { return s.Name[i*nameLength : (i+1)*nameLength] }

// place returns which file holds an item, or would.
func (s shards) place(item string) int {
	i, ok := slices.BinarySearchFunc(s.From, item, compareUTF16)
	if !ok {
		i--
	}
	return i
}

// A byteReader reads the numbers and strings of the static form.
type byteReader struct{ data []byte }

func (b *byteReader) int() int {
	v, n := binary.Uvarint(b.data)
	b.data = b.data[n:]
	return int(v)
}

func (b *byteReader) bytes(n int) []byte {
	out := b.data[:n:n]
	b.data = b.data[n:]
	return out
}

func (b *byteReader) string() string { return string(b.bytes(b.int())) }

func (r *staticReader) shard(i int, positions bool) []staticTerm {
	name := r.meta.Terms.file(i)
	list := r.cache[name]
	if list == nil {
		b := byteReader{r.load("p/" + name)}
		before := ""
		var sizes []int
		for range b.int() {
			before = before[:b.int()] + b.string()
			list = append(list, staticTerm{name: before, df: b.int()})
			sizes = append(sizes, b.int())
		}
		for k := range list {
			list[k].block = b.bytes(sizes[k])
		}
	}
	if positions {
		b := byteReader{r.load("q/" + name)}
		for k := range list {
			if !isKey(list[k].name) {
				list[k].positions = b.bytes(b.int())
			}
		}
	}
	r.cache[name] = list
	return list
}

func (r *staticReader) size() int { return r.meta.Docs }

func (r *staticReader) term(name string, positions bool) (staticTerm, bool) {
	if len(r.meta.Terms.From) == 0 {
		return staticTerm{}, false
	}
	list := r.shard(r.meta.Terms.place(name), positions)
	i, ok := slices.BinarySearchFunc(list, name, func(t staticTerm, name string) int { return compareUTF16(t.name, name) })
	if !ok {
		return staticTerm{}, false
	}
	return list[i], true
}

func (r *staticReader) postings(name string) (postings, error) {
	t, ok := r.term(name, false)
	if !ok {
		return postings{}, nil
	}
	p, _ := t.postings()
	return p, nil
}

func (r *staticReader) chunk(name string, doc int32) (int32, error) {
	t, _ := r.term(name, false)
	p, chunks := t.postings()
	i, _ := slices.BinarySearch(p.docs, doc)
	return chunks[i], nil
}

func (t staticTerm) postings() (p postings, chunks []int32) {
	b := byteReader{t.block}
	doc := 0
	for range t.df {
		doc += b.int()
		p.docs = append(p.docs, int32(doc))
	}
	p.masks, p.impacts, chunks = make([]partSet, t.df), make([]byte, t.df), make([]int32, t.df)
	if isKey(t.name) {
		return p, chunks
	}
	masks := b.bytes(t.df)
	copy(p.impacts, b.bytes(t.df))
	for i, m := range masks {
		p.masks[i] = partSet(m &^ chunkFollows)
		if m&chunkFollows != 0 {
			chunks[i] = int32(b.int())
		}
	}
	return p, chunks
}

func (r *staticReader) positions(name string) (func(i int, p part) []int32, error) {
	t, _ := r.term(name, true)
	p, _ := t.postings()
	all := make([][parts][]int32, t.df)
	b := byteReader{t.positions}
	for i, mask := range p.masks {
		for in := range part(parts) {
			at := 0
			for more := mask.has(in); more; {
				v := b.int()
				at += v >> 1
				more = v&1 != 0
				all[i][in] = append(all[i][in], int32(at))
			}
		}
	}
	return func(i int, p part) []int32 { return all[i][p] }, nil
}

func (r *staticReader) words(prefix string) ([]listed, error) {
	var list []listed
	for i := r.meta.Words.place(prefix); i >= 0 && i < len(r.meta.Words.From); i++ {
		b := byteReader{r.load("w/" + r.meta.Words.file(i))}
		before := ""
		for range b.int() {
			before = before[:b.int()] + b.string()
			w := listed{surface: before, count: b.int()}
			w.term = before[:len(before)-b.int()]
			w.term += b.string()
			if strings.HasPrefix(before, prefix) && isKey(before) == isKey(prefix) {
				list = append(list, w)
			} else if compareUTF16(before, prefix) > 0 && !strings.HasPrefix(before, prefix) {
				return list, nil
			}
		}
	}
	return list, nil
}

func (r *staticReader) terms(prefix string, most int) ([]string, error) {
	var list []string
	for i := r.meta.Terms.place(prefix); i >= 0 && i < len(r.meta.Terms.From); i++ {
		for _, t := range r.shard(i, false) {
			if len(list) == most || compareUTF16(t.name, prefix) > 0 && !strings.HasPrefix(t.name, prefix) {
				return list, nil
			}
			if strings.HasPrefix(t.name, prefix) && isKey(t.name) == isKey(prefix) {
				list = append(list, t.name)
			}
		}
	}
	return list, nil
}

func (r *staticReader) days() ([]int, error) {
	b := byteReader{r.load("days/" + r.meta.Days)}
	var list []int
	for range b.int() {
		list = append(list, noDay)
	}
	for day := 0; len(b.data) > 0; {
		day += b.int()
		list = append(list, day)
	}
	return list, nil
}

func (r *staticReader) facets(group string) ([]*facet, error) {
	if r.meta.Facets[group] == "" {
		return nil, nil
	}
	b := byteReader{r.load("f/" + r.meta.Facets[group])}
	var list []*facet
	for range b.int() {
		f := &facet{group: group, value: b.string(), name: b.string()}
		if f.name == "" {
			f.name = f.value
		}
		doc := 0
		for range b.int() {
			doc += b.int()
			f.docs = append(f.docs, int32(doc))
		}
		list = append(list, f)
	}
	return list, nil
}

func (r *staticReader) text(doc, chunk int32) ([]byte, string, error) {
	name := "d/" + strconv.Itoa(int(doc))
	if chunk > 0 {
		name += "-" + strconv.Itoa(int(chunk))
	}
	return r.load(name), "", nil
}

func (r *staticReader) ask(query string, o Asking) Answer {
	r.t.Helper()
	a, err := ask(query, languageOf(r.meta.Language), r, r, o)
	if err != nil {
		r.t.Fatal(err)
	}
	return a
}
