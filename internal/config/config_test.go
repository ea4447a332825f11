package config

import (
	"bytes"
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/incident"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata/*.txtar")

// TestCases reads each NAME.yaml of an archive and compares what it changes of
// the defaults, and its problems, with NAME.yaml.want.
func TestCases(t *testing.T) { casetest.Run(t, *update, fillCase) }

func fillCase(_ *testing.T, a *txtar.Archive) {
	var out []txtar.File
	for _, f := range a.Files {
		if !strings.HasSuffix(f.Name, ".want") {
			out = append(out, f, txtar.File{Name: f.Name + ".want", Data: describe(f.Name, f.Data)})
		}
	}
	a.Files = out
}

// describe writes the settings that are not the default ones, then the problems.
func describe(name string, src []byte) []byte {
	var b bytes.Buffer
	c, problems := Parse(name, src)
	got, usual := reflect.ValueOf(c), reflect.ValueOf(Default())
	for i := range got.NumField() {
		field := got.Type().Field(i).Name
		if field == "File" || reflect.DeepEqual(got.Field(i).Interface(), usual.Field(i).Interface()) {
			continue
		}
		fmt.Fprintf(&b, "%s: %+v\n", field, got.Field(i).Interface())
	}
	if err := problems.WriteText(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestWithoutFile(t *testing.T) {
	c, problems := Parse("casebook.yaml", nil)
	if !reflect.DeepEqual(c, Default()) || len(problems) > 0 {
		t.Errorf("got %+v, %v", c, problems)
	}
}

// TestDefaultsAreOnesOwn holds that nobody's settings reach into another's.
func TestDefaultsAreOnesOwn(t *testing.T) {
	for _, preset := range Presets() {
		c, _ := Parse("x", []byte("preset: "+preset))
		for key := range c.Fields {
			c.Fields[key] = append(c.Fields[key][:0], "changed")
		}
		c.Values["severity"] = nil
		again, _ := Parse("x", []byte("preset: "+preset))
		for key, theirs := range again.Fields {
			if slices.Contains(theirs, "changed") {
				t.Errorf("%s: %s is shared", preset, key)
			}
		}
	}
}

// TestPresetsNameOurFields holds that what a preset maps to exists.
func TestPresetsNameOurFields(t *testing.T) {
	for _, p := range presets() {
		for key, theirs := range p.fields {
			if _, ok := incident.FieldAt(incident.Fields(), key); !ok || len(theirs) == 0 {
				t.Errorf("%s: no field %q", p.name, key)
			}
		}
		for key, values := range p.values {
			for _, ours := range values {
				if key == "severity" && !slices.Contains(Default().Severities, ours) {
					t.Errorf("%s: no severity %q", p.name, ours)
				}
			}
		}
	}
}

func TestKeys(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Keys() {
		parent := k.Name[:max(strings.LastIndex(k.Name, "."), 0)]
		if seen[k.Name] || k.Doc == "" || parent != "" && !seen[parent] {
			t.Errorf("%q: twice, without a line, or before %q", k.Name, parent)
		}
		seen[k.Name] = true
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"settings", "problems"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".yaml") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, _ := Parse("casebook.yaml", src)
		if c.Zone == nil || len(c.Severities) == 0 || c.WorkingHours.Start == c.WorkingHours.End {
			t.Fatalf("not complete: %+v", c)
		}
		if strings.ContainsAny(c.Theme.Accent, ";{}<>\"") || strings.HasPrefix(c.Places.Reviews, "..") || strings.HasPrefix(c.Places.Reviews, "/") {
			t.Fatalf("not safe: %+v", c)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	src := []byte("title: A book\npreset: cstate\ntimezone: Europe/Lisbon\nfields: {started: [date]}\nbots: [robot]\n")
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := Parse("casebook.yaml", src); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
