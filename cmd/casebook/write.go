package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/casebook-dev/casebook/internal/importer"
	"github.com/casebook-dev/casebook/internal/scaffold"
)

// write puts a file where none is yet.
func (s *source) write(file scaffold.File) error {
	dir := filepath.FromSlash(path.Dir(file.Path))
	if err := s.root.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %q: %w", dir, err)
	}
	f, err := s.root.OpenFile(filepath.FromSlash(file.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %q: %w", file.Path, err)
	}
	_, err = f.Write(file.Data)
	if err := errors.Join(err, f.Close()); err != nil {
		s.root.Remove(filepath.FromSlash(file.Path))
		return fmt.Errorf("write %q: %w", file.Path, err)
	}
	return nil
}

// writeAll puts all the files there, or none.
func (s *source) writeAll(files []scaffold.File) error {
	for _, file := range files {
		if _, err := s.root.Lstat(filepath.FromSlash(file.Path)); err == nil {
			return fmt.Errorf("write %q: it is there already", file.Path)
		}
	}
	for i, file := range files {
		if err := s.write(file); err != nil {
			for _, written := range files[:i] {
				s.root.Remove(filepath.FromSlash(written.Path))
			}
			return err
		}
	}
	return nil
}

// replaceAll writes files over those that are there: each is written beside its
// place first, and all are moved into place once all are written.
func (s *source) replaceAll(files []importer.File) error {
	const suffix = ".casebook-new"
	for i, file := range files {
		beside := scaffold.File{Path: file.Path + suffix, Data: file.Data}
		if err := s.write(beside); err != nil {
			for _, written := range files[:i] {
				s.root.Remove(filepath.FromSlash(written.Path + suffix))
			}
			return err
		}
	}
	for _, file := range files {
		name := filepath.FromSlash(file.Path)
		if err := s.root.Rename(name+suffix, name); err != nil {
			return fmt.Errorf("write %q: %w", file.Path, err)
		}
	}
	return nil
}
