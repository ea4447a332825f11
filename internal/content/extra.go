package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// extra returns the keys that nothing asked for, as written, and reports them:
// one near a known key is probably misspelled; any other is somebody's own, and
// worth a single note for the whole book. Keys that begin with x- are never
// reported.
func (r *reader) extra() []incident.Extra {
	if r.root == nil {
		return nil
	}
	var list []incident.Extra
	for _, f := range r.root.Fields {
		if slices.Contains(r.known, f.Key) {
			continue
		}
		list = append(list, incident.Extra{Key: f.Key, Value: written(f.Value)})
		if !strings.HasPrefix(f.Key, "x-") && !slices.Contains(r.config.Kept, f.Key) {
			r.unknownKey(f)
		}
	}
	return list
}

func (r *reader) unknownKey(f frontmatter.Field) {
	p := diag.Problem{
		Position: diag.Position{File: r.file, Line: f.Line, Column: f.Column},
		Rule:     "unknown-key", Severity: diag.Note,
		Message: fmt.Sprintf("key %q is not known; it is kept as written", join(r.path, f.Key)),
		Hint:    "map it with `fields:` in the settings, or begin it with x- if it is your own",
	}
	if r.whole != nil || !r.ofReview {
		p.Message = fmt.Sprintf("key %q is not known; it is not read", join(r.path, f.Key))
		p.Hint = "begin it with x- if it is your own"
	}
	near := diag.Nearest(f.Key, r.known)
	if near == "" || !r.root.Get(near).Empty() {
		r.spread = append(r.spread, p)
		return
	}
	p.Severity = diag.Warning
	p.Hint = fmt.Sprintf("did you mean `%s:`?", near)
	p.Mend = diag.Mend{Old: f.Key, New: near}
	r.problems = append(r.problems, p)
}

// written returns a value as one line of text.
func written(n *frontmatter.Node) string {
	switch n.Kind {
	case frontmatter.List:
		return joined(n.Items, func(i *frontmatter.Node) string { return written(i) })
	case frontmatter.Map:
		return joined(n.Fields, func(f frontmatter.Field) string { return f.Key + ": " + written(f.Value) })
	}
	return n.Text
}

func joined[T any](list []T, text func(T) string) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = text(x)
	}
	return strings.Join(parts, ", ")
}
