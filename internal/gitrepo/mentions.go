package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Mention is a place in a repository that names something: a commit's message,
// or a file as HEAD has it.
type Mention struct {
	Name   string    // as it was asked for
	Commit string    // in full; empty for a file
	When   time.Time // the commit's, by its committer
	Path   string    // of the file; empty for a commit
}

// maxDocument bounds the files that are searched, in bytes.
const maxDocument = 1 << 20

// Mentions finds the names in the messages of all commits that lead to HEAD, the
// newest first, then in the text files of HEAD, by path. A name counts where it
// stands by itself: RIP-11 is not in RIP-118. Each commit and file counts once for
// each name.
func (r *Repository) Mentions(names []string) ([]Mention, error) {
	head, err := r.ref("HEAD", 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find HEAD: %w", err)
	}
	g, err := r.readGraph(head)
	if g == nil {
		return nil, err
	}
	f := finder{names: names}
	for _, i := range g.order {
		c, err := r.commit(g.nodes[i].hash)
		if err != nil {
			continue // not in this clone
		}
		for _, name := range f.in(c.message) {
			f.found = append(f.found, Mention{Name: name, Commit: g.nodes[i].hash.String(), When: c.committer.when})
		}
	}
	tree, err := r.Tree("HEAD")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			f.document(tree, path)
		}
		return nil // what cannot be read mentions nothing
	})
	return f.found, err
}

// A finder looks for names in texts.
type finder struct {
	names []string
	found []Mention
}

func (f *finder) document(tree fs.FS, path string) {
	info, err := fs.Stat(tree, path)
	if err != nil || info.Size() > maxDocument {
		return
	}
	data, err := fs.ReadFile(tree, path)
	if err != nil || bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0 {
		return
	}
	for _, name := range f.in(string(data)) {
		f.found = append(f.found, Mention{Name: name, Path: path})
	}
}

// in are the names that a text has.
func (f *finder) in(text string) []string {
	var list []string
	for _, name := range f.names {
		if name != "" && standsIn(text, name) {
			list = append(list, name)
		}
	}
	return list
}

// standsIn tells whether a name stands in a text with no letter, digit, hyphen or
// underscore on either side.
func standsIn(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		if !joins(before) && !joins(after) {
			return true
		}
		from = i + 1
	}
}

func joins(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_')
}
