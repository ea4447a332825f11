package site

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"

	"github.com/casebook-dev/casebook/layouts"
)

// parseTemplates reads every layout with the parts that they share. Files of
// over, which may be nil, take the place of built-in ones of the same name.
func parseTemplates(over fs.FS) (map[string]*template.Template, error) {
	shared := template.New("layouts")
	parts, err := fs.Glob(layouts.Files, "parts/*.html")
	if err != nil {
		return nil, fmt.Errorf("list layout parts: %w", err)
	}
	for _, name := range append([]string{"base.html"}, parts...) {
		if err := parseInto(shared, name, over); err != nil {
			return nil, err
		}
	}
	names, err := fs.Glob(layouts.Files, "*.html")
	if err != nil {
		return nil, fmt.Errorf("list layouts: %w", err)
	}
	set := make(map[string]*template.Template, len(names))
	for _, name := range names {
		if name == "base.html" {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("clone layout %q: %w", "base.html", err)
		}
		if err := parseInto(t, name, over); err != nil {
			return nil, err
		}
		set[name] = t
	}
	return set, nil
}

func parseInto(t *template.Template, name string, over fs.FS) error {
	src, err := readOver(over, layouts.Files, name)
	if err != nil {
		return fmt.Errorf("read layout %q: %w", name, err)
	}
	if _, err := t.New(path.Clean(name)).Parse(string(src)); err != nil {
		return fmt.Errorf("parse layout %q: %w", name, err)
	}
	return nil
}

// readOver reads a file of the book's own, else the built-in one.
func readOver(over, builtin fs.FS, name string) ([]byte, error) {
	if over != nil {
		src, err := fs.ReadFile(over, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return src, err
		}
	}
	return fs.ReadFile(builtin, name)
}
