package site

import (
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

func TestProposeAtEachForge(t *testing.T) {
	single := &incident.Review{Path: "content/reviews/2026/a b.md"}
	bundle := &incident.Review{Path: "content/reviews/c/index.md", Bundle: "content/reviews/c"}
	for _, c := range []struct {
		forge, edit, line, history, create, pull string
	}{
		{"github", "/edit/main/content/reviews/2026/a%20b.md", "#L7", "/commits/main/content/reviews/2026/a%20b.md", "/new/main/content/reviews/c?filename=perspectives%2Fyour-name.md&value=", "/pull/12"},
		{"gitlab", "/-/edit/main/content/reviews/2026/a%20b.md", "#L7", "/-/commits/main/content/reviews/2026/a%20b.md", "/-/new/main/content/reviews/c?file_name=perspectives%2Fyour-name.md&content=", "/-/merge_requests/12"},
		{"gitea", "/_edit/main/content/reviews/2026/a%20b.md", "", "/commits/branch/main/content/reviews/2026/a%20b.md", "/_new/main/content/reviews/c?filename=perspectives%2Fyour-name.md&value=", "/pulls/12"},
		{"bitbucket", "/src/main/content/reviews/2026/a%20b.md?mode=edit", "", "/history-node/main/content/reviews/2026/a%20b.md", "", "/pull-requests/12"},
	} {
		p := &press{o: Options{Config: config.Config{Repository: config.Repository{URL: "https://code.example/x/", Branch: "main", Forge: c.forge}}}}
		const base = "https://code.example/x"
		o := p.propose(single)
		if o.Edit != base+c.edit || o.History != base+c.history || o.Path != "" {
			t.Errorf("%s: %+v", c.forge, o)
		}
		if got := p.editLine(single.Path, 7); got != base+c.edit+c.line {
			t.Errorf("%s: a heading's change at %s", c.forge, got)
		}
		o = p.propose(bundle)
		if c.create == "" && o.Perspective != "" || !strings.HasPrefix(o.Perspective, base+c.create) && c.create != "" || o.Path != "content/reviews/c/perspectives/your-name.md" {
			t.Errorf("%s: perspective at %s", c.forge, o.Perspective)
		}
		if got := p.pullURL(12); got != base+c.pull {
			t.Errorf("%s: pull request at %s", c.forge, got)
		}
	}
}

func TestProposeWithoutARepository(t *testing.T) {
	p := &press{}
	if o := p.propose(&incident.Review{Path: "a.md"}); *o != (Propose{}) || p.pullURL(1)+p.commitURL("x")+p.source("a.md") != "" {
		t.Errorf("invented %+v", o)
	}
}
