package content

import (
	"fmt"
	"path"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// aliases keeps the old addresses of reviews that can be served, and reports the
// others: one is a path of this site, and leads to one review.
func (l *loader) aliases(drafts []*draftReview) {
	taken := make(map[string]string) // address → the file that has it
	for _, d := range drafts {
		taken["/"+incident.ReviewAddress(d.Slug)] = d.Path
	}
	for _, d := range drafts {
		for _, ref := range d.references {
			if ref.field != "aliases" {
				continue
			}
			if trouble, hint := wrongAlias(ref.text); trouble != "" {
				l.problems = append(l.problems, ref.problem(d.Path, "bad-alias", fmt.Sprintf("alias %q %s; it is left out", ref.text, trouble), hint))
				continue
			}
			key := strings.ToLower(strings.TrimSuffix(ref.text, "/")) + "/"
			if other, ok := taken[key]; ok {
				l.problems = append(l.problems, ref.problem(d.Path, "alias-taken", fmt.Sprintf("alias %q leads to %s already; it is left out here", ref.text, other), "an address leads to one review"))
				continue
			}
			taken[key] = d.Path
			d.Aliases = append(d.Aliases, ref.text)
		}
	}
}

// wrongAlias says what is wrong with an old address.
func wrongAlias(alias string) (trouble, hint string) {
	switch {
	case !strings.HasPrefix(alias, "/") || strings.HasPrefix(alias, "//"):
		return "is no path of this site", "begin it with a single /"
	case strings.ContainsAny(alias, "?#\\ ") || strings.ContainsFunc(alias, func(r rune) bool { return r < ' ' }):
		return "has a sign that no address of a page has", "leave out ?, #, \\ and spaces"
	case path.Clean(alias) != strings.TrimSuffix(alias, "/"):
		return "is not in its shortest form", "write " + path.Clean(alias)
	}
	return "", ""
}
