package output

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"
)

// tree is a read-only file system over bytes in memory.
type tree map[string]node

// A node is a file, or a directory with its entries by name.
type node struct {
	name    string // the last part
	data    []byte
	dir     bool
	entries []string // full names
}

func newTree(files map[string][]byte) tree {
	t := tree{".": {name: ".", dir: true}}
	for name, data := range files {
		t[name] = node{name: path.Base(name), data: data}
		t.enter(name)
	}
	for name, n := range t {
		slices.Sort(n.entries)
		t[name] = n
	}
	return t
}

// enter lists name in its directory, which it makes where there is none.
func (t tree) enter(name string) {
	for name != "." {
		dir := path.Dir(name)
		parent, found := t[dir]
		parent.name, parent.dir = path.Base(dir), true
		parent.entries = append(parent.entries, name)
		t[dir] = parent
		if found {
			return
		}
		name = dir
	}
}

// Open implements fs.FS.
func (t tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	n, found := t[name]
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if n.dir {
		return &openDir{info: info{n}, tree: t, rest: n.entries}, nil
	}
	return &openFile{Reader: bytes.NewReader(n.data), info: info{n}}, nil
}

// ReadFile implements fs.ReadFileFS; the caller gets bytes of its own.
func (t tree) ReadFile(name string) ([]byte, error) {
	n, found := t[name]
	if !found {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	if n.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return bytes.Clone(n.data), nil
}

// openFile is a file that can be read from any place, as net/http wants it.
type openFile struct {
	*bytes.Reader
	info info
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openDir struct {
	info info
	tree tree
	rest []string
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.n.name, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (d *openDir) ReadDir(limit int) ([]fs.DirEntry, error) {
	if limit <= 0 {
		limit = len(d.rest)
	} else if len(d.rest) == 0 {
		return nil, io.EOF
	}
	limit = min(limit, len(d.rest))
	entries := make([]fs.DirEntry, limit)
	for i, name := range d.rest[:limit] {
		entries[i] = fs.FileInfoToDirEntry(info{d.tree[name]})
	}
	d.rest = d.rest[limit:]
	return entries, nil
}

// info describes a node. Nothing in memory has a time.
type info struct{ n node }

func (i info) Name() string       { return i.n.name }
func (i info) Size() int64        { return int64(len(i.n.data)) }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.n.dir }
func (i info) Sys() any           { return nil }

func (i info) Mode() fs.FileMode {
	if i.n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
