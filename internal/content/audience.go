package content

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// audience returns the editions that may carry the review.
func audience(r *reader) []string {
	editions := slices.Sorted(maps.Keys(r.config.Editions))
	var list []string
	for _, s := range r.sentences("audience") {
		if s.text == "internal" {
			continue // always
		}
		list = appendNew(list, s.text)
		if slices.Contains(editions, s.text) {
			continue
		}
		hint := "add it to `editions:` in the settings"
		if near := diag.Nearest(s.text, editions); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		} else if len(editions) > 0 {
			hint += "; known are " + strings.Join(editions, ", ")
		}
		r.share(&frontmatter.Node{Line: s.line, Column: s.column}, "unknown-edition", fmt.Sprintf("the settings have no edition %q", s.text), hint)
	}
	return list
}
