package pullrequest

import (
	"bytes"
	"context"
	"flag"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/incident"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestCases reads testdata/*.txtar: the files of a book on both/ sides, on base/
// and on head/, and the report of it as text, markdown, json and codeowners.
func TestCases(t *testing.T) { casetest.Run(t, *update, fillCase) }

func fillCase(t *testing.T, a *txtar.Archive) {
	base, head := sides(t, a)
	report := Compare(base, head, options(head.Book))
	for i, f := range a.Files {
		var got bytes.Buffer
		var err error
		switch f.Name {
		case "text":
			err = report.WriteText(&got, false)
		case "markdown":
			err = report.WriteMarkdown(&got)
		case "json":
			err = report.WriteJSON(&got)
		case "codeowners":
			got.Write(Codeowners(head.Book, CodeownersOptions{Forge: head.Config.Repository.Forge, Under: "docs"}))
		default:
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		a.Files[i].Data = got.Bytes()
	}
	holdReport(t, report)
}

// sides reads both books.
func sides(t testing.TB, a *txtar.Archive) (base, head Side) {
	t.Helper()
	was, is := fstest.MapFS{}, fstest.MapFS{}
	for _, f := range a.Files {
		file := &fstest.MapFile{Data: f.Data, Mode: 0o644}
		for prefix, to := range map[string][]fstest.MapFS{"both/": {was, is}, "base/": {was}, "head/": {is}} {
			if name, ok := strings.CutPrefix(f.Name, prefix); ok {
				for _, files := range to {
					files[name] = file
				}
			}
		}
	}
	return side(t, "main", was), side(t, "the branch", is)
}

func side(t testing.TB, name string, files fstest.MapFS) Side {
	t.Helper()
	var text []byte
	if f := files["casebook.yaml"]; f != nil {
		text = f.Data
	}
	s := Side{Name: name, Files: files}
	s.Config, s.Problems = config.Parse("casebook.yaml", text)
	book, problems, err := content.Load(context.Background(), files, content.Options{Config: s.Config})
	if err != nil {
		t.Fatal(err)
	}
	s.Book = book
	s.Problems = append(append(s.Problems, problems...), check.Run(book, check.Options{Config: s.Config, Known: content.Rules()})...)
	s.Problems.Sort()
	return s
}

// options stand for what other packages compute: each review is like the next,
// Robin would facilitate, and a figure counts reviews.
func options(b *incident.Book) Options {
	likeness := map[string][]incident.Likeness{}
	for i, r := range b.Reviews {
		if i+1 < len(b.Reviews) {
			likeness[r.Slug] = []incident.Likeness{{Slug: b.Reviews[i+1].Slug, Score: 0.4, Words: []string{"broker", "lookup"}, Services: []string{"consul"}}}
		}
	}
	o := Options{Likeness: func(slug string) []incident.Likeness { return likeness[slug] }}
	o.Suggest = func(*incident.Review) []Suggestion { return []Suggestion{{Who: "robin", Reason: "was not there"}} }
	o.Figures = func(b *incident.Book) []Figure {
		return []Figure{{Key: "consul", Title: "Reviews of consul", Address: "services/consul/", Says: []string{plural(len(b.Reviews), "review")}}, {Key: "still", Title: "Still", Says: []string{"1"}}}
	}
	return o
}

// holdReport holds what is true of every report, in every form.
func holdReport(t *testing.T, r *Report) {
	t.Helper()
	var text, markdown, page, data bytes.Buffer
	for _, err := range []error{r.WriteText(&text, true), r.WriteMarkdown(&markdown), r.WriteHTML(&page, Look{Style: []byte("p{}"), Script: []byte("1")}), r.WriteJSON(&data)} {
		if err != nil {
			t.Error(err)
		}
	}
	for i, c := range strings.ReplaceAll(text.String(), "\x1b[", "") {
		if c < ' ' && c != '\n' || c == 0x7f || c == 0x202e {
			t.Errorf("the terminal gets %q at %d", c, i)
		}
	}
	for form, out := range map[string]*bytes.Buffer{"text": &text, "markdown": &markdown, "json": &data} {
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
				t.Errorf("%s has a line that a runner obeys: %q", form, line)
			}
		}
	}
	if markdown.Len() >= mostMarkdown {
		t.Errorf("%d bytes of Markdown", markdown.Len())
	}
	holdPage(t, page.String())
	back, err := ReadJSON(&data)
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(r.JSON(), back); diff != "" {
		t.Errorf("JSON is read back as another (-written +read):\n%s", diff)
	}
}
