package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Tree returns the casebook as it was at a revision: the same files as in the
// source directory, by the same paths. Where the revision has no such directory
// the file system is empty. A symbolic link is one, and cannot be opened: it
// would lead out of the revision.
func (r *Repository) Tree(revision string) (fs.FS, error) {
	h, err := r.resolve(revision)
	if err != nil {
		return nil, fmt.Errorf("find the revision %q: %w", revision, err)
	}
	c, err := r.commit(h)
	if err != nil {
		return nil, err
	}
	root, err := r.sourceTree(c.tree)
	if err != nil {
		return nil, err
	}
	return &treeFS{repo: r, root: root, when: c.committer.when, read: map[plumbing.Hash][]node{}}, nil
}

// sourceTree returns the tree of the source directory within that of the whole
// repository; the empty tree if there is none.
func (r *Repository) sourceTree(root plumbing.Hash) (plumbing.Hash, error) {
	if r.prefix == "" {
		return root, nil
	}
	for name := range strings.SplitSeq(r.prefix, "/") {
		raw, err := r.tree(root)
		if err != nil {
			return root, err
		}
		e, ok, err := lookup(raw, name)
		if err != nil {
			return root, fmt.Errorf("read tree %s: %w", root, err)
		}
		if !ok || !e.mode.isTree() {
			return emptyTree, nil
		}
		root = e.id()
	}
	return root, nil
}

// A treeFS is the files of one revision.
type treeFS struct {
	repo *Repository
	root plumbing.Hash
	when time.Time // of the commit

	mu   sync.Mutex
	read map[plumbing.Hash][]node // directories, by the hash of their tree
}

// A node is one file or directory.
type node struct {
	name string
	mode mode
	hash plumbing.Hash
}

// Open opens a file or directory.
func (t *treeFS) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	info := fileInfo{t, n}
	if n.mode.isTree() {
		list, err := t.list(n.hash)
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		return &openDir{info: info, name: name, rest: entries(t, list)}, nil
	}
	data, err := t.data(n)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{info: info, Reader: bytes.NewReader(data)}, nil
}

// ReadFile returns a file's content.
func (t *treeFS) ReadFile(name string) ([]byte, error) {
	n, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	data, err := t.data(n)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return bytes.Clone(data), nil
}

// ReadDir returns a directory's entries by name.
func (t *treeFS) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.mode.isTree() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	list, err := t.list(n.hash)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	return entries(t, list), nil
}

// Stat describes a file or directory.
func (t *treeFS) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return fileInfo{t, n}, nil
}

func (t *treeFS) data(n node) ([]byte, error) {
	if !n.mode.isFile() {
		return nil, errors.New("not a regular file")
	}
	return t.repo.object(plumbing.BlobObject, n.hash, maxBlob)
}

func (t *treeFS) find(op, name string) (node, error) {
	if !fs.ValidPath(name) {
		return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	at := node{name: ".", mode: modeTree, hash: t.root}
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if !at.mode.isTree() {
			return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		list, err := t.list(at.hash)
		if err != nil {
			return node{}, &fs.PathError{Op: op, Path: name, Err: err}
		}
		i, found := slices.BinarySearchFunc(list, part, func(n node, name string) int { return strings.Compare(n.name, name) })
		if !found {
			return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		at = list[i]
	}
	return at, nil
}

// list returns a directory's entries by name, each name once; names that no file
// can have are left out.
func (t *treeFS) list(h plumbing.Hash) ([]node, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if list, known := t.read[h]; known {
		return list, nil
	}
	raw, err := t.repo.tree(h)
	if err != nil {
		return nil, err
	}
	var list []node
	for len(raw) > 0 {
		var e entry
		if e, raw, err = nextEntry(raw); err != nil {
			return nil, fmt.Errorf("read tree %s: %w", h, err)
		}
		if name := string(e.name); fs.ValidPath(name) && name != "." && !strings.Contains(name, "/") {
			list = append(list, node{name, e.mode, e.id()})
		}
	}
	slices.SortStableFunc(list, func(a, b node) int { return strings.Compare(a.name, b.name) })
	list = slices.CompactFunc(list, func(a, b node) bool { return a.name == b.name })
	t.read[h] = list
	return list, nil
}

func entries(t *treeFS, list []node) []fs.DirEntry {
	out := make([]fs.DirEntry, len(list))
	for i, n := range list {
		out[i] = fs.FileInfoToDirEntry(fileInfo{t, n})
	}
	return out
}

// A fileInfo describes a node. Its size is looked up only when it is asked for.
type fileInfo struct {
	tree *treeFS
	node node
}

func (f fileInfo) Name() string       { return path.Base(f.node.name) }
func (f fileInfo) ModTime() time.Time { return f.tree.when }
func (f fileInfo) IsDir() bool        { return f.node.mode.isTree() }

// Sys returns the hash of the content, in hexadecimal.
func (f fileInfo) Sys() any { return f.node.hash.String() }

// Size returns a file's size, or 0 where this clone does not have it.
func (f fileInfo) Size() int64 {
	if !f.node.mode.isFile() {
		return 0
	}
	return f.tree.repo.size(f.node.hash)
}

// Mode says what sort of file it is; all of them can only be read.
func (f fileInfo) Mode() fs.FileMode {
	switch {
	case f.node.mode.isTree():
		return fs.ModeDir | 0o555
	case f.node.mode&modeKind == modeLink:
		return fs.ModeSymlink | 0o444
	case f.node.mode.isFile():
		return 0o444
	}
	return fs.ModeIrregular
}

type openFile struct {
	info fileInfo
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openDir struct {
	info fileInfo
	name string
	rest []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

// ReadDir returns the next n entries, or all that are left.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	list := d.rest[:n]
	d.rest = d.rest[n:]
	return list, nil
}
