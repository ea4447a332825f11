package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/incident"
)

// The fields that are read are the fields that the format lists.
func TestReadsEveryField(t *testing.T) {
	fsys := fstest.MapFS{"content/reviews/a.md": {Data: []byte(everyField(incident.Fields(), 0))}}
	_, problems, err := Load(context.Background(), fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Rule == "unknown-key" {
			t.Errorf("listed, but not read: %s", p.Message)
		}
	}
}

// everyField writes front matter in which each field has some value.
func everyField(fields []incident.Field, depth int) string {
	var b strings.Builder
	if depth == 0 {
		b.WriteString("---\n")
	}
	indent := strings.Repeat("  ", depth)
	for _, f := range fields {
		switch f.Form {
		case incident.FormMap:
			fmt.Fprintf(&b, "%s%s:\n%s", indent, f.Key, everyField(f.Fields, depth+1))
		case incident.FormMaps:
			item := everyField(f.Fields, depth+2)
			fmt.Fprintf(&b, "%s%s:\n%s  - %s", indent, f.Key, indent, strings.TrimLeft(item, " "))
		case incident.FormReasons:
			fmt.Fprintf(&b, "%s%s: {x: y}\n", indent, f.Key)
		default:
			fmt.Fprintf(&b, "%s%s: x\n", indent, f.Key)
		}
	}
	if depth == 0 {
		b.WriteString("---\n")
	}
	return b.String()
}

// A book does not depend on how many files are read at once.
func TestSameWhateverTheJobs(t *testing.T) {
	fsys := booktest.Files(60)
	one, problems, err := Load(context.Background(), fsys, Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(one.Reviews) != 60 || len(problems) > 0 {
		t.Errorf("%d reviews, problems: %v", len(one.Reviews), problems)
	}
	for _, jobs := range []int{2, 8} {
		other, otherProblems, err := Load(context.Background(), fsys, Options{Jobs: jobs})
		if err != nil || !reflect.DeepEqual(one, other) || !reflect.DeepEqual(problems, otherProblems) {
			t.Errorf("%d jobs make another book (%v)", jobs, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Load(ctx, booktest.Files(3), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// faulty is a file system in which one file cannot be read.
type faulty struct{ fstest.MapFS }

func (f faulty) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "bad.md") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func TestMachineFault(t *testing.T) {
	fsys := faulty{fstest.MapFS{"content/reviews/bad.md": {Data: []byte("x")}}}
	_, _, err := Load(context.Background(), fsys, Options{})
	if !errors.Is(err, fs.ErrPermission) || !strings.HasPrefix(err.Error(), `read "content/reviews/bad.md": `) {
		t.Errorf("got %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	fsys := fstest.MapFS{
		"content/reviews/a.md":               {Data: make([]byte, maxMarkdown+1)},
		"content/reviews/b/index.md":         {Data: []byte("Whole.")},
		"content/reviews/b/transcript.jsonl": {Data: make([]byte, maxTranscript+1)},
		"content/reviews/c/index.md":         {Data: []byte("Whole.")},
		"content/reviews/c/transcript.jsonl": {Data: []byte(`{"id":"m-1","text":"` + strings.Repeat("x", maxLine) + "\"}\n{\"id\":\"m-2\"}\n")},
	}
	book, problems, err := Load(context.Background(), fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Severity.String()+" "+p.Rule)
	}
	want := []string{"error too-large", "warning too-large", "warning message-too-long"}
	if !reflect.DeepEqual(rules, want) || len(book.Reviews) != 2 || len(book.Reviews[1].Messages) != 1 {
		t.Errorf("got %v and %d reviews", rules, len(book.Reviews))
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("---\ntitle: x\nparticipants: [{who: a, on_call: []}]\n---\n# x\n\n## Follow-ups\n\n- [ ] y\n", `{"id":"m-1","at":"2026-03-14T02:06:31Z"}`)
	f.Add("+++\ntitle = 'x'\n+++\n[a](b.md#c) ![d](../e.png)", "{")
	f.Add("Date: 3 March 2026\n\n## Perspectives\n\n### a\n\nx", "")
	f.Fuzz(func(t *testing.T, review, transcript string) {
		fsys := fstest.MapFS{
			"content/reviews/2026-03-14-a/index.md":         {Data: []byte(review)},
			"content/reviews/2026-03-14-a/transcript.jsonl": {Data: []byte(transcript)},
			"content/people/a.md":                           {Data: []byte(review)},
			"content/calendar/a.md":                         {Data: []byte(review)},
		}
		if _, _, err := Load(context.Background(), fsys, Options{Jobs: 1}); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			fsys := booktest.Files(n)
			b.ReportAllocs()
			for b.Loop() {
				book, _, err := Load(context.Background(), fsys, Options{})
				if err != nil || len(book.Reviews) != n {
					b.Fatalf("%d reviews, %v", len(book.Reviews), err)
				}
			}
		})
	}
}
