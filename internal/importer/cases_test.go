package importer

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// Each case names a reader and its options on its first line, holds what is read
// below in/, people that the book knows in people, and what comes out in want.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c := newCase(archive)
			got := c.run()
			if *update {
				c.keep(archive, got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != c.want {
				t.Errorf("%s: run with -update, and read the diff\n--- got\n%s--- want\n%s", name, got, c.want)
			}
		})
	}
}

type importCase struct {
	reader string
	option map[string]string
	in     fstest.MapFS
	names  []string // of in, in order
	people []*incident.Person
	want   string
}

func newCase(a *txtar.Archive) *importCase {
	c := &importCase{in: fstest.MapFS{}, option: map[string]string{}}
	first, _, _ := strings.Cut(string(a.Comment), "\n")
	words := strings.Fields(first)
	c.reader = words[0]
	for _, w := range words[1:] {
		key, value, _ := strings.Cut(w, "=")
		c.option[key] = value
	}
	for _, f := range a.Files {
		switch name, in := strings.CutPrefix(f.Name, "in/"); {
		case in:
			c.in[name] = &fstest.MapFile{Data: f.Data}
			c.names = append(c.names, name)
		case f.Name == "people":
			c.people = peopleOf(string(f.Data))
		case f.Name == "want":
			c.want = string(f.Data)
		}
	}
	return c
}

// peopleOf reads lines of key, name, visibility and handles, with bars between.
func peopleOf(text string) []*incident.Person {
	var list []*incident.Person
	for line := range strings.Lines(text) {
		part := strings.Split(strings.TrimSpace(line), " | ")
		p := &incident.Person{Term: incident.Term{Key: part[0], Name: part[1]}, Visibility: incident.Visibility(part[2])}
		for _, h := range part[3:] {
			system, name, _ := strings.Cut(h, ":")
			p.Handles = append(p.Handles, incident.Handle{System: system, Name: name})
		}
		list = append(list, p)
	}
	return list
}

func (c *importCase) keep(a *txtar.Archive, got string) {
	for i := range a.Files {
		if a.Files[i].Name == "want" {
			a.Files[i].Data = []byte(got)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
}

func (c *importCase) run() string {
	list, err := c.read()
	if err != nil {
		return fmt.Sprintf("error: %v\n", err)
	}
	var b strings.Builder
	for _, e := range list {
		c.write(&b, e)
	}
	return b.String()
}

func (c *importCase) read() ([]Evidence, error) {
	first := ""
	var src []byte
	if len(c.names) > 0 {
		first = c.names[0]
		src = c.in[first].Data
	}
	moment := func(key string) incident.Moment {
		m, _ := incident.ParseMoment(c.option[key], time.UTC)
		return m
	}
	switch c.reader {
	case "slack":
		e, err := Slack(c.in, SlackOptions{Channel: c.option["channel"], Window: Window{moment("from"), moment("to")}})
		return []Evidence{e}, err
	case "transcript":
		e, err := Transcript(first, src, TranscriptOptions{Start: moment("start"), WallClock: c.option["wall-clock"] != ""})
		return []Evidence{e}, err
	case "pagerduty":
		var files []File
		for _, name := range c.names {
			files = append(files, File{name, c.in[name].Data})
		}
		e, err := PagerDuty(files, c.option["incident"])
		return []Evidence{e}, err
	case "statuspage":
		return Statuspage(first, src)
	case "people":
		e, err := Roster(first, src)
		return []Evidence{e}, err
	case "document":
		e, err := Document(first, src)
		return []Evidence{e}, err
	}
	return nil, fmt.Errorf("no reader is called %q", c.reader)
}

func (c *importCase) write(b *strings.Builder, e Evidence) {
	finder, err := redact.New(redact.Options{Names: []string{"Acme Corp"}})
	if err != nil {
		panic(err)
	}
	redaction := Redaction{Finder: finder}
	naming := e.Name(c.people)
	found := e.Redact(redaction)
	for _, n := range e.Notes {
		fmt.Fprintf(b, "note: %s\n", n)
	}
	for _, d := range e.Dropped {
		fmt.Fprintf(b, "left out: %s\n", d)
	}
	for _, u := range naming.Unsure {
		fmt.Fprintf(b, "unsure: %s\n", u)
	}
	for _, f := range found {
		fmt.Fprintf(b, "replaced: %s\n", f)
	}
	files := Profiles(e.People, "people")
	if c.reader != "people" {
		made, err := Draft(e, DraftOptions{Reviews: "reviews", Severities: []string{"critical", "major", "minor"}, People: c.people})
		if err != nil {
			fmt.Fprintf(b, "error: %v\n", err)
			return
		}
		files = append(files, made.Files...)
	}
	if err := redaction.Verify(files); err != nil {
		fmt.Fprintf(b, "error: %v\n", err)
		return
	}
	for _, f := range files {
		fmt.Fprintf(b, "=== %s\n%s", f.Path, f.Data)
		if !bytes.HasSuffix(f.Data, []byte("\n")) {
			b.WriteString("\n")
		}
	}
}
