package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
)

// A source is one review as it lies in the repository.
type source struct {
	path         string // of the Markdown file
	bundle       string // the folder of a bundle; empty for a single file
	place        string // the folder in which all reviews lie
	perspectives []string
	transcript   string
}

// name is what the review is called on disk, without an extension.
func (s source) name() string {
	if s.bundle != "" {
		return path.Base(s.bundle)
	}
	return stem(s.path)
}

// stem returns a file's name without its extension.
func stem(file string) string {
	name := path.Base(file)
	return strings.TrimSuffix(name, path.Ext(name))
}

// A folder is what one directory holds of interest.
type folder struct {
	path         string
	index        string   // its index.md, else its README.md
	documents    []string // its other Markdown files
	folders      []*folder
	perspectives *folder
	transcript   string
}

// A walker reads directories and leaves out what is no content.
type walker struct {
	fsys      fs.FS
	ignore    []string
	elsewhere []string // places of other content, not entered from this one
	recaller  *recaller
	problems  diag.List
}

// walkReviews finds all reviews below a place, sorted by path.
func walkReviews(fsys fs.FS, c config.Config, r *recaller) ([]source, diag.List, error) {
	w := walker{fsys: fsys, ignore: c.Ignore, elsewhere: otherPlaces(c.Places), recaller: r}
	root, err := w.folder(c.Places.Reviews)
	if err != nil || root == nil {
		return nil, w.problems, err
	}
	var list []source
	for _, s := range w.sources(root, nil) {
		s.place = root.path
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b source) int { return strings.Compare(a.path, b.path) })
	return list, w.problems, nil
}

// walkDocuments finds all Markdown files below a place, sorted by path.
func walkDocuments(fsys fs.FS, c config.Config, place string, r *recaller) ([]string, diag.List, error) {
	w := walker{fsys: fsys, ignore: c.Ignore, recaller: r}
	root, err := w.folder(place)
	if err != nil || root == nil {
		return nil, w.problems, err
	}
	list := root.all(nil)
	slices.Sort(list)
	return list, w.problems, nil
}

// otherPlaces are the folders that hold no reviews although they may lie below
// the one that does.
func otherPlaces(p config.Places) []string {
	list := []string{p.People, p.Teams, p.Services, p.Tags, p.Factors, p.Calendar, p.Patterns, p.Pages, "layouts", "assets"}
	return slices.DeleteFunc(list, func(s string) bool { return s == p.Reviews })
}

// folder reads a directory and those below it. It is nil if there is none.
func (w *walker) folder(dir string) (*folder, error) {
	entries, err := fs.ReadDir(w.fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read folder %q: %w", dir, err)
	}
	f := &folder{path: dir}
	for _, e := range entries {
		if err := w.add(f, path.Join(dir, e.Name()), e); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (w *walker) add(f *folder, file string, e fs.DirEntry) error {
	switch {
	case w.ignored(file):
		return nil
	case e.IsDir():
		return w.addFolder(f, file)
	case !e.Type().IsRegular():
		w.warn(file, "symbolic-link", "not a regular file; it is left out", "put the file itself in its place")
	case isIndex(file):
		f.addIndex(file)
	case isMarkdown(file):
		f.documents = append(f.documents, file)
	case e.Name() == "transcript.jsonl":
		f.transcript = file
	default:
		return nil
	}
	w.recaller.see(file, e)
	return nil
}

func (w *walker) addFolder(f *folder, dir string) error {
	if slices.Contains(w.elsewhere, dir) {
		return nil
	}
	sub, err := w.folder(dir)
	if err != nil {
		return err
	}
	if path.Base(dir) == "perspectives" {
		f.perspectives = sub
		return nil
	}
	f.folders = append(f.folders, sub)
	return nil
}

// addIndex keeps index.md rather than README.md where a folder has both.
func (f *folder) addIndex(file string) {
	if f.index == "" || strings.EqualFold(stem(file), "index") {
		f.index = file
	}
}

// sources appends the reviews of a folder and those below it. A README.md beside
// other documents is a listing for the code host's visitors, and no review.
func (w *walker) sources(f *folder, list []source) []source {
	for _, d := range f.documents {
		list = append(list, source{path: d})
	}
	folders := f.folders
	if f.perspectives != nil {
		folders = append(folders, f.perspectives)
	}
	for _, sub := range folders {
		if w.isBundle(sub) {
			list = append(list, sub.bundle())
			continue
		}
		list = w.sources(sub, list)
	}
	return list
}

// isBundle tells whether the folder is one review: it has an index and no other
// Markdown. A folder with perspectives or a conversation is meant as a bundle
// whatever else lies in it; that is reported and left out.
func (w *walker) isBundle(f *folder) bool {
	if f.index == "" {
		return false
	}
	others := f.documents
	for _, sub := range f.folders {
		others = sub.all(others)
	}
	if len(others) == 0 {
		return true
	}
	if f.perspectives == nil && f.transcript == "" {
		return false
	}
	for _, o := range others {
		w.warn(o, "beside-index", "left out: the folder is one review, "+path.Base(f.index),
			"put it into perspectives/ if it is somebody's account, or beside the folder if it is a review of its own")
	}
	return true
}

func (f *folder) bundle() source {
	s := source{path: f.index, bundle: f.path, transcript: f.transcript}
	if f.perspectives != nil {
		s.perspectives = f.perspectives.documents
	}
	return s
}

// all appends every Markdown file of the folder and below, listings too where
// they stand alone.
func (f *folder) all(list []string) []string {
	list = append(slices.Clip(list), f.documents...)
	if f.index != "" && len(f.documents) == 0 && len(f.folders) == 0 {
		list = append(list, f.index)
	}
	for _, sub := range f.folders {
		list = sub.all(list)
	}
	if f.perspectives != nil {
		list = f.perspectives.all(list)
	}
	return list
}

// ignored tells whether a file or folder is no content.
func (w *walker) ignored(file string) bool {
	name := path.Base(file)
	if strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") && name != "." {
		return true
	}
	return slices.ContainsFunc(w.ignore, func(glob string) bool { return matches(glob, file) })
}

func (w *walker) warn(file, rule, message, hint string) {
	w.problems = append(w.problems, diag.Problem{
		Position: diag.Position{File: file},
		Rule:     rule, Severity: diag.Warning, Message: message, Hint: hint,
	})
}

func isMarkdown(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

func isIndex(file string) bool {
	name := strings.ToLower(stem(file))
	return isMarkdown(file) && (name == "index" || name == "readme")
}
