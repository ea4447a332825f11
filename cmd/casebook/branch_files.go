package main

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"sync"
)

// beforeFiles are the files where a branch began. Those that it left alone are
// given as the branch has them, with its times, so that whoever reads both sides
// and remembers reads them once.
type beforeFiles struct {
	base, head fs.FS

	mu   sync.Mutex
	same map[string]bool // what was looked at
}

func newBeforeFiles(base, head fs.FS) *beforeFiles {
	return &beforeFiles{base: base, head: head, same: map[string]bool{}}
}

// kept tells whether a file is what it was.
func (f *beforeFiles) kept(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	same, known := f.same[name]
	if !known {
		hash := hashOf(f.base, name)
		same = hash != "" && hash == hashOf(f.head, name)
		f.same[name] = same
	}
	return same
}

// blob is the hash by which Git knows a file where the branch began.
func (f *beforeFiles) blob(name string) string { return hashOf(f.base, name) }

// stand tells whether what was left alone still is: files may change while they
// are read.
func (f *beforeFiles) stand() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, same := range f.same {
		if same && hashOf(f.base, name) != hashOf(f.head, name) {
			return false
		}
	}
	return true
}

// side is where a file is read.
func (f *beforeFiles) side(name string) fs.FS {
	if f.kept(name) {
		return f.head
	}
	return f.base
}

// Open implements fs.FS.
func (f *beforeFiles) Open(name string) (fs.File, error) { return f.side(name).Open(name) }

// ReadFile implements fs.ReadFileFS.
func (f *beforeFiles) ReadFile(name string) ([]byte, error) { return fs.ReadFile(f.side(name), name) }

// Stat implements fs.StatFS.
func (f *beforeFiles) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.side(name), name) }

// ReadDir implements fs.ReadDirFS.
func (f *beforeFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(f.base, name)
	for i, e := range list {
		if file := path.Join(name, e.Name()); e.Type().IsRegular() && f.kept(file) {
			if info, err := fs.Stat(f.head, file); err == nil {
				list[i] = fs.FileInfoToDirEntry(info)
			}
		}
	}
	return list, err
}

// hashOf is the hash by which Git knows a regular file's content; empty where
// there is none.
func hashOf(files fs.FS, name string) string {
	info, err := fs.Stat(files, name)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if hash, ok := info.Sys().(string); ok {
		return hash
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return ""
	}
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
