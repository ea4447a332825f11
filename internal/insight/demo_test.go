package insight

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/demotest"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// demoBook is the demo as its own people see it.
func demoBook(t *testing.T) (*incident.Book, config.Config) {
	t.Helper()
	book, cfg := demotest.Book(t)
	shown, err := edition.Of(book, edition.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return shown, cfg
}

func demoInsights(t *testing.T) *Insights {
	t.Helper()
	book, cfg := demoBook(t)
	return New(book, Options{Config: &cfg})
}

// A rawReview is the front matter of a review, read by nothing of ours but the
// decoder.
type rawReview struct {
	slug string
	day  string
	*frontmatter.Node
}

func (r rawReview) word(path ...string) string {
	n := r.Node
	for _, key := range path {
		n = n.Get(key)
	}
	if n == nil {
		return ""
	}
	return strings.Trim(n.Text, "~ ")
}

func listed(n *frontmatter.Node) []string {
	var list []string
	for _, item := range n.List() {
		list = append(list, item.Text)
	}
	return list
}

// rawWindow is the demo's incidents from November 2024 to October 2026, by their
// front matter alone.
func rawWindow(t *testing.T, kinds ...string) []rawReview {
	t.Helper()
	var list []rawReview
	err := fs.WalkDir(demo.Files, "reviews", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") || strings.Contains(name, "perspectives/") {
			return err
		}
		src, err := fs.ReadFile(demo.Files, name)
		if err != nil {
			return err
		}
		doc, _ := frontmatter.Parse(name, src)
		parts := strings.Split(strings.TrimSuffix(strings.TrimSuffix(name, "/index.md"), ".md"), "/")
		r := rawReview{slug: parts[len(parts)-1], Node: doc.Root}
		r.day = r.slug[:10]
		if r.Node != nil && r.Get("started") != nil {
			r.day = r.word("started")[:10]
		}
		status := "published"
		if r.Node != nil && r.word("status") != "" {
			status = r.word("status")
		}
		kind := "incident"
		if r.Node != nil && r.word("kind") != "" {
			kind = r.word("kind")
		}
		if r.day >= "2024-11-01" && r.day <= "2026-10-31" && slices.Contains(kinds, status) && (kind != "game-day" || slices.Contains(kinds, kind)) {
			list = append(list, r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestRelianceAgainstFrontMatter counts who responded for which service anew.
func TestRelianceAgainstFrontMatter(t *testing.T) {
	reviews, people := map[string]int{}, map[string]map[string]int{}
	for _, r := range rawWindow(t, "published", "not-reviewed") {
		if r.Node == nil {
			continue
		}
		for _, service := range listed(r.Get("services")) {
			reviews[service]++
			if people[service] == nil {
				people[service] = map[string]int{}
			}
			for _, p := range r.Get("participants").List() {
				if role := p.Get("role"); role == nil || role.Text != "observer" && role.Text != "reporter" {
					people[service][p.Get("who").Text]++
				}
			}
		}
	}
	got := map[string]ServiceReliance{}
	for _, s := range demoInsights(t).Reliance().Services {
		got[s.Service] = s
	}
	for service, n := range reviews {
		s, ok := got[service]
		if ok != (n >= 3) || ok && len(s.Reviews) != n {
			t.Errorf("%s is in %d reviews, the figure says %d", service, n, len(s.Reviews))
		}
		for _, share := range s.People {
			want := people[service][share.Person]
			if !strings.HasPrefix(share.Person, "colleague-") && share.Reviews != want {
				t.Errorf("%s and %s: %d, want %d", service, share.Person, share.Reviews, want)
			}
		}
		for _, who := range slices.Sorted(maps.Keys(people[service])) {
			there := slices.ContainsFunc(s.People, func(p Share) bool { return p.Person == who })
			if veiled := who == "tamsin" || who == "pavel"; ok && there == veiled {
				t.Errorf("%s and %s: there %v", service, who, there)
			}
		}
	}
}

// TestLearningAgainstFrontMatter counts meetings and days anew.
func TestLearningAgainstFrontMatter(t *testing.T) {
	x := demoInsights(t)
	visitors, days := map[string]int{}, map[string]int{}
	for _, r := range rawWindow(t, "published", "game-day") {
		if r.Node == nil {
			continue
		}
		took := map[string]bool{}
		for _, p := range r.Get("participants").List() {
			took[p.Get("who").Text] = true
		}
		for _, who := range listed(r.Get("review").Get("attended")) {
			if !took[who] && who != "pavel" {
				visitors[r.slug]++
			}
		}
		if resolved, published := r.word("resolved"), r.word("published"); len(resolved) >= 10 && len(published) >= 10 {
			days[r.slug] = int(date(t, published[:10]).Sub(date(t, resolved[:10])).Hours() / 24)
		}
	}
	for _, m := range x.Attendance().Meetings {
		if m.Visitors != visitors[m.Review] {
			t.Errorf("%s: %d visitors, want %d", m.Review, m.Visitors, visitors[m.Review])
		}
	}
	got := x.Publication().Reviews
	for _, p := range got {
		if want, ok := days[p.Review]; !ok || p.Days != want {
			t.Errorf("%s: %d days, want %d", p.Review, p.Days, want)
		}
	}
	if len(got) != len(days) || len(got) == 0 {
		t.Errorf("days of %d reviews, want %d", len(got), len(days))
	}
}

func date(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestRotationsAgainstFrontMatter counts pairs of pagers anew.
func TestRotationsAgainstFrontMatter(t *testing.T) {
	want, months := map[Pair]int{}, map[string]int{}
	for _, r := range rawWindow(t, "published", "not-reviewed") {
		months[r.day[:7]]++
		if r.Node == nil {
			continue
		}
		for _, p := range r.Get("participants").List() {
			for _, pair := range pairsOf(listed(p.Get("on_call"))) {
				want[pair]++
			}
		}
	}
	x := demoInsights(t)
	got := x.Together().Pairs
	for _, c := range got {
		if c.Times != want[c.Pair] {
			t.Errorf("%v: %d times, want %d", c.Pair, c.Times, want[c.Pair])
		}
	}
	if len(got) != len(want) || len(got) == 0 {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
	for _, m := range x.When().Months {
		if len(m.Reviews) != months[m.Month] {
			t.Errorf("%s: %d reviews, want %d", m.Month, len(m.Reviews), months[m.Month])
		}
	}
}
