package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// oldSite is what lies in the target before a build.
type oldSite struct {
	root   string
	exists bool
	marked bool // carries the Marker
	mode   fs.FileMode
	sizes  map[string]int64 // of the regular files, by name
	strays int              // symbolic links and the like, which no build makes
}

// readOldSite lists the files below root, and refuses a directory that casebook
// did not make. Symbolic links are counted, never followed.
func readOldSite(root string) (oldSite, error) {
	s := oldSite{root: root, sizes: map[string]int64{}}
	info, err := os.Lstat(root)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("open the output: %w", err)
	}
	s.exists, s.mode = true, info.Mode().Perm()|info.Mode()&fs.ModeSetgid
	if err := s.recognise(); err != nil {
		return s, err
	}
	if err := filepath.WalkDir(root, s.enter); err != nil {
		return s, fmt.Errorf("read the old site: %w", err)
	}
	delete(s.sizes, Marker)
	return s, nil
}

// recognise looks for the marker of a directory that may be replaced.
func (s *oldSite) recognise() error {
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return fmt.Errorf("open the output: %w", err)
	}
	for _, e := range entries {
		switch e.Name() {
		case Marker:
			s.marked = e.Type().IsRegular()
		case ".git":
			return fmt.Errorf("replace %q: it holds a Git repository (.git); choose another --output and copy the site from there", s.root)
		}
	}
	if len(entries) > 0 && !s.marked {
		return fmt.Errorf("replace %q: casebook did not make this directory, and its files would be lost; choose another --output, or empty it first", s.root)
	}
	return nil
}

func (s *oldSite) enter(path string, d fs.DirEntry, err error) error {
	if err != nil || d.IsDir() {
		return err
	}
	if !d.Type().IsRegular() {
		s.strays++
		return nil
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	name, err := filepath.Rel(s.root, path)
	s.sizes[filepath.ToSlash(name)] = info.Size()
	return err
}

// has tells whether the old site has a file of this name and content.
// Comparing costs a fraction of writing.
func (s *oldSite) has(name string, data []byte) bool {
	size, found := s.sizes[name]
	if !found || size != int64(len(data)) {
		return false
	}
	f, err := os.Open(s.path(name))
	if err != nil {
		return false // it is written anew
	}
	defer f.Close()
	return sameContent(f, data)
}

// sameContent tells whether f holds data and nothing else.
func sameContent(f *os.File, data []byte) bool {
	buf := make([]byte, min(len(data)+1, 64<<10))
	for {
		n, err := f.Read(buf)
		if !bytes.HasPrefix(data, buf[:n]) {
			return false
		}
		data = data[n:]
		if err != nil {
			return err == io.EOF && len(data) == 0
		}
	}
}

// without counts what the old site has and a site with these names has not.
func (s *oldSite) without(names *names) int {
	gone := s.strays
	for name := range s.sizes {
		if !names.has(name) {
			gone++
		}
	}
	return gone
}

func (s *oldSite) path(name string) string {
	return filepath.Join(s.root, filepath.FromSlash(name))
}

// keepFile makes from appear as to, with its times. A hard link costs least; a
// disk that has none, or forbids it, gets a copy.
func keepFile(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	if err := copyFile(from, to); err != nil {
		return fmt.Errorf("keep %q: %w", from, err)
	}
	return nil
}

func copyFile(from, to string) error {
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}
