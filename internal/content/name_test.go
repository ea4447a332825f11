package content

import "testing"

func TestDateOf(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"r/2026/2026-03-14-consul.md", "2026-03-14"},
		{"r/20260314-consul.md", "2026-03-14"},
		{"r/consul-2026_03_14.md", "2026-03-14"},
		{"r/2026-03/14-consul.md", "2026-03-14"},
		{"r/2026-03/03-14-consul.md", "2026-03-14"},
		{"r/2026/03/14-consul.md", "2026-03-14"},
		{"r/2026/03-14-consul.md", "2026-03-14"},
		{"r/2026-03-14/consul.md", "2026-03-14"},
		{"r/2026-13-14-consul.md", ""},
		{"r/2026-02-30-consul.md", ""},
		{"r/2026-03/consul.md", ""},
		{"r/0003-consul.md", ""},
		{"r/120260314999.md", ""},
	} {
		got := ""
		if m := dateOf(source{path: c.path, place: "r"}); m.Known() {
			got = m.Time.Format("2006-01-02")
		}
		if got != c.want {
			t.Errorf("dateOf(%q) = %q, want %q", c.path, got, c.want)
		}
	}
}

func TestTitleFromName(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"2026-03-14-consul-dns", "Consul dns"},
		{"2026-03-14--consul_dns", "Consul dns"},
		{"2026-03-14", "2026-03-14"},
		{"003-mail stopped", "Mail stopped"},
		{"00b7f759-21f8-4767-8803-f09d863005cd", ""},
		{"éclair", "Éclair"},
		{"42", ""},
	} {
		if got := titleFromName(c.name); got != c.want {
			t.Errorf("titleFromName(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		glob, file string
		want       bool
	}{
		{"*template*", "a/TEMPLATE.md", true},
		{"drafts", "a/drafts", true},
		{"a/*.md", "a/b.md", true},
		{"a/*.md", "a/c/b.md", false},
		{"a/**/b.md", "a/b.md", true},
		{"a/**/b.md", "a/c/d/b.md", true},
		{"**/old", "x/y/old", true},
		{"[", "[", false},
		{"/a/b/", "a/b", true},
	} {
		if got := matches(c.glob, c.file); got != c.want {
			t.Errorf("matches(%q, %q) = %v", c.glob, c.file, got)
		}
	}
}
