package gitrepo

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A small repository, made commit by commit. Nothing here needs git.
type made struct {
	commits []Commit
}

func by(name string) Signature {
	return Signature{Name: name, Email: strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@example.org"}
}

// add makes a commit an hour after the one before it in the list. Files are laid
// over those of the first parent; one without content is removed.
func (m *made) add(who Signature, message string, files map[string]string, parents ...int) int {
	n := len(m.commits)
	who.When = time.Date(2026, 3, 14, n, 0, 0, 0, time.UTC)
	c := Commit{Parents: parents, Author: who, Committer: who, Message: message}
	if len(parents) > 0 {
		c.Files = slices.Clone(m.commits[parents[0]].Files)
	}
	for name, data := range files {
		c.Files = slices.DeleteFunc(c.Files, func(f File) bool { return f.Path == name })
		if data != "" {
			c.Files = append(c.Files, File{name, []byte(data)})
		}
	}
	m.commits = append(m.commits, c)
	return n
}

func (m *made) create(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := Create(dir, m.commits); err != nil {
		t.Fatal(err)
	}
	return dir
}

// told returns what is told of one review at a path, with the given notes.
func (m *made) told(t *testing.T, n Notes, r *incident.Review) {
	t.Helper()
	h := historyOf(t, m.create(t), "reviews")
	h.With(n).Tell(&incident.Book{People: people(), Reviews: []*incident.Review{r}})
}

// lines writes revisions so that a person can read them.
func lines(p *incident.Provenance) []string {
	var list []string
	for _, r := range p.Revisions {
		line := fmt.Sprintf("%s: %s, by %s", strings.TrimPrefix(r.File, "reviews/"), r.Subject, r.Author.Name)
		for _, c := range r.CoAuthors {
			line += " with " + c.Name
		}
		if r.PullRequest > 0 {
			line += fmt.Sprintf(", #%d", r.PullRequest)
		}
		for _, a := range r.Approvals {
			line += fmt.Sprintf(", %s (%s)", a.By.Name, a.Source)
		}
		if r.Substance {
			line += fmt.Sprintf(", +%d -%d", r.Added, r.Removed)
		}
		list = append(list, line)
	}
	return list
}

func TestTheStoryOfAReview(t *testing.T) {
	var m made
	ana, bo, dee := by("Ana Maria"), by("Bo Berg"), by("Delia Dee")
	begin := m.add(ana, "Begin", map[string]string{"README.md": "x", "reviews/other.md": "other"})
	draft := m.add(ana, "Draft\n\nCo-authored-by: Bo <bob@noreply.codeberg.org>\nCo-authored-by: Ana Maria <ana@x.org>", map[string]string{"reviews/pump.md": "One two three.\n"}, begin)
	second := m.add(bo, "It was the float\n\nReviewed-by: Delia Dee <d@z.org>", map[string]string{"reviews/pump.md": "One two float.\n"}, draft)
	main := m.add(dee, "Something else", map[string]string{"README.md": "y"}, begin)
	merged := m.add(dee, "Merge pull request #3 from ana/pump\n\nApproved-by: Jan <jan@z.org>", map[string]string{"reviews/pump.md": "One two float.\n", "README.md": "y"}, main, second)
	squash := by("Bo Berg")
	moved := m.add(squash, "Into its year (#4)", map[string]string{"reviews/pump.md": "", "reviews/2026/pump/index.md": "One two float.\n", "reviews/2026/pump/perspectives/bo.md": "I heard it.\n"}, merged)
	m.commits[moved].Committer = Signature{"GitHub", "noreply@github.com", m.commits[moved].Author.When}
	bot := m.add(Signature{Name: "renovate[bot]", Email: "r@x.org"}, "Format", map[string]string{"reviews/2026/pump/index.md": "One *two* float.\n"}, moved)
	m.add(bo, "Front matter", map[string]string{"reviews/2026/pump/index.md": "---\ntitle: Pump\n---\nOne *two* float.\n"}, bot)

	r := &incident.Review{
		Path: "reviews/2026/pump/index.md", Bundle: "reviews/2026/pump", Status: incident.Published,
		Study:        incident.Study{Approvers: []string{"dee"}},
		Perspectives: []incident.Perspective{{Who: "bo", Narrative: incident.Narrative{File: "reviews/2026/pump/perspectives/bo.md"}}},
	}
	m.told(t, Notes{}, r)
	want := []string{
		"2026/pump/index.md: Front matter, by Bo Berg, Delia Dee (front-matter)",
		"2026/pump/index.md: Format, by renovate[bot]",
		"2026/pump/index.md: Into its year (#4), by Bo Berg, #4",
		"2026/pump/perspectives/bo.md: Into its year (#4), by Bo Berg, #4, +3 -0",
		"pump.md: It was the float, by Bo Berg, #3, Delia Dee (trailer), Jan (trailer), +1 -1",
		"pump.md: Draft, by Ana Maria with Bo Berg, #3, Jan (trailer), Delia Dee (merge), +3 -0",
	}
	if diff := cmp.Diff(want, lines(r.Provenance)); diff != "" {
		t.Error(diff)
	}
	if !r.Provenance.Revisions[1].Author.Bot {
		t.Error("a bot is taken for a person")
	}
	if got := r.Published.Time.Format(time.DateOnly); got != "2026-03-14" || r.Published.Precision != incident.DayOnly {
		t.Errorf("published %s", got)
	}
}

// TestNotes holds that what a casebook says of its history counts: commits to
// pass over, pull requests, names.
func TestNotes(t *testing.T) {
	var m made
	one := m.add(by("ana"), "One", map[string]string{"reviews/pump.md": "One.\n"})
	two := m.add(by("Bo Berg"), "Two", map[string]string{"reviews/pump.md": "One two.\n"}, one)
	m.add(by("Delia Dee"), "Three", map[string]string{"reviews/pump.md": "One two three.\n"}, two)
	h := historyOf(t, m.create(t), "reviews")
	hash := func(n int) string {
		for _, rev := range h.files["reviews/pump.md"].revisions {
			if c := h.commits[rev.commit]; strings.HasPrefix(c.message, []string{"One", "Two", "Three"}[n]) {
				return h.graph.nodes[rev.commit].hash.String()
			}
		}
		return ""
	}
	pulls, problems := ParsePulls("pull-requests.json", fmt.Appendf(nil, `{"pull_requests": [{"number": 9, "title": "x", "merged_by": "ana-m", "commits": [%q], "approved": [{"by": "bob"}, {"by": "stranger", "at": "2026-03-14"}]}]}`, hash(2)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r := &incident.Review{Path: "reviews/pump.md"}
	h.With(Notes{
		Mailmap:    []byte("Ana Maria <ana@example.org>\n"),
		IgnoreRevs: []byte("# formatting\n" + strings.ToUpper(hash(1)) + " # wide\nnonsense\n"),
		Pulls:      pulls,
	}).Tell(&incident.Book{People: people(), Reviews: []*incident.Review{r}})
	want := []string{
		"pump.md: Three, by Delia Dee, #9, Bo Berg (pull-request), stranger (pull-request), Ana Maria (merge), +1 -0",
		"pump.md: One, by Ana Maria, +1 -0",
	}
	if diff := cmp.Diff(want, lines(r.Provenance)); diff != "" {
		t.Error(diff)
	}
	if r.Published.Known() {
		t.Error("a review without a status was said to be published")
	}
}

func TestPullsThatCannotBeRead(t *testing.T) {
	for src, want := range map[string]string{
		``:                         "pull-requests.json:1: warning: this cannot be read: unexpected end of JSON input [pull-requests]",
		"{\n\"pull_requests\": 7}": "pull-requests.json:2: warning: this cannot be read: \"pull_requests\" cannot be a number [pull-requests]",
		"{\"pull_requests\": [\n{\"number\": 0},\n{\"number\": \"x\"}]}": "pull-requests.json:2: warning: this pull request has no number [pull-requests]",
		"[": "pull-requests.json:1: warning: this cannot be read: unexpected end of JSON input [pull-requests]",
	} {
		_, problems := ParsePulls("pull-requests.json", []byte(src))
		if len(problems) == 0 {
			t.Errorf("%q: no problem", src)
			continue
		}
		if got, _, _ := strings.Cut(problems[0].String(), "\n"); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", src, got, want)
		}
	}
}

func FuzzParsePulls(f *testing.F) {
	f.Add([]byte(`{"pull_requests": [{"number": 1, "commits": ["x"], "approved": [{"by": "a"}]}, {}]}`))
	f.Fuzz(func(t *testing.T, src []byte) { ParsePulls("x", src) })
}

// TestPublished holds the day on which a review came out: when the first revision
// that does not say otherwise was on the main line.
func TestPublished(t *testing.T) {
	for _, c := range []struct {
		why    string
		texts  []string
		zone   string
		status incident.Status
		want   string
	}{
		{"from the first", []string{"a", "b"}, "UTC", incident.Published, "2026-03-14"},
		{"once it said so", []string{"---\nstatus: draft\n---\n", "---\nstatus: calibrating\n---\n", "---\nstatus: published\n---\n"}, "UTC", incident.Published, "2026-03-14"},
		{"by the casebook's clock", []string{"a"}, "America/Los_Angeles", incident.Published, "2026-03-13"},
		{"in other words", []string{"---\nstate: open\n---\n", "---\nstate: done\n---\n"}, "UTC", incident.Published, "2026-03-14"},
		{"not yet", []string{"---\nstatus: draft\n---\n"}, "UTC", incident.Draft, ""},
	} {
		var m made
		for i, text := range c.texts {
			if i == 0 {
				m.add(by("Ana"), "x", map[string]string{"reviews/pump.md": text})
			} else {
				m.add(by("Ana"), "x", map[string]string{"reviews/pump.md": text}, i-1)
			}
		}
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		r := &incident.Review{Path: "reviews/pump.md", Status: c.status}
		h, err := open(t, m.create(t)).History(config.Config{
			Zone: zone, Places: config.Places{Reviews: "reviews"}, Fields: map[string][]string{"status": {"state"}},
			Values: map[string]map[string]string{"status": {"open": "draft", "done": "published"}},
		})
		if err != nil {
			t.Fatal(err)
		}
		h.With(Notes{}).Tell(&incident.Book{Reviews: []*incident.Review{r}})
		got := ""
		if r.Published.Known() {
			got = r.Published.Time.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	var m made
	n := m.add(by("Ana Maria"), "x", map[string]string{"reviews/pump.md": "a"})
	n = m.add(Signature{Name: "anamaria", Email: "home@z.org"}, "x", map[string]string{"reviews/pump.md": "b"}, n)
	n = m.add(Signature{Name: "Zoë Zed", Email: "zoe@z.org"}, "x\n\nReviewed-by: Zoe Zed <zoe@y.org>", map[string]string{"reviews/pump.md": "c"}, n)
	m.add(Signature{Name: "zz[bot]", Email: "zoe@z.org"}, "x", map[string]string{"reviews/pump.md": "d"}, n)
	h := historyOf(t, m.create(t), "reviews")
	book := &incident.Book{People: people()}
	var got []string
	for _, p := range h.With(Notes{}).SamePerson(book) {
		got = append(got, strings.ReplaceAll(p.Hint, "\n", " "))
	}
	want := []string{
		"if they are, paste this line into .mailmap: Zoe Zed <zoe@y.org> <zoe@z.org>",
		"if they are, paste this line into .mailmap: Ana Maria <ana.maria@example.org> <home@z.org>",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	mailmap := ""
	for _, line := range got {
		mailmap += strings.TrimPrefix(line, "if they are, paste this line into .mailmap: ") + "\n"
	}
	if more := h.With(Notes{Mailmap: []byte(mailmap)}).SamePerson(book); len(more) > 0 {
		t.Errorf("pasted, and still proposed: %v", more)
	}
}

func TestCreateRefuses(t *testing.T) {
	dir := t.TempDir()
	one := func(path string, parents ...int) []Commit {
		return []Commit{{Parents: parents, Message: "m", Files: []File{{Path: path, Data: []byte("x")}}}}
	}
	for _, commits := range [][]Commit{nil, one("../x"), one("a/.GIT/config"), one(""), one("a//b"), one("x", 0), one("x", -1)} {
		if _, err := Create(dir, commits); err == nil {
			t.Errorf("%+v was written", commits)
		}
		if _, err := os.Stat(dir + "/.git"); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("%+v: something was left: %v", commits, err)
		}
	}
	if _, err := Create(dir, one("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, one("x")); err == nil {
		t.Error("a repository was written over another")
	}
}

// TestCreateIsAlwaysTheSame pins the hash of a commit: were it to change, so would
// every address that names one.
func TestCreateIsAlwaysTheSame(t *testing.T) {
	var m made
	n := m.add(by("Ana Maria"), "Begin\n", map[string]string{"a/b.md": "b", "a.md": "a", "a-b/c.md": "c", "ä.md": ""})
	m.add(by("Bo"), "More\n", map[string]string{"a.md": "aa"}, n)
	head, err := Create(t.TempDir(), m.commits)
	if want := "9411b5e805978706dd3a706c0832ba9e6deca4ea"; err != nil || head != want {
		t.Errorf("got %s, %v; want %s", head, err, want)
	}
}

// TestMerges holds that a merge is a revision of its own only if somebody wrote in
// it: Git puts two changes together without being their author.
func TestMerges(t *testing.T) {
	for _, c := range []struct {
		why, ours, theirs, merged string
		want                      []string
	}{
		{"both changed it", "Top.\nMiddle.\nEnd.\nOurs.\n", "Theirs.\nTop.\nMiddle.\nEnd.\n", "Theirs.\nTop.\nMiddle.\nEnd.\nOurs.\n", []string{"ours", "theirs", "first"}},
		{"and it was written anew", "Top.\nOurs.\n", "Top.\nTheirs.\n", "Top.\nBoth.\n", []string{"merge", "ours", "theirs", "first"}},
		{"and something was lost", "Top.\nMiddle.\nEnd.\nOurs.\n", "Theirs.\nTop.\nMiddle.\nEnd.\n", "Theirs.\nMiddle.\nEnd.\nOurs.\n", []string{"merge", "ours", "theirs", "first"}},
		{"one of them was taken", "Top.\nOurs.\n", "Top.\nTheirs.\n", "Top.\nTheirs.\n", []string{"theirs", "first"}},
		{"both did the same", "Top.\nSame.\n", "Top.\nSame.\n", "Top.\nSame.\n", []string{"ours", "first"}},
	} {
		var m made
		first := m.add(by("Ana"), "first", map[string]string{"reviews/pump.md": "Top.\nMiddle.\nEnd.\n"})
		theirs := m.add(by("Bo"), "theirs", map[string]string{"reviews/pump.md": c.theirs}, first)
		ours := m.add(by("Cy"), "ours", map[string]string{"reviews/pump.md": c.ours}, first)
		m.add(by("Dee"), "merge", map[string]string{"reviews/pump.md": c.merged}, ours, theirs)
		r := &incident.Review{Path: "reviews/pump.md"}
		m.told(t, Notes{}, r)
		var got []string
		for _, rev := range r.Provenance.Revisions {
			got = append(got, rev.Subject)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.why, diff)
		}
	}
}

// TestPullRequestsWithinPullRequests holds that a commit is of the nearest pull
// request that brought it, and that a branch brought up to date is not of the
// main line's.
func TestPullRequestsWithinPullRequests(t *testing.T) {
	var m made
	write := func(name, text string) map[string]string { return map[string]string{"reviews/" + name: text} }
	begin := m.add(by("Ana"), "begin", write("a.md", "a"))
	other := m.add(by("Bo"), "other", write("o.md", "o"), begin)
	main := m.add(by("Ana"), "Merge pull request #1 from x/o", write("o.md", "o"), begin, other)
	feature := m.add(by("Cy"), "feature", write("f.md", "f"), begin)
	stacked := m.add(by("Dee"), "stacked", write("s.md", "s"), feature)
	feature = m.add(by("Cy"), "Merge pull request #3 from x/stacked", write("s.md", "s"), feature, stacked)
	feature = m.add(by("Cy"), "Merge branch 'main' into feature", map[string]string{"reviews/o.md": "o"}, feature, main)
	m.add(by("Ana"), "Merge pull request #2 from x/feature", map[string]string{"reviews/f.md": "f", "reviews/s.md": "s"}, main, feature)
	h := historyOf(t, m.create(t), "reviews")
	want := map[string]int{"a.md": 0, "o.md": 1, "f.md": 2, "s.md": 3}
	for name, number := range want {
		r := &incident.Review{Path: "reviews/" + name}
		h.With(Notes{}).Tell(&incident.Book{Reviews: []*incident.Review{r}})
		if got := r.Provenance.Revisions[0].PullRequest; len(r.Provenance.Revisions) != 1 || got != number {
			t.Errorf("%s came by pull request %d, not %d: %v", name, got, number, lines(r.Provenance))
		}
	}
}

// TestWhoeverMovesAReviewHasNotWrittenIt holds that history goes on where reviews
// lay before there was a casebook.
func TestWhoeverMovesAReviewHasNotWrittenIt(t *testing.T) {
	var m made
	long := strings.Repeat("A sentence of the story. ", 20)
	n := m.add(by("Ana"), "first", map[string]string{"docs/2019/pump.md": long + "One.\n", "code/x.go": "x"})
	n = m.add(by("Bo"), "second", map[string]string{"docs/2019/pump.md": long + "Two.\n"}, n)
	n = m.add(by("Cy"), "tidied", map[string]string{"docs/2019/pump.md": "", "docs/pump.txt": long + "Two.\n", "code/x.go": "y"}, n)
	n = m.add(by("Dee"), "begin a casebook", map[string]string{"docs/pump.txt": "", "reviews/2019-pump.md": "---\ntitle: x\n---\n" + long + "Two.\n"}, n)
	m.add(by("Dee"), "a new one", map[string]string{"reviews/other.md": "Other.\n"}, n)
	r := &incident.Review{Path: "reviews/2019-pump.md"}
	m.told(t, Notes{}, r)
	want := []string{
		"2019-pump.md: begin a casebook, by Dee",
		"docs/pump.txt: tidied, by Cy",
		"docs/2019/pump.md: second, by Bo, +1 -1",
		"docs/2019/pump.md: first, by Ana, +101 -0",
	}
	if diff := cmp.Diff(want, lines(r.Provenance)); diff != "" {
		t.Error(diff)
	}
}
