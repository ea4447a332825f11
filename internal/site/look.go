package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"html/template"
	"io/fs"
)

// A look is what all pages wear: the parsed layouts, and the bundled styles and
// scripts. It does not change once made, so that sites may share it.
type look struct {
	templates map[string]*template.Template
	bundle    bundle
	sum       []byte // of all that it was made from beside the built-in files
}

// lookOf takes the look of the site before this one if it is the same, because
// bundling and parsing take longer than all else that a change to a review calls
// for.
func lookOf(o Options) (*look, error) {
	sum, err := sumLook(o)
	if err != nil {
		return nil, err
	}
	if o.Before != nil && bytes.Equal(o.Before.press.look.sum, sum) {
		return o.Before.press.look, nil
	}
	l := &look{sum: sum}
	if l.templates, err = parseTemplates(o.Layouts); err != nil {
		return nil, err
	}
	l.bundle, err = newBundle(o.Assets, o.Config.Theme)
	return l, err
}

func sumLook(o Options) ([]byte, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%#v\n", o.Config.Theme)
	for _, over := range []fs.FS{o.Layouts, o.Assets} {
		if err := sumFiles(h, over); err != nil {
			return nil, fmt.Errorf("read layouts and assets: %w", err)
		}
	}
	return h.Sum(nil), nil
}

// sumFiles adds the names and contents of all files of a folder, which may be nil.
func sumFiles(h hash.Hash, over fs.FS) error {
	fmt.Fprintln(h, "folder")
	if over == nil {
		return nil
	}
	err := fs.WalkDir(over, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(over, name)
		fmt.Fprintf(h, "%q %d\n", name, len(data))
		h.Write(data)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
