package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Planned site knows all its files and renders each when it is read, as Build
// would. It is an [fs.FS] that many goroutines may read.
type Planned struct {
	press  *press
	plan   []page
	pages  map[string]int // the place in the plan of each file's page
	stats  Stats
	folder func() map[string][]fs.DirEntry // made when first asked for
}

// Open plans the site of a book and renders none of it yet. Problems are those
// of Build.
func Open(book *incident.Book, o Options) (*Planned, diag.List, error) {
	p, err := newPress(book, o)
	if err != nil {
		return nil, nil, err
	}
	plan, problems := p.plan()
	s := &Planned{press: p, plan: plan, pages: make(map[string]int, 2*len(plan)), stats: newStats(plan)}
	for i, pg := range plan {
		for _, name := range pg.files() {
			s.pages[name] = i
		}
	}
	s.folder = sync.OnceValue(s.folders)
	return s, problems, nil
}

// Stats are what Build would make of the plan.
func (s *Planned) Stats() Stats { return s.stats }

// ReadFile renders one file.
func (s *Planned) ReadFile(name string) ([]byte, error) {
	i, ok := s.pages[name]
	if !ok {
		return nil, s.refuse("read", name)
	}
	pg := s.plan[i]
	wanted := oneFile{name: name}
	if err := pg.write(s.press, &wanted); err != nil {
		return nil, fmt.Errorf("write page %q: %w", pg.file(), err)
	}
	return wanted.data, nil
}

// refuse says why a name is no file that can be read.
func (s *Planned) refuse(op, name string) error {
	if !fs.ValidPath(name) || s.folder()[name] != nil {
		return &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder.
func (s *Planned) ReadDir(name string) ([]fs.DirEntry, error) {
	list, ok := s.folder()[name]
	if !ok {
		return nil, s.refuse("readdir", name)
	}
	return slices.Clone(list), nil
}

// Stat describes a folder, or a file, which must be rendered for its size.
func (s *Planned) Stat(name string) (fs.FileInfo, error) {
	f, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	return f.Stat()
}

// Open opens a folder, or renders a file.
func (s *Planned) Open(name string) (fs.File, error) {
	if list, ok := s.folder()[name]; ok {
		return &openedFolder{plannedEntry: plannedEntry{site: s, path: name, dir: true}, rest: list}, nil
	}
	data, err := s.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &openedFile{bytes.NewReader(data), plannedEntry{site: s, path: name}}, nil
}

// A oneFile is a sink that keeps one file.
type oneFile struct {
	name string
	data []byte
}

func (f *oneFile) Write(name string, data []byte) error {
	if name == f.name {
		f.data = bytes.Clone(data)
	}
	return nil
}
