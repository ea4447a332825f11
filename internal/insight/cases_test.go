package insight

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/edition"
)

var update = flag.Bool("update", false, "rewrite the want/ parts of testdata/*.txtar")

// TestCases reads each archive as a repository and compares what the figures
// named by its want/ files say. The archive's comment tells how the numbers were
// computed by hand. A scope follows the figure's key: want/when@team=stands.
func TestCases(t *testing.T) {
	casetest.Run(t, *update, func(t *testing.T, a *txtar.Archive) {
		fsys := fstest.MapFS{}
		for _, f := range a.Files {
			if !strings.HasPrefix(f.Name, "want/") {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		x := load(t, fsys)
		for i, f := range a.Files {
			if want, ok := strings.CutPrefix(f.Name, "want/"); ok {
				a.Files[i].Data = []byte(printed(t, x, want))
			}
		}
	})
}

// load reads a book as its own people see it.
func load(t testing.TB, fsys fstest.MapFS) *Insights {
	t.Helper()
	var settings []byte
	if f := fsys["casebook.yaml"]; f != nil {
		settings = f.Data
	}
	cfg, problems := config.Parse("casebook.yaml", settings)
	book, more, err := content.Load(context.Background(), fsys, content.Options{Config: cfg})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(problems, more...) {
		if p.Rule != "no-reviews" {
			t.Errorf("%s:%d: %s [%s]", p.File, p.Line, p.Message, p.Rule)
		}
	}
	shown, err := edition.Of(book, edition.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return New(shown, Options{Config: &cfg})
}

// measures are all that can be asked for.
func measures(x *Insights) []Measure {
	return slices.Concat(x.Patterns(), x.Learning(), []Measure{x.Opportunities(), x.GameDays(), x.Facilitators(), x.Actions()})
}

// printed is a figure as text: what it says with the reviews behind it, how much
// is known, and its table.
func printed(t *testing.T, x *Insights, want string) string {
	t.Helper()
	key, scope, scoped := strings.Cut(want, "@")
	if kind, value, _ := strings.Cut(scope, "="); scoped && kind == "team" {
		x = x.Of(Scope{Team: value})
	} else if scoped {
		x = x.Of(Scope{Service: value})
	}
	if slug, ok := strings.CutPrefix(key, "review-"); ok {
		return printedReview(t, x, slug)
	}
	if slug, ok := strings.CutPrefix(key, "rota-"); ok {
		return printedRota(x, slug)
	}
	measures := measures(x)
	i := slices.IndexFunc(measures, func(m Measure) bool { return m.About().Key == key })
	if i < 0 {
		t.Fatalf("no figure is called %q", key)
	}
	f := measures[i].About()
	var b strings.Builder
	for _, finding := range f.Findings {
		fmt.Fprintf(&b, "- %s\n  %s\n", finding.Text, strings.Join(finding.Reviews, " "))
	}
	if len(f.Findings) == 0 {
		fmt.Fprintf(&b, "quiet: %s\n", f.Quiet)
	}
	for _, k := range f.Rests {
		fmt.Fprintf(&b, "known: %s\n", k)
	}
	for _, row := range f.Table.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, cell.String())
		}
		fmt.Fprintf(&b, "| %s\n", strings.Join(cells, " | "))
	}
	return b.String()
}

// printedReview is what is said of one review.
func printedReview(t *testing.T, x *Insights, slug string) string {
	t.Helper()
	r := x.bySlug[slug]
	if r == nil {
		t.Fatalf("no review is called %q", slug)
	}
	var b strings.Builder
	o := x.OfReview(r)
	fmt.Fprintf(&b, "cost %+v\n", o.Coordination)
	for _, in := range o.OffCall {
		fmt.Fprintf(&b, "%s: %d pulled in off call, known for %d of %d\n", in.Service, in.People, in.Known, in.Of)
	}
	v := VoicesOf(r)
	fmt.Fprintf(&b, "heard %s\nabsent %s\n", strings.Join(v.Heard, " "), strings.Join(v.Absent, " "))
	if c := CitedOf(r); c.Messages > 0 {
		fmt.Fprintf(&b, "cited %d of %d\n", c.Cited, c.Messages)
		for _, s := range c.Longest {
			fmt.Fprintf(&b, "uncited %d from %s to %s\n", s.Messages, s.From, s.To)
		}
		talk := x.Chatter(r)
		for _, team := range talk.Teams {
			fmt.Fprintf(&b, "talk %q %d %v\n", team.Team, team.Messages, team.Slices)
		}
		fmt.Fprintf(&b, "silent %s\n", strings.Join(talk.Silent, " "))
	}
	for _, reason := range x.Reasons(r) {
		fmt.Fprintf(&b, "%s: %s\n", reason.Key, reason.Text)
	}
	for _, f := range x.Unfinished(r) {
		fmt.Fprintf(&b, "unfinished: %s\n", f.Text)
	}
	return b.String()
}

// printedRota is who might facilitate one review.
func printedRota(x *Insights, slug string) string {
	var b strings.Builder
	for _, r := range x.book.Reviews {
		if r.Slug == slug {
			for _, s := range x.Suggest(r) {
				fmt.Fprintf(&b, "%s %s\n", s.Person, s.Reason)
			}
		}
	}
	return b.String()
}
