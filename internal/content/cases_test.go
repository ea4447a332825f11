package content

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

var update = flag.Bool("update", false, "rewrite want/book and want/problems of testdata/*.txtar")

// TestCases loads each archive as a repository and compares the book and the
// problems with its want/book and want/problems. A picture is described by what
// it is: «png 30x20». In sources, ␘ stands for a byte that is no UTF-8.
func TestCases(t *testing.T) {
	casetest.Run(t, *update, func(t *testing.T, a *txtar.Archive) {
		a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want/") })
		fsys := repository(t, a)
		one, eight := load(t, fsys, 1), load(t, fsys, 8)
		if diff := cmp.Diff(one, eight); diff != "" {
			t.Errorf("eight jobs give another book than one:\n%s", diff)
		}
		a.Files = append(a.Files, one...)
	})
}

func repository(t *testing.T, archive *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		data := bytes.ReplaceAll(f.Data, []byte("␘"), []byte{0xff})
		if slices.Contains([]string{".png", ".gif", ".jpg"}, filepath.Ext(f.Name)) {
			data = picture(t, string(f.Data))
		}
		fsys[f.Name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	return fsys
}

func picture(t *testing.T, what string) []byte {
	var format string
	var w, h int
	if _, err := fmt.Sscanf(what, "%s %dx%d", &format, &w, &h); err != nil {
		return []byte(what)
	}
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, w, h))
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, img)
	case "gif":
		err = gif.Encode(&b, img, nil)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func load(t *testing.T, fsys fstest.MapFS, jobs int) []txtar.File {
	c := config.Default()
	var problems diag.List
	if f := fsys["casebook.yaml"]; f != nil {
		c, problems = config.Parse("casebook.yaml", f.Data)
	}
	book, found, err := Load(context.Background(), fsys, Options{Config: c, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	problems = append(problems, found...)
	for _, p := range found {
		listed := slices.ContainsFunc(Rules(), func(r diag.Rule) bool { return r.Name == p.Rule })
		if !listed && p.Severity < diag.Error {
			t.Errorf("the rule %s is not listed", p.Rule)
		}
	}
	var text bytes.Buffer
	if err := problems.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	return []txtar.File{{Name: "want/book", Data: []byte(dump(book))}, {Name: "want/problems", Data: text.Bytes()}}
}

// dump writes a book as text: what is not zero, one fact a line.
func dump(b *incident.Book) string {
	d := dumper{}
	d.value("book", reflect.ValueOf(*b), 0)
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(depth int, format string, args ...any) {
	fmt.Fprintf(d, "%s%s\n", strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
}

func (d *dumper) value(name string, v reflect.Value, depth int) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() || v.IsZero() {
		return
	}
	switch x := v.Interface().(type) {
	case incident.Moment:
		if x.Assumed {
			d.line(depth, "%s: %s (zone assumed)", name, x)
			return
		}
		d.line(depth, "%s: %s", name, x)
		return
	case time.Time:
		d.line(depth, "%s: %s", name, x.Format(time.DateOnly))
		return
	case incident.Narrative:
		d.narrative(name, x, depth)
		return
	case []incident.FieldLine:
		d.line(depth, "%s: %v", name, x)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.line(depth, "%s", name)
		for i := range v.NumField() {
			d.value(v.Type().Field(i).Name, v.Field(i), depth+1)
		}
	case reflect.Slice:
		d.slice(name, v, depth)
	case reflect.String:
		d.line(depth, "%s: %s", name, strings.ReplaceAll(v.String(), "\n", "⏎"))
	default:
		d.line(depth, "%s: %v", name, v.Interface())
	}
}

func (d *dumper) slice(name string, v reflect.Value, depth int) {
	if e := v.Type().Elem(); e.Kind() == reflect.String {
		d.line(depth, "%s: %v", name, v.Interface())
		return
	}
	for i := range v.Len() {
		d.value(name+"[]", v.Index(i), depth)
	}
}

func (d *dumper) narrative(name string, n incident.Narrative, depth int) {
	d.line(depth, "%s: line %d of %s, %d entries, %d statements, %d links", name, n.Line, n.File, len(n.Entries), len(n.Statements), len(n.Links))
	for _, m := range n.Mentions {
		d.line(depth+1, "mentions %s", m.Key)
	}
	for _, e := range n.Entries {
		d.line(depth+1, "%s %v %s", e.At, e.Mentions, e.Text)
	}
}
