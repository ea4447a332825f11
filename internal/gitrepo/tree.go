package gitrepo

import (
	"bytes"
	"cmp"
	"errors"

	"github.com/go-git/go-git/v5/plumbing"
)

// A mode says what a tree's entry is.
type mode uint32

// The modes that Git writes. Old ones of files, such as 100664, are files too.
const (
	modeTree   mode = 0o040000
	modeFile   mode = 0o100644
	modeRun    mode = 0o100755
	modeLink   mode = 0o120000
	modeModule mode = 0o160000
	modeKind   mode = 0o170000
)

func (m mode) isTree() bool { return m&modeKind == modeTree }
func (m mode) isFile() bool { return m&modeKind == modeFile&modeKind }

// An entry is one name in a tree. Name and hash lie in the tree's bytes.
type entry struct {
	mode mode
	name []byte
	hash []byte // 20 bytes
}

func (e entry) id() (h plumbing.Hash) {
	copy(h[:], e.hash)
	return h
}

// errTree says that a tree's bytes are none.
var errTree = errors.New("corrupt tree")

// nextEntry reads the first entry of a raw tree.
func nextEntry(raw []byte) (e entry, rest []byte, err error) {
	const hash = 20
	i := 0
	for ; i < len(raw) && i < 8 && raw[i] != ' '; i++ {
		if raw[i] < '0' || raw[i] > '7' {
			return e, nil, errTree
		}
		e.mode = e.mode<<3 | mode(raw[i]-'0')
	}
	if i == 0 || i >= len(raw) || raw[i] != ' ' {
		return e, nil, errTree
	}
	name := raw[i+1:]
	end := bytes.IndexByte(name, 0)
	if end <= 0 || len(name) < end+1+hash {
		return e, nil, errTree
	}
	e.name, e.hash = name[:end:end], name[end+1:end+1+hash]
	return e, name[end+1+hash:], nil
}

// order compares entries as trees are sorted: a directory as if its name ended
// with a slash.
func (e entry) order(o entry) int {
	n := min(len(e.name), len(o.name))
	if c := bytes.Compare(e.name[:n], o.name[:n]); c != 0 {
		return c
	}
	return cmp.Compare(e.after(n), o.after(n))
}

// after returns the byte at a place of the name, with the directory's slash.
func (e entry) after(n int) int {
	switch {
	case n < len(e.name):
		return int(e.name[n])
	case e.mode.isTree():
		return '/'
	}
	return 0
}

// lookup finds a name in a raw tree.
func lookup(raw []byte, name string) (entry, bool, error) {
	for len(raw) > 0 {
		e, rest, err := nextEntry(raw)
		if err != nil {
			return entry{}, false, err
		}
		if string(e.name) == name {
			return e, true, nil
		}
		raw = rest
	}
	return entry{}, false, nil
}
