// Package scaffold makes the files that people begin with: a new review at one
// of three depths, and a new casebook that builds at once. It returns files as
// data; whoever calls it writes them.
//
// The questions worth asking stand in a new review as comments: they prompt the
// writer, and no page shows them.
//
// [Past] makes the demo's history of what content/_history tells of it. Each of
// its texts is read into steps; what happens by itself is added;
// then, from today's files backwards, every change is undone ("unwind"), and,
// forwards by their dates, the steps become commits ("wind").
package scaffold

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

//go:embed templates
var files embed.FS

// A File is one file to write; its path is slash-separated, from the root of
// the repository.
type File struct {
	Path string
	Data []byte
}

// Options say what a new review is about.
type Options struct {
	Title   string    // in ordinary words; must not be empty
	Depth   string    // light, standard or deep; empty: standard
	Day     time.Time // when the incident started, by the caller's calendar
	Reviews string    // folder of reviews; empty: content/reviews

	Services []string // keys of what it touched
}

// New makes a review to fill in, in the folder of its year.
func New(o Options) (File, error) {
	if strings.TrimSpace(o.Title) == "" {
		return File{}, fmt.Errorf("make review: the title is empty")
	}
	if o.Depth == "" {
		o.Depth = "standard"
	}
	if !slices.Contains(incident.Depths, o.Depth) {
		return File{}, fmt.Errorf("make review of depth %q: the depths are %s", o.Depth, strings.Join(incident.Depths, ", "))
	}
	if o.Reviews == "" {
		o.Reviews = "content/reviews"
	}
	data, err := fill("review-"+o.Depth+".md", o)
	if err != nil {
		return File{}, err
	}
	name := o.Day.Format(time.DateOnly) + "-" + incident.Key(o.Title) + ".md"
	return File{Path: path.Join(o.Reviews, o.Day.Format("2006"), name), Data: data}, nil
}

// Init makes a casebook with one example of each sort of file. Its README says
// what happens on the code host, where that is one of [Forges].
func Init(title, forge string, day time.Time) ([]File, error) {
	o := struct {
		Title, Forge string
		Day          time.Time
	}{title, forge, day}
	var list []File
	err := fs.WalkDir(files, "templates/init", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel := strings.TrimPrefix(name, "templates/")
		data, err := fill(rel, o)
		if err != nil {
			return err
		}
		list = append(list, File{Path: initPath(strings.TrimPrefix(rel, "init/"), day), Data: data})
		return nil
	})
	return list, err
}

// initPath is where a file of a new casebook goes: embedded names cannot begin
// with a dot, and the example review lies under its year and day.
func initPath(name string, day time.Time) string {
	name = strings.ReplaceAll(name, "dot-", ".")
	name = strings.ReplaceAll(name, "YEAR", day.Format("2006"))
	return strings.ReplaceAll(name, "DAY", day.Format(time.DateOnly))
}

func fill(name string, data any) ([]byte, error) {
	t, err := template.New(path.Base(name)).
		Funcs(template.FuncMap{"quote": strconv.Quote}).
		Option("missingkey=error").
		ParseFS(files, "templates/"+name)
	if err != nil {
		return nil, fmt.Errorf("read template %q: %w", name, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("fill template %q: %w", name, err)
	}
	return b.Bytes(), nil
}
