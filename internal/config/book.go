package config

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// preset lays the named preset over the defaults.
func (r *reader) preset(c *Config, n *frontmatter.Node) {
	name := r.oneOf(n, "preset", Presets(), "")
	for _, p := range presets() {
		if p.name == name {
			p.apply(c)
		}
	}
}

// book reads what is said of the book as a whole.
func (r *reader) book(c *Config, root *frontmatter.Node) {
	c.Title = r.text(root.Get("title"), "title", c.Title)
	c.BaseURL = r.baseURL(root.Get("base_url"), "base_url")
	c.Language = r.language(root.Get("language"), c.Language)
	c.Zone = r.zone(root.Get("timezone"), c.Zone)
	if s := r.texts(root.Get("severities"), "severities", c.Severities); len(s) > 0 {
		c.Severities = s
	}
	c.AsOf = r.day(root.Get("as_of"))
	c.Ignore = r.globs(root.Get("ignore"), c.Ignore)
	c.Ordinary = r.texts(root.Get("ordinary"), "ordinary", c.Ordinary)
	c.Bots = r.texts(root.Get("bots"), "bots", c.Bots)
	c.IgnoreRevs = r.path(root.Get("ignore_revs"), "ignore_revs", "")
}

func (r *reader) language(n *frontmatter.Node, otherwise string) string {
	tag := r.text(n, "language", otherwise)
	if regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`).MatchString(tag) {
		return tag
	}
	r.warn(n, "bad-language", fmt.Sprintf("%q is no language tag", tag), "Write one such as en, de or pt-BR.")
	return otherwise
}

func (r *reader) zone(n *frontmatter.Node, otherwise *time.Location) *time.Location {
	name := r.text(n, "timezone", "")
	if name == "" {
		return otherwise
	}
	if zone, err := time.LoadLocation(name); err == nil && name != "Local" {
		return zone
	}
	hint := "Write a name such as Europe/Lisbon or UTC."
	if near := incident.NearestZone(name); near != "" {
		hint = fmt.Sprintf("Write %q if that is meant.", near)
	}
	r.warn(n, "bad-timezone", fmt.Sprintf("there is no time zone %q; %s is taken", name, otherwise), hint)
	return otherwise
}

func (r *reader) day(n *frontmatter.Node) incident.Moment {
	text := r.text(n, "as_of", "")
	if text == "" {
		return incident.Moment{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		r.warn(n, "bad-date", fmt.Sprintf("%q is no date", text), "Write it as 2026-03-14.")
		return incident.Moment{}
	}
	return incident.Moment{Time: day, Precision: incident.DayOnly}
}

// globs returns the patterns that can be read.
func (r *reader) globs(n *frontmatter.Node, otherwise []string) []string {
	var globs []string
	for _, glob := range r.texts(n, "ignore", otherwise) {
		if _, err := path.Match(glob, ""); err != nil {
			r.warn(n, "bad-glob", fmt.Sprintf("the pattern %q cannot be read", glob), "Close its bracket: [ab]* stands for a name that begins with a or b.")
			continue
		}
		globs = append(globs, glob)
	}
	return globs
}

// places reads where things lie.
func (r *reader) places(c *Config, n *frontmatter.Node) {
	for _, f := range r.fields(n, "content") {
		if place := c.Places.named(f.Key); place != nil {
			*place = r.path(f.Value, "content."+f.Key, *place)
		}
	}
}

// named returns the place that a key of `content` sets, or nil.
func (p *Places) named(key string) *string {
	return map[string]*string{
		"reviews": &p.Reviews, "people": &p.People, "teams": &p.Teams, "services": &p.Services, "tags": &p.Tags,
		"factors": &p.Factors, "calendar": &p.Calendar, "patterns": &p.Patterns, "pages": &p.Pages,
	}[key]
}

// path returns a path inside the repository, in its shortest form.
func (r *reader) path(n *frontmatter.Node, key, otherwise string) string {
	given := r.text(n, key, "")
	if given == "" {
		return otherwise
	}
	clean := path.Clean(given)
	drive := regexp.MustCompile(`^[A-Za-z]:`).MatchString(given)
	switch {
	case strings.Contains(given, `\`):
		r.warn(n, "bad-path", fmt.Sprintf("`%s` has a backslash", key), fmt.Sprintf("Write %q.", strings.ReplaceAll(given, `\`, "/")))
	case path.IsAbs(given) || drive:
		r.warn(n, "bad-path", fmt.Sprintf("`%s` is an absolute path", key), "Write it from the top of the repository, without a slash before it.")
	case clean == ".." || strings.HasPrefix(clean, "../"):
		r.warn(n, "bad-path", fmt.Sprintf("`%s` leads out of the repository", key), "Write it from the top of the repository; `--source` says where that is.")
	default:
		return clean
	}
	return otherwise
}

// sections reads further names of headings.
func (r *reader) sections(c *Config, n *frontmatter.Node) {
	var known []string
	for _, s := range incident.Sections {
		known = append(known, string(s))
	}
	for _, f := range r.fields(n, "sections") {
		key := "sections." + f.Key
		if !slices.Contains(known, f.Key) {
			r.report(f.Line, f.Column, "unknown-section", fmt.Sprintf("there is no section %q", f.Key), nearest(f.Key, known))
			continue
		}
		c.Sections[incident.Section(f.Key)] = r.texts(f.Value, key, nil)
	}
}
