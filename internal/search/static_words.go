package search

import (
	"encoding/binary"
	"maps"
	"slices"
)

// writeWords writes the words as people write them, each with its stem: what the
// beginnings of words and typing errors are looked up in.
func (s *static) writeWords() (shards, error) {
	least := leastCount(len(s.reviews), s.lexicon.lang)
	var list []*form
	for _, f := range s.lexicon.forms {
		if f.count >= least || f.count > 0 && isKey(f.surface) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *form) int { return compareUTF16(a.surface, b.surface) })
	var all shards
	var open []*form
	var size shard
	last := ""
	for _, f := range list {
		if size.full(f.surface, wordSize) {
			if err := s.writeWordShard(&all, last, open); err != nil {
				return all, err
			}
			last, open = open[len(open)-1].surface, open[:0]
		}
		open = append(open, f)
	}
	if len(open) == 0 {
		return all, nil
	}
	return all, s.writeWordShard(&all, last, open)
}

// wordSize is about how many bytes a word takes in its file.
const wordSize = 8

// leastCount is in how many reviews a word must stand to be listed: what stands
// in one of thousands is mostly the identifier of something. Where the list has
// the stems, it has all words.
func leastCount(reviews int, lang language) int32 {
	if reviews < 1000 || lang.stems == stemsListed {
		return 1
	}
	return 2
}

func (s *static) writeWordShard(all *shards, last string, list []*form) error {
	content := binary.AppendUvarint(nil, uint64(len(list)))
	before := ""
	for _, f := range list {
		content = appendShared(content, before, f.surface)
		content = binary.AppendUvarint(content, uint64(f.count))
		kept := 0
		for stem := f.term.name; kept < len(stem) && kept < len(f.surface) && stem[kept] == f.surface[kept]; {
			kept++
		}
		content = binary.AppendUvarint(content, uint64(len(f.surface)-kept))
		content = appendString(content, f.term.name[kept:])
		before = f.surface
	}
	name := s.sink.name("w/", content)
	all.add(last, list[0].surface, name)
	_, err := s.sink.write("w/"+name, content)
	return err
}

// key returns the form of a key, which is its own stem.
func (l *lexicon) key(k key) *form {
	name := k.term()
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.forms[name]
	if f == nil {
		f = &form{surface: name, term: l.term(name)}
		l.forms[name] = f
	}
	return f
}

// tie returns the term of a key as it is, which need not be folded.
func (l *lexicon) tie(group, key string) *term {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.term(group + ":" + key)
}

// stopWords are those that a browser must know.
func (l *lexicon) stopWords() []string {
	return slices.Sorted(maps.Keys(l.lang.stop))
}
