package config

import (
	"fmt"
	"regexp"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/redact"
)

// redact reads what must not be kept, beside what is found without settings. A pattern that cannot be read is an error:
// what it was to find would be let through.
func (r *reader) redact(c *Config, n *frontmatter.Node) {
	if len(r.fields(n, "redact")) == 0 {
		return
	}
	c.Redact.Names = r.texts(n.Get("names"), "redact.names", nil)
	c.Redact.Allow = r.texts(n.Get("allow"), "redact.allow", nil)
	for _, f := range r.fields(n.Get("patterns"), "redact.patterns") {
		text := r.text(f.Value, "redact.patterns."+f.Key, "")
		if _, err := regexp.Compile(text); err != nil || text == "" {
			r.problems = append(r.problems, diag.Problem{
				Position: diag.Position{File: r.file, Line: f.Line, Column: f.Column},
				Rule:     "bad-pattern", Severity: diag.Error,
				Message: fmt.Sprintf("the pattern %q cannot be read, and would find nothing", f.Key),
				Hint:    "Write a regular expression in Go's syntax, such as 'CUST-[0-9]+', in single quotes.",
			})
			continue
		}
		c.Redact.Patterns = append(c.Redact.Patterns, redact.Pattern{Name: f.Key, Regexp: text})
	}
}
