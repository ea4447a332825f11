package language

import (
	"regexp"
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// TestVale holds the style to what Vale needs to read, and its expressions to
// the examples of the rules. Go's expressions have no look-ahead, which Vale's
// have: what needs one is tried without it.
func TestVale(t *testing.T) {
	lookahead := regexp.MustCompile(`\(\?![^()]*\)`)
	files := Vale(people(), "https://reviews.example/help/rules/")
	if len(files) != len(Rules()) {
		t.Fatalf("%d files", len(files))
	}
	for i, f := range files {
		root, problems := frontmatter.ParseYAML(f.Name, f.Data)
		if len(problems) > 0 {
			t.Fatalf("%s: %v\n%s", f.Name, problems, f.Data)
		}
		rule := Rules()[i]
		if root.Get("extends").Text != "existence" || root.Get("level").Text != "suggestion" ||
			!strings.Contains(root.Get("message").Text, "%s") || root.Get("link").Text != "https://reviews.example/help/rules/"+rule.Name+"/" {
			t.Errorf("%s:\n%s", f.Name, f.Data)
		}
		found, wrong := false, false
		for _, token := range root.Get("tokens").List() {
			re, err := regexp.Compile(lookahead.ReplaceAllString(token.Text, ""))
			if err != nil {
				t.Errorf("%s: %v", f.Name, err)
				continue
			}
			found = found || re.MatchString(rule.Before)
			wrong = wrong || re.MatchString(rule.After)
		}
		if !found || wrong {
			t.Errorf("%s: before %v, after %v", f.Name, found, wrong)
		}
	}
}
