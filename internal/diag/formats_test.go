package diag

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata/*.txtar")

// found are problems of every sort: with and without a place, a hint, a mend.
func found() List {
	return List{
		{Rule: "no-reviews", Message: "there are no reviews yet"},
		{Position: Position{"content/reviews/a.md", 2, 8}, Rule: "colon-in-text", Severity: Error, Message: "a colon reads as a key", Hint: "Write:\ntitle: \"Kafka: lost\"", Mend: Mend{New: `title: "Kafka: lost"`}},
		{Position: Position{"content/reviews/a.md", 3, 1}, Rule: "unknown-key", Severity: Warning, Message: "key \"statsu\" is not known", Hint: "did you mean `status:`?", Mend: Mend{Old: "statsu", New: "status"}},
		{Position: Position{"content/reviews/a.md", 5, 18}, Rule: "counterfactual", Message: "tells what did not happen", Length: 11},
		{Position: Position{"content/reviews/a.md", 5, 18}, Rule: "counterfactual", Message: "tells what did not happen", Mend: Mend{Old: "not there", New: "x"}},
		{Position: Position{File: "content/reviews/a.md", Line: 99}, Rule: "gone", Severity: Warning, Message: "the file is shorter by now"},
		{Position: Position{"content/reviews/ü b.md", 1, 119}, Rule: "far", Message: "far to the right", Length: 15},
		{Position: Position{"content/reviews/ü b.md", 1, 0}, Rule: "whole", Message: "the whole line"},
	}
}

// TestFormats compares the list in each format with the archive.
func TestFormats(t *testing.T) {
	const name = "testdata/formats.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	want := make(map[string]string)
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool {
		format, golden := strings.CutPrefix(f.Name, "want/")
		if golden {
			want[format] = string(f.Data)
		} else {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		return golden
	})
	for _, format := range append(Formats(), "colour") {
		o := Options{Format: format, Source: files, Prefix: "docs", Version: "v1.2.3", Rules: []Rule{{Name: "unknown-key", About: "a key that casebook does not know", Why: "It is not read."}}}
		if format == "colour" {
			o.Format, o.Colour = "", true
		}
		var b bytes.Buffer
		if err := found().Write(&b, o); err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(b.String(), "\x1b", "ESC")
		archive.Files = append(archive.Files, txtar.File{Name: "want/" + format, Data: []byte(got)})
		if diff := cmp.Diff(want[format], got); diff != "" && !*update {
			t.Errorf("%s (- wanted, + got):\n%s", format, diff)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEmptyLists holds that a program can read that nothing was found.
func TestEmptyLists(t *testing.T) {
	for _, format := range Formats() {
		var b bytes.Buffer
		if err := List(nil).Write(&b, Options{Format: format}); err != nil {
			t.Fatal(err)
		}
		switch format {
		case "text", "github":
			if b.Len() > 0 {
				t.Errorf("%s: %q", format, b.String())
			}
		case "junit":
			if err := xml.Unmarshal(b.Bytes(), new(junitSuites)); err != nil || strings.Contains(b.String(), "<failure") {
				t.Errorf("%s: %v in %s", format, err, b.String())
			}
		default:
			if !json.Valid(b.Bytes()) || strings.Contains(b.String(), "null") {
				t.Errorf("%s: %s", format, b.String())
			}
		}
	}
	if err := found().Write(new(bytes.Buffer), Options{Format: "xml"}); err == nil {
		t.Error("an unknown format is written")
	}
	for _, format := range Formats() {
		if found().Write(full{}, Options{Format: format}) == nil {
			t.Errorf("%s: a failed write is not told", format)
		}
	}
}

// hostile is what somebody writes who wants to steer whoever reads the list.
const hostile = "a%0A\r\n::error file=x::owned\n::add-mask::a\n##vso[task.setvariable]\x1b[31m\u202e<script>alert(1)</script>&quot;'\"]]>\x00"

// TestHostileText holds that content cannot leave its place in any format.
func TestHostileText(t *testing.T) {
	l := List{{Position: Position{"content/" + hostile + ",line=1:.md", 1, 1}, Rule: "x" + hostile, Severity: Error, Message: hostile, Hint: hostile, Length: 3, Mend: Mend{New: hostile}}}
	for _, format := range Formats() {
		var b bytes.Buffer
		if err := l.Write(&b, Options{Format: format, Prefix: hostile}); err != nil {
			t.Fatal(err)
		}
		switch format {
		case "github":
			if n := strings.Count(b.String(), "\n"); n != 1 || strings.ContainsAny(b.String(), "\r\x1b\x00") {
				t.Errorf("%s: %d lines: %q", format, n, b.String())
			}
			properties, _, _ := strings.Cut(strings.TrimPrefix(b.String(), "::error "), "::")
			for _, p := range strings.Split(properties, ",") {
				if name, _, ok := strings.Cut(p, "="); !ok || !slices.Contains([]string{"file", "line", "col", "endColumn", "title"}, name) {
					t.Errorf("%s: a property of its own: %q", format, p)
				}
			}
		case "text":
			if strings.ContainsAny(b.String(), "\x1b\x00\r") || strings.Contains(b.String(), "\n::") {
				t.Errorf("%s: %q", format, b.String())
			}
		case "junit":
			var s junitSuites
			if err := xml.Unmarshal(b.Bytes(), &s); err != nil || s.Suite.Tests != 1 {
				t.Errorf("%s: %v in %s", format, err, b.String())
			}
		default:
			if !json.Valid(b.Bytes()) {
				t.Errorf("%s: %s", format, b.String())
			}
		}
	}
}

// TestGitHubShowsTheMostUseful holds the list to what GitHub shows of a step.
func TestGitHubShowsTheMostUseful(t *testing.T) {
	var l List
	for i := range 30 {
		l = append(l, Problem{Position: Position{File: "a.md", Line: i + 1}, Rule: "often", Severity: Warning, Message: "m"})
	}
	l = append(l, Problem{Position: Position{File: "z.md"}, Rule: "rare", Severity: Warning, Message: "m"})
	l = append(l, Problem{Position: Position{File: "z.md"}, Rule: "note", Message: "m"})
	var b bytes.Buffer
	if err := l.Write(&b, Options{Format: "github"}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 11 || !strings.Contains(lines[1], "title=rare") || !strings.Contains(lines[9], "22 more") || !strings.HasPrefix(lines[10], "::notice") {
		t.Errorf("%d lines:\n%s", len(lines), b.String())
	}
}

// TestFingerprintsStay holds that a line put in above changes no fingerprint, and
// that no two problems have one.
func TestFingerprintsStay(t *testing.T) {
	l, moved := found(), found()
	for i := range moved {
		moved[i].Line += 7
	}
	w := &writer{}
	got := l.fingerprints(w)
	if diff := cmp.Diff(got, moved.fingerprints(w)); diff != "" {
		t.Error(diff)
	}
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != len(l) {
		t.Errorf("%d fingerprints for %d problems", n, len(l))
	}
}

// TestSARIF holds logs to SARIF 2.1.0, as far as we write of it, and to what
// refers to what.
func TestSARIF(t *testing.T) {
	root := readSchema(t, "testdata/sarif.schema.json")
	bad := Problem{Position: Position{"content/" + hostile + ".md", 1, 1}, Rule: "x" + hostile, Message: hostile, Hint: hostile, Mend: Mend{New: hostile}}
	files := fstest.MapFS{"content/reviews/a.md": {Data: []byte("---\ntitle: a\nstatsu: draft\n---\nSomebody, perhaps should have asked.\n")}}
	for name, l := range map[string]List{"found": found(), "nothing": nil, "hostile": {bad}} {
		var b bytes.Buffer
		if err := l.Write(&b, Options{Format: "sarif", Source: files, Version: "v1.2.3", Rules: []Rule{{Name: "unknown-key", About: "a", Why: "b"}}}); err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		for _, fault := range root.faults(root, name, v) {
			t.Error(fault)
		}
		var log sarifLog
		if err := json.Unmarshal(b.Bytes(), &log); err != nil {
			t.Fatal(err)
		}
		for i, r := range log.Runs[0].Results {
			if log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
				t.Errorf("%s: result %d: rule %d is not %s", name, i, r.RuleIndex, r.RuleID)
			}
			if g := r.Locations[0].Physical.Region; g != nil && g.EndColumn != 0 && g.EndColumn < g.StartColumn {
				t.Errorf("%s: result %d: region %+v", name, i, g)
			}
		}
	}
}

// TestSchemaFindsFaults holds the test above to logs that are none.
func TestSchemaFindsFaults(t *testing.T) {
	root := readSchema(t, "testdata/sarif.schema.json")
	var b bytes.Buffer
	if err := found().Write(&b, Options{Format: "sarif"}); err != nil {
		t.Fatal(err)
	}
	for good, bad := range map[string]string{
		`"version": "2.1.0"`:        `"version": "2.0.0"`,
		`"level": "error"`:          `"level": "fatal"`,
		`"startLine": 2`:            `"startLine": 0`,
		`"startColumn": 8`:          `"startColumn": "8"`,
		`"columnKind"`:              `"columns"`,
		`content/reviews/%C3%BC`:    `content/reviews/ü`,
		`"name": "casebook"`:        `"name": ""`,
		`"artifactLocation"`:        `"artifact"`,
		`"informationUri": "https:`: `"informationUri": "`,
		`"text": "there are no`:     `"txt": "there are no`,
		`"casebook/v1": "`:          `"n": 7, "casebook/v1": "`,
	} {
		text := strings.Replace(b.String(), good, bad, 1)
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if text == b.String() || len(root.faults(root, "log", v)) == 0 {
			t.Errorf("%s for %s is no fault", bad, good)
		}
	}
}

// TestPrivateLines holds that a line with a secret is shown for no problem on it.
func TestPrivateLines(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("the password is swordfish\nand this may be seen\n")}}
	l := List{
		{Position: Position{"a.md", 1, 17}, Rule: "secret", Message: "a secret stands here", Private: true},
		{Position: Position{"a.md", 1, 1}, Rule: "other", Message: "something else", Mend: Mend{Old: "the", New: "a"}},
		{Position: Position{"a.md", 2, 1}, Rule: "other", Message: "something else"},
	}
	for _, format := range Formats() {
		var b bytes.Buffer
		if err := l.Write(&b, Options{Format: format, Source: files}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "swordfish") || format == "text" && !strings.Contains(b.String(), "and this may be seen") {
			t.Errorf("%s:\n%s", format, b.String())
		}
	}
}
