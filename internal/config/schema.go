package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// schema reads how another schema's keys and values are to be read. A key or a
// value that the book sets itself wins over the preset's.
func (r *reader) schema(c *Config, root *frontmatter.Node) {
	for _, f := range r.fields(root.Get("fields"), "fields") {
		if r.ourKey(f, "fields") {
			c.Fields[f.Key] = r.texts(f.Value, "fields."+f.Key, nil)
		}
	}
	for _, f := range r.fields(root.Get("values"), "values") {
		if r.ourKey(f, "values") {
			r.values(c, f)
		}
	}
}

func (r *reader) values(c *Config, f frontmatter.Field) {
	if c.Values[f.Key] == nil {
		c.Values[f.Key] = map[string]string{}
	}
	for _, v := range r.fields(f.Value, "values."+f.Key) {
		ours := r.text(v.Value, "values."+f.Key+"."+v.Key, "")
		if ours == "" {
			r.report(v.Line, v.Column, "missing-value", fmt.Sprintf("nothing is said of what %q stands for", v.Key), "Write theirs: ours, such as `down: sev1`.")
			continue
		}
		r.ourValue(c, f.Key, ours, v.Value)
		c.Values[f.Key][v.Key] = ours
	}
}

// ourValue reports a value that a field of ours cannot have.
func (r *reader) ourValue(c *Config, key, value string, n *frontmatter.Node) {
	allowed := c.Severities
	if key != "severity" {
		field, _ := incident.FieldAt(incident.Fields(), key)
		allowed = field.Values
	}
	if len(allowed) > 0 && !slices.Contains(allowed, value) {
		r.warn(n, "unknown-value", fmt.Sprintf("`%s` cannot be %q", key, value), nearest(value, allowed))
	}
}

// ourKey tells whether a key is one of a review's front matter, and reports it
// when it is not; people often write theirs: ours.
func (r *reader) ourKey(f frontmatter.Field, in string) bool {
	if _, ok := incident.FieldAt(incident.Fields(), f.Key); ok {
		return true
	}
	hint := "On the left stands a key of ours, such as `started`."
	var known []string
	for _, field := range incident.Fields() {
		known = append(known, field.Key)
	}
	theirs := f.Value.Sentence()
	switch near := diag.Nearest(f.Key, known); {
	case slices.Contains(known, theirs):
		hint = fmt.Sprintf("Write it the other way round: `%s: %s`.", theirs, f.Key)
	case near != "":
		hint = fmt.Sprintf("Write %q if that is meant.", near)
	}
	r.report(f.Line, f.Column, "unknown-field", fmt.Sprintf("`%s` names %q, which is no field of a review", in, strings.TrimSpace(f.Key)), hint)
	return false
}
