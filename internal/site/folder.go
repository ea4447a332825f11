package site

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// folders lists all folders of the site with what lies in them, sorted by name.
func (s *Planned) folders() map[string][]fs.DirEntry {
	all := map[string][]fs.DirEntry{".": nil}
	var add func(e plannedEntry)
	add = func(e plannedEntry) {
		in := path.Dir(e.path)
		if _, known := all[in]; !known {
			all[in] = nil
			add(plannedEntry{site: s, path: in, dir: true})
		}
		all[in] = append(all[in], e)
	}
	for name := range s.pages {
		add(plannedEntry{site: s, path: name})
	}
	for _, list := range all {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return all
}

// A plannedEntry is a file or folder in its folder.
type plannedEntry struct {
	site *Planned
	path string
	dir  bool
}

func (e plannedEntry) Name() string               { return path.Base(e.path) }
func (e plannedEntry) IsDir() bool                { return e.dir }
func (e plannedEntry) Info() (fs.FileInfo, error) { return e.site.Stat(e.path) }

func (e plannedEntry) Type() fs.FileMode {
	if e.dir {
		return fs.ModeDir
	}
	return 0
}

// A plannedInfo describes an entry. It has no time: the site was never written.
type plannedInfo struct {
	plannedEntry
	size int64
}

func (i plannedInfo) Size() int64        { return i.size }
func (i plannedInfo) Mode() fs.FileMode  { return i.Type() | 0o444 }
func (i plannedInfo) ModTime() time.Time { return time.Time{} }
func (i plannedInfo) Sys() any           { return nil }

// An openedFile is a rendered file being read.
type openedFile struct {
	*bytes.Reader
	entry plannedEntry
}

func (f *openedFile) Stat() (fs.FileInfo, error) { return plannedInfo{f.entry, f.Size()}, nil }
func (f *openedFile) Close() error               { return nil }

// An openedFolder is a folder being listed.
type openedFolder struct {
	plannedEntry
	rest []fs.DirEntry
}

func (f *openedFolder) Stat() (fs.FileInfo, error) { return plannedInfo{f.plannedEntry, 0}, nil }
func (f *openedFolder) Close() error               { return nil }

func (f *openedFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

func (f *openedFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.rest) {
		n = len(f.rest)
	}
	list := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return list, nil
}
