package config

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// baseURL returns an address with a final slash.
func (r *reader) baseURL(n *frontmatter.Node, key string) string {
	address := r.httpURL(n, key)
	if address == "" {
		return ""
	}
	return strings.TrimRight(address, "/") + "/"
}

// httpURL returns an absolute address on the web, or "".
func (r *reader) httpURL(n *frontmatter.Node, key string) string {
	given := r.text(n, key, "")
	if given == "" {
		return ""
	}
	u, err := url.Parse(given)
	switch {
	case err != nil || strings.ContainsAny(given, " \t\n\"<>"):
		r.warn(n, "bad-url", fmt.Sprintf("`%s` is no address: %q", key, given), "Write one such as https://reviews.example/.")
	case u.Scheme == "" && !strings.HasPrefix(given, "/"):
		r.warn(n, "bad-url", fmt.Sprintf("`%s` has no scheme", key), fmt.Sprintf("Write https://%s", given))
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		r.warn(n, "bad-url", fmt.Sprintf("`%s` must begin with https:// and a host", key), "Write one such as https://reviews.example/.")
	case u.RawQuery != "" || u.Fragment != "":
		r.warn(n, "bad-url", fmt.Sprintf("`%s` has a ? or a # in it", key), "Leave out everything from there on.")
	case u.User != nil:
		r.warn(n, "bad-url", fmt.Sprintf("`%s` has a name or password in it", key), "Leave out what stands before the @: it would be published.")
	default:
		return given
	}
	return ""
}

// repository reads where changes are proposed.
func (r *reader) repository(c *Config, n *frontmatter.Node) {
	if len(r.fields(n, "repository")) == 0 {
		return
	}
	address := strings.TrimSuffix(strings.TrimRight(r.httpURL(n.Get("url"), "repository.url"), "/"), ".git")
	c.Repository = Repository{
		URL:    address,
		Branch: r.text(n.Get("branch"), "repository.branch", "main"),
		Forge:  r.oneOf(n.Get("forge"), "repository.forge", Forges(), forgeOf(address)),
	}
	if address != "" && c.Repository.Forge == "" {
		r.warn(n, "unknown-forge", "the kind of code host cannot be told from the address", "Add `forge:` with one of "+strings.Join(Forges(), ", ")+".")
	}
}

// forgeOf knows code hosts by their names.
func forgeOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for _, forge := range append(Forges(), "codeberg") {
		if !strings.Contains(strings.ToLower(u.Host), forge) {
			continue
		}
		if forge == "codeberg" {
			return "gitea"
		}
		return forge
	}
	return ""
}

// looks reads the menu and the theme.
func (r *reader) looks(c *Config, root *frontmatter.Node) {
	for _, n := range root.Get("menu").List() {
		if item, ok := r.menuItem(n); ok {
			c.Menu = append(c.Menu, item)
		}
	}
	theme := root.Get("theme")
	if len(r.fields(theme, "theme")) == 0 {
		return
	}
	c.Theme.Logo = r.path(theme.Get("logo"), "theme.logo", "")
	c.Theme.Accent = r.colour(theme.Get("accent"))
}

func (r *reader) menuItem(n *frontmatter.Node) (MenuItem, bool) {
	if n.Kind != frontmatter.Map {
		r.wrongType(n, "menu", "a list of {title, url}")
		return MenuItem{}, false
	}
	item := MenuItem{r.text(n.Get("title"), "menu.title", ""), r.text(n.Get("url"), "menu.url", "")}
	if item.Title == "" || item.URL == "" {
		r.warn(n, "missing-value", "a menu item wants a title and a url", "Write {title: Runbooks, url: https://runbooks.example/}.")
		return MenuItem{}, false
	}
	u, err := url.Parse(item.URL)
	if err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" || u.Scheme == "" && u.Host != "" {
		r.warn(n, "bad-url", fmt.Sprintf("the menu cannot lead to %q", item.URL), "Write a path of the site, or an address that begins with https:// or mailto:.")
		return MenuItem{}, false
	}
	return item, true
}

// colour returns a colour in hex: the stylesheet takes it as it stands.
func (r *reader) colour(n *frontmatter.Node) string {
	colour := r.text(n, "theme.accent", "")
	if colour == "" || regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`).MatchString(colour) {
		return strings.ToLower(colour)
	}
	hint := `Write one such as "#0a6" or "#00aa66", in quotes.`
	if regexp.MustCompile(`^([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`).MatchString(colour) {
		hint = fmt.Sprintf(`Write "#%s", in quotes.`, colour)
	}
	r.warn(n, "bad-colour", fmt.Sprintf("%q is no colour in hex", colour), hint)
	return ""
}

// editions reads what audiences may see.
func (r *reader) editions(c *Config, n *frontmatter.Node) {
	for _, f := range r.fields(n, "editions") {
		key := "editions." + f.Key
		switch {
		case f.Key == "internal":
			c.Drop = r.internal(f.Value, key)
			continue
		case !regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`).MatchString(f.Key):
			r.report(f.Line, f.Column, "bad-edition", fmt.Sprintf("%q is no name for an edition", f.Key), "Write small letters, digits and dashes.")
			continue
		}
		if e, ok := r.edition(f.Value, key); ok {
			c.Editions[f.Key] = e
		}
	}
}

// edition reads one edition. What is meant to hide something and cannot be read
// hides all: nothing is published by a slip of the pen.
func (r *reader) edition(n *frontmatter.Node, key string) (Edition, bool) {
	if !n.Empty() && n.Kind != frontmatter.Map {
		r.wrongType(n, key, "keys with values, indented below it")
		return Edition{}, false
	}
	e := Edition{People: "names", BaseURL: r.baseURL(n.Get("base_url"), key+".base_url")}
	if people := n.Get("people"); !people.Empty() {
		e.People = r.oneOf(people, key+".people", EditionPeople(), "none")
	}
	e.Drop = r.drops(n, key, EditionDrops())
	return e, true
}

// internal reads what the organisation's own edition leaves out.
func (r *reader) internal(n *frontmatter.Node, key string) []string {
	if !n.Empty() && n.Kind != frontmatter.Map {
		r.wrongType(n, key, "{drop: [transcript]}")
		return InternalDrops()
	}
	return r.drops(n, key, InternalDrops())
}

// drops reads which of the parts an edition leaves out: all, when one of them
// cannot be told.
func (r *reader) drops(n *frontmatter.Node, key string, parts []string) []string {
	var list []string
	for _, part := range n.Get("drop").List() {
		drop := r.oneOf(part, key+".drop", parts, "")
		if drop == "" {
			return parts
		}
		list = append(list, drop)
	}
	return list
}
