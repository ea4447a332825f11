package site

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/demotest"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/output"
)

// demoBook reads the demo, and the options to build it with.
func demoBook(t testing.TB) (*incident.Book, Options) {
	t.Helper()
	book, cfg := demotest.Book(t)
	assets := fstest.MapFS{"pictures/logo.svg": {Data: []byte("<svg/>")}, "more.css": {Data: []byte("b{}")}}
	return book, Options{Config: cfg, Source: demo.Files, Assets: assets, Drafts: true}
}

// What is rendered when it is asked for, by many at once, is what Build writes.
func TestPlannedIsBuilt(t *testing.T) {
	book, o := demoBook(t)
	var sink output.Memory
	stats, _, err := Build(context.Background(), book, o, &sink)
	if err != nil {
		t.Fatal(err)
	}
	planned, _, err := Open(book, o)
	if err != nil {
		t.Fatal(err)
	}
	built := names(t, sink.FS())
	if got := names(t, planned); !slices.Equal(got, built) {
		t.Errorf("planned\n%q\nbuilt\n%q", got, built)
	}
	if planned.Stats() != stats || stats.Files != len(built) {
		t.Errorf("planned %+v, built %+v, %d files", planned.Stats(), stats, len(built))
	}
	var readers sync.WaitGroup
	for _, name := range built {
		readers.Go(func() {
			want, _ := fs.ReadFile(sink.FS(), name)
			if got, err := planned.ReadFile(name); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s differs: %v", name, err)
			}
		})
	}
	readers.Wait()
}

func names(t *testing.T, files fs.FS) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

func TestPlannedIsAFileSystem(t *testing.T) {
	book, _, err := content.Load(context.Background(), booktest.Files(2), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	book.People, book.Technologies = nil, nil
	planned, _, err := Open(book, Options{Config: config.Default()})
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(planned, "index.html", "reviews/index.json", "404.html"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"nowhere", "404.html/index.json", "about/index.json", "reviews/nothing/index.html"} {
		if _, err := planned.ReadFile(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Layouts and assets are read anew only when they have changed.
func TestLookIsTakenOver(t *testing.T) {
	book, o := demoBook(t)
	open := func(o Options) *Planned {
		t.Helper()
		s, _, err := Open(book, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := open(o)
	o.Before = first
	if open(o).press.look != first.press.look {
		t.Error("made again, though nothing changed")
	}
	for what, changed := range map[string]Options{
		"assets":  {Config: o.Config, Before: first, Assets: fstest.MapFS{"more.css": {Data: []byte("i{}")}}},
		"layouts": {Config: o.Config, Before: first, Assets: o.Assets, Layouts: fstest.MapFS{"home.html": {Data: []byte(`{{define "main"}}mine{{end}}`)}}},
		"theme":   {Config: config.Config{Theme: config.Theme{Accent: "#123456"}}, Before: first, Assets: o.Assets},
	} {
		if open(changed).press.look == first.press.look {
			t.Errorf("%s: taken over, though they changed", what)
		}
	}
}
