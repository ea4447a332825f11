package search

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

// A pick is a value that people choose from a list: a service, a year.
type pick struct{ group, value, name string }

// groups are those that people choose values of, in the order of the lists.
var groups = []string{"service", "team", "person", "tag", "factor", "tech", "party", "severity", "kind", "status", "year"}

// facets are the documents of each value.
type facets struct {
	values map[string]map[string]*facet
}

type facet struct {
	group, value, name string
	docs               []int32
}

func newFacets() *facets { return &facets{map[string]map[string]*facet{}} }

func (f *facets) add(doc int, picks []pick) {
	for _, p := range picks {
		if f.values[p.group] == nil {
			f.values[p.group] = map[string]*facet{}
		}
		v := f.values[p.group][p.value]
		if v == nil {
			v = &facet{group: p.group, value: p.value, name: p.name}
			f.values[p.group][p.value] = v
		}
		v.docs = append(v.docs, int32(doc))
	}
}

func (f *facets) sorted(group string) []*facet {
	return slices.SortedFunc(maps.Values(f.values[group]), func(a, b *facet) int { return compareUTF16(a.value, b.value) })
}

// writeFacets writes a file for each group that has values.
func (s *static) writeFacets() (map[string]string, error) {
	names := map[string]string{}
	for _, group := range groups {
		list := s.facets.sorted(group)
		if len(list) == 0 {
			continue
		}
		content := binary.AppendUvarint(nil, uint64(len(list)))
		for _, f := range list {
			content = f.append(content)
		}
		names[group] = s.sink.name("f/", content)
		if _, err := s.sink.write("f/"+names[group], content); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func (f *facet) append(out []byte) []byte {
	out = appendString(out, f.value)
	if f.name == f.value {
		out = appendString(out, "")
	} else {
		out = appendString(out, f.name)
	}
	out = binary.AppendUvarint(out, uint64(len(f.docs)))
	last := int32(0)
	for _, d := range f.docs {
		out = binary.AppendUvarint(out, uint64(d-last))
		last = d
	}
	return out
}

// writeDays writes on which day each review's incident started.
func (s *static) writeDays() (string, error) {
	unknown := 0
	for unknown < len(s.days) && s.days[unknown] == noDay {
		unknown++
	}
	content := binary.AppendUvarint(nil, uint64(unknown))
	last := 0
	for _, d := range s.days[unknown:] {
		content = binary.AppendUvarint(content, uint64(d-last))
		last = d
	}
	name := s.sink.name("days/", content)
	_, err := s.sink.write("days/"+name, content)
	return name, err
}

// A suggestion is a value that most readers will know.
type suggestion [4]any // group, value, name, reviews

// suggest returns the values of most reviews, of the groups that say what was
// touched.
func (f *facets) suggest() []suggestion {
	const most = 12
	var list []*facet
	for _, group := range []string{"service", "tag", "factor", "tech"} {
		list = append(list, f.sorted(group)...)
	}
	slices.SortStableFunc(list, func(a, b *facet) int { return cmp.Compare(len(b.docs), len(a.docs)) })
	out := []suggestion{}
	for _, v := range list[:min(len(list), most)] {
		out = append(out, suggestion{v.group, v.value, v.name, len(v.docs)})
	}
	return out
}
