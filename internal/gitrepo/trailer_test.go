package gitrepo

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTrailers(t *testing.T) {
	for message, want := range map[string][]string{
		"one line":                              nil,
		"Reviewed-by: Ana <a@x.org>":            nil, // the subject
		"s\n\nReviewed-by: Ana <a@x.org>\n":     {"reviewed-by=Ana <a@x.org>"},
		"s\n\nbody\n\nACKED-BY:Ana <a@x.org>":   {"acked-by=Ana <a@x.org>"},
		"s\r\n\r\nbody\r\n\r\nA-b: c\r\nD-e: f": {"a-b=c", "d-e=f"},
		"s\n\nA: b\n  folded\n\tagain\nC: d":    {"a=b folded again", "c=d"},
		"s\n\nA: b\n\nno trailers here\nat all": nil,
		"s\n\nNote: this is prose, and goes on\nfor a while, without any\nother such line": nil,
		"s\n\n* one\n\n---------\n\nCo-authored-by: Bo <b@x.org>":                          {"co-authored-by=Bo <b@x.org>"},
		"s\n\nsee https://x.org/\nA: b\nC: d":                                              {"a=b", "c=d"},
		"s\n\n: b":                                                                         nil,
	} {
		var got []string
		for _, x := range trailers(message) {
			got = append(got, x.key+"="+x.value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", message, got, want)
		}
	}
}

func TestTrailerNamesSomebody(t *testing.T) {
	for value, want := range map[string]string{
		"Ana Maria <ana@x.org>":      "Ana Maria",
		"Ana <ana@x.org> (on leave)": "Ana",
		"<ana@x.org>":                "",
		"@ana":                       "none",
		"Ana <ana>":                  "none",
		"Ana <ana@x.org":             "none",
	} {
		id, ok := trailer{value: value}.identity()
		if got := id.name; ok != (want != "none") || ok && got != want {
			t.Errorf("%q: got %q, %v", value, got, ok)
		}
	}
}

func FuzzTrailers(f *testing.F) {
	f.Add("s\n\nReviewed-by: Ana <a@x.org>\n  folded\n")
	f.Add("\n\n:")
	f.Fuzz(func(t *testing.T, message string) {
		for _, x := range trailers(message) {
			if x.key == "" {
				t.Error("a trailer without a key")
			}
			x.identity()
		}
		newPuller().number(commit{message: message})
		publicName(identity{name: message})
	})
}

func TestPullRequestNumbers(t *testing.T) {
	host := identity{"GitHub", "noreply@github.com"}
	for _, c := range []struct {
		message   string
		committer identity
		want      int
	}{
		{"Merge pull request #12 from ana/pump\n\nThe pump", identity{}, 12},
		{"Merge pull request #12 in BOOK/reviews from pump to main", identity{}, 12},
		{"Merge pull request 'The pump (#3)' (#12) from pump into main", identity{}, 12},
		{"Merged in pump (pull request #12)\n\nThe pump", identity{}, 12},
		{"Merged PR 12: The pump", identity{}, 12},
		{"Auto merge of #12 - ana:pump, r=bo", identity{}, 12},
		{"Merge branch 'pump' into 'main'\n\nThe pump\n\nSee merge request book/reviews!12", identity{}, 12},
		{"The pump\n\nReviewed-on: https://code.example/book/reviews/pulls/12\nReviewed-by: Bo <b@x.org>", identity{}, 12},
		{"The pump (#12)", host, 12},
		{"The pump (#12)", identity{"Ana", "a@x.org"}, 0}, // an issue, perhaps
		{"The pump (#12) again", host, 0},
		{"Revert \"Merge pull request #12 from ana/pump\"", identity{}, 0},
		{"Merge branch 'main' into pump", identity{}, 0},
		{"Merge pull request #99999999999999999999 from x/y", identity{}, 0},
	} {
		got := newPuller().number(commit{message: c.message, committer: signature{identity: c.committer}})
		if got != c.want {
			t.Errorf("%q: got %d, want %d", c.message, got, c.want)
		}
	}
}

func TestMailmap(t *testing.T) {
	m := parseMailmap(`# comment
Ana Maria <ANA@x.org>
<bo@x.org> <bo@laptop>
Cy <cy@x.org> <cy@old.org>
Dee Dee <dee@x.org> Dee <shared@x.org>
Eve <eve@x.org> root <shared@x.org>
not a line
Half <
Later <late@x.org>
<later@x.org> <late@x.org>
`)
	for given, want := range map[identity]identity{
		{"ana", "ana@X.org"}:      {"Ana Maria", "ana@X.org"},
		{"Bo", "bo@laptop"}:       {"Bo", "bo@x.org"},
		{"cyril", "cy@old.org"}:   {"Cy", "cy@x.org"},
		{"dee", "shared@x.org"}:   {"Dee Dee", "dee@x.org"},
		{"ROOT", "shared@x.org"}:  {"Eve", "eve@x.org"},
		{"other", "shared@x.org"}: {"other", "shared@x.org"},
		{"who", "who@x.org"}:      {"who", "who@x.org"},
		{"x", "late@x.org"}:       {"Later", "later@x.org"},
	} {
		if got := m.proper(given); got != want {
			t.Errorf("%v: got %v, want %v", given, got, want)
		}
	}
}

// TestMailmapIsGits asks git what it makes of the same map.
func TestMailmapIsGits(t *testing.T) {
	needGit(t)
	dir := t.TempDir()
	git(t, dir, "init", "-q")
	text := "Proper <p@x.org>\n<q@x.org> <q@old.org>\nAll New <n@x.org> <o@x.org>\nBoth <b@x.org> Old Name <c@x.org>\n  Spaced   <s@x.org>  \nName <C@x.org>\n"
	write(t, dir, map[string]string{".mailmap": text})
	m := parseMailmap(text)
	for _, id := range []identity{
		{"a", "p@x.org"}, {"a", "P@X.ORG"}, {"a", "q@old.org"}, {"a", "o@x.org"}, {"old name", "c@x.org"}, {"other", "c@x.org"}, {"a", "s@x.org"}, {"a", "z@x.org"},
	} {
		want := git(t, dir, "check-mailmap", id.name+" <"+id.email+">")
		got := m.proper(id)
		if diff := cmp.Diff(want, got.name+" <"+got.email+">\n"); diff != "" {
			t.Errorf("%v:\n%s", id, diff)
		}
	}
}

func FuzzMailmap(f *testing.F) {
	f.Add("Proper <p@x.org> Old <o@x.org>\n# c\n<a> <b>", "Old", "o@x.org")
	f.Fuzz(func(t *testing.T, text, name, email string) {
		parseMailmap(text).proper(identity{name, email})
	})
}
