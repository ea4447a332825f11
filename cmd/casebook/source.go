package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// sourceFlags say where the casebook lies.
type sourceFlags struct{ dir, config string }

func (f *sourceFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "source", "", "the casebook's `DIR` (default: the one around the working directory)")
	cmd.Flags().StringVar(&f.config, "config", "", "the settings `FILE` (default: casebook.yaml in the source, or in its content/)")
}

// A source is the directory of a casebook. Files are read through it, so that
// symbolic links lead nowhere outside.
type source struct {
	dir  string // absolute
	root *os.Root
}

// open finds the casebook and opens it.
func (f *sourceFlags) open() (*source, error) {
	dir, err := f.find()
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the source: %w", err)
	}
	return &source{dir: dir, root: root}, nil
}

func (s *source) close() { s.root.Close() }

func (s *source) files() fs.FS { return s.root.FS() }

// folder returns a folder of the source, or nil if there is none.
func (s *source) folder(name string) fs.FS {
	info, err := s.root.Stat(name)
	if err != nil || !info.IsDir() {
		return nil
	}
	sub, err := fs.Sub(s.files(), name)
	if err != nil {
		return nil
	}
	return sub
}

// find returns the source's directory.
func (f *sourceFlags) find() (string, error) {
	if f.dir != "" {
		dir, err := filepath.Abs(f.dir)
		if err == nil && !isDir(dir) {
			err = fmt.Errorf("open the source %q: not a directory", f.dir)
		}
		return dir, err
	}
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the working directory: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if isCasebook(dir) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("find a casebook: neither here nor in a directory above is a casebook.yaml or content/; name one by --source, or begin one with `casebook init`")
		}
	}
}

// isCasebook tells whether a casebook lies in dir. Settings in a folder called
// content belong to the casebook around it.
func isCasebook(dir string) bool {
	if isDir(filepath.Join(dir, "content")) {
		return true
	}
	_, err := os.Stat(filepath.Join(dir, "casebook.yaml"))
	return err == nil && filepath.Base(dir) != "content"
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// settings returns the settings' text and the name to report them by; no text
// when the casebook has none.
func (s *source) settings(flag string) (name string, text []byte, err error) {
	return settingsOf(s.files(), flag)
}

// settingsOf returns the settings of the casebook in files, or those of the file
// that a flag names.
func settingsOf(files fs.FS, flag string) (name string, text []byte, err error) {
	if flag != "" {
		text, err := os.ReadFile(flag)
		if err != nil {
			return "", nil, fmt.Errorf("read the settings: %w", err)
		}
		return filepath.ToSlash(flag), text, nil
	}
	for _, name := range []string{"casebook.yaml", "content/casebook.yaml"} {
		text, err := fs.ReadFile(files, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", nil, fmt.Errorf("read the settings: %w", err)
		}
		if text == nil {
			text = []byte{}
		}
		return name, text, nil
	}
	return "", nil, nil
}

// settingsFile returns the path of the settings in use; empty without any.
func (s *source) settingsFile(flag string) string {
	if flag != "" {
		return flag
	}
	name, _, err := s.settings("")
	if err != nil || name == "" {
		return ""
	}
	return filepath.Join(s.dir, filepath.FromSlash(name))
}
