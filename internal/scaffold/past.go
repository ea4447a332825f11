package scaffold

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Commit is one revision of a repository to write.
type Commit struct {
	Parents   []int // places in the list of those it follows; none: the first
	Author    Signature
	Committer Signature
	Message   string
	Files     []File // all of them, by path
}

// A Signature says who made a commit and when, by their own clock.
type Signature struct {
	Name, Email string
	When        time.Time
}

// PastOptions say of what a past is to be made.
type PastOptions struct {
	Book  *incident.Book // the demo, read
	Files fs.FS          // of which the Book was read
	Texts fs.FS          // what is told of the past, *.txt; see content/_history/README.md
	Under string         // folder of the repository that holds Files; empty: its top
	Extra []File         // files of the repository that come with the first commit
	URL   string         // where the repository is, for the lines that a code host writes
	Mail  string         // the domain of people's addresses
}

// Past returns the commits of the demo's repository, the last being the tip of
// its branch, with the files as they are now. What cannot be made of the texts is
// a problem in one of them, and then there are no commits.
func Past(o PastOptions) ([]Commit, diag.List, error) {
	p := &past{PastOptions: o, files: map[string][]byte{}}
	if err := p.readFiles(); err != nil {
		return nil, nil, err
	}
	if err := p.readTexts(); err != nil {
		return nil, nil, err
	}
	p.complete()
	p.unwind()
	commits := p.wind()
	p.problems.Sort()
	if len(p.problems) > 0 {
		return nil, p.problems, nil
	}
	return commits, nil, nil
}

// A past is the making of one.
type past struct {
	PastOptions
	files    map[string][]byte // as they are now, by path below Files
	texts    []*text
	problems diag.List
}

// A text tells what was done to one review, or to many files.
type text struct {
	file   string           // to report by
	review *incident.Review // nil: the house's
	folder string           // from which files are named first
	steps  []*step          // in order
}

// A step is one thing that somebody did.
type step struct {
	text    *text
	line    int
	when    time.Time
	who     string
	with    []string
	kind    stepKind
	subject string
	body    []string

	files    []*fileStep
	branch   string
	approved []string // with merges; nil: by the review's front matter
}

// A stepKind says what a step is.
type stepKind int

const (
	commits stepKind = iota
	pushes
	merges
	squashes
)

func (k stepKind) ends() bool { return k == merges || k == squashes }

// A fileStep is what a step does to one file.
type fileStep struct {
	step   *step
	path   string // as the file is called now
	was    string // what it was called before; empty: the same
	status string // from here on; empty: as before
	whole  []byte // the file after it; nil: today's, with later edits undone
	edits  []edit

	after version // made by unwind
}

// A version is a file as it was at some time.
type version struct {
	path string
	data []byte
}

func (p *past) warn(file string, line int, message, hint string) {
	p.problems = append(p.problems, diag.Problem{
		Position: diag.Position{File: file, Line: line},
		Rule:     "past", Severity: diag.Error, Message: message, Hint: hint,
	})
}

func (p *past) readFiles() error {
	return fs.WalkDir(p.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && strings.HasPrefix(d.Name(), "_") {
				return fs.SkipDir
			}
			return nil
		}
		p.files[name], err = fs.ReadFile(p.Files, name)
		return err
	})
}

func (p *past) readTexts() error {
	names, err := fs.Glob(p.Texts, "*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		src, err := fs.ReadFile(p.Texts, name)
		if err != nil {
			return fmt.Errorf("read %q: %w", name, err)
		}
		if t := p.readText(name, string(src)); t != nil {
			p.texts = append(p.texts, t)
		}
	}
	return nil
}

// readText reads what is told of the review that has the text's name; nil if
// there is none.
func (p *past) readText(name, src string) *text {
	t := &text{file: "_history/" + name}
	slug := strings.TrimSuffix(name, ".txt")
	for _, r := range p.Book.Reviews {
		if r.Slug == slug {
			t.review, t.folder = r, path.Dir(r.Path)
		}
	}
	if t.review == nil && slug != "house" {
		p.warn(t.file, 0, "there is no review of this name", "name the text for a review's file or folder, or house.txt for what concerns everybody")
		return nil
	}
	parser{past: p, text: t}.parse(src)
	return t
}

// paths are all files by name, sorted.
func (p *past) paths() []string {
	var list []string
	for name := range p.files {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// person returns somebody's profile, or nil.
func (p *past) person(key string) *incident.Person {
	for _, x := range p.Book.People {
		if x.Key == key {
			return x
		}
	}
	return nil
}
