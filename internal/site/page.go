package site

import (
	"html/template"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Site is what every page says of the whole.
type Site struct {
	Title     string
	Language  string
	BaseURL   string // ends in /; empty when not known
	Generator string
	AsOf      string // the day from which ages are counted; empty when there is none
	Reviews   int
}

// A Link is a title and where it leads.
type Link struct {
	Title   string `json:"title"`
	Address string `json:"address"` // from the site's root
	Href    string `json:"-"`       // from the page that shows it
	Count   int    `json:"count,omitempty"`
}

// A Page is what every view has: where it lies and how it is called.
type Page struct {
	Site        *Site
	Address     string // from the site's root; ends in / or names a file
	Root        string // the way up to the site's root: "", "../", "../../"
	Title       string
	Description string
	Head        template.HTML // what all pages say of the site, and load
	Top         template.HTML // the header and its menu
	Foot        template.HTML // the footer's indexes
	Tail        template.HTML // its last words
	Feeds       []Link        // beside that of the whole book
	Edit        string        // the source at the code host; empty when not known
	Picture     Picture
}

// To is the relative way from the page to an address of the site, which may
// carry a fragment. A page's file is named, so that the link works from disk.
func (pg Page) To(address string) string {
	address, fragment, found := strings.Cut(address, "#")
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	to := pg.Root + escapePath(address)
	if found {
		to += "#" + url.PathEscape(fragment)
	}
	return to
}

// link is a link from the page to an address of the site.
func (pg Page) link(title, address string) Link {
	return Link{Title: title, Address: address, Href: pg.To(address)}
}

// LongTitle tells whether the title is so long that it is set smaller.
func (pg Page) LongTitle() bool { return utf8.RuneCountInString(pg.Title) > 90 }

// Absolute is the address in full, for readers far from the site; empty when
// the site's own address is not known.
func (pg Page) Absolute(address string) string { return absolute(pg.Site.BaseURL, address) }

// Canonical is the page's own address in full.
func (pg Page) Canonical() string { return pg.Absolute(pg.Address) }

func absolute(base, address string) string {
	if base == "" {
		return ""
	}
	address, fragment, found := strings.Cut(address, "#")
	to := base + escapePath(address)
	if found {
		to += "#" + url.PathEscape(fragment)
	}
	return to
}

// escapePath escapes what an address may not hold as it is; most hold nothing
// such.
func escapePath(address string) string {
	if plainPath(address) {
		return address
	}
	parts := strings.Split(address, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

func plainPath(address string) bool {
	for i := range len(address) {
		c := address[i]
		if c|0x20 < 'a' && (c < '-' || c > '9') || c|0x20 > 'z' && c != '_' && c != '~' {
			return false
		}
	}
	return true
}

func newSite(p *press) Site {
	c := p.o.Config
	s := Site{
		Title:     c.Title,
		Language:  c.Language,
		BaseURL:   c.BaseURL,
		Generator: strings.TrimSpace("casebook " + p.o.Version),
		Reviews:   len(p.x.Reviews),
	}
	if !p.book.AsOf.IsZero() {
		s.AsOf = dayText(p.book.AsOf)
	}
	if s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
		s.BaseURL += "/"
	}
	return s
}
