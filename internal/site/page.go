package site

import (
	"net/url"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Site is what every page says of the whole.
type Site struct {
	Title     string
	Language  string
	BaseURL   string // ends in /; empty when not known
	Menu      []Link
	More      []Link // the footer's indexes
	Style     string // addresses of the bundles
	Script    string
	Logo      string
	Icon      string
	Generator string
	AsOf      string
	Reviews   int
}

// A Link is a title and where it leads.
type Link struct {
	Title   string `json:"title"`
	Address string `json:"address"` // from the site's root
	Count   int    `json:"count,omitempty"`
}

// A Page is what every view has: where it lies and how it is called.
type Page struct {
	Site        *Site
	Address     string // from the site's root; ends in / or names a file
	Root        string // the way up to the site's root: "", "../", "../../"
	Layout      string
	Title       string
	Description string
	Feeds       []Link
	Edit        string // the source at the code host; empty when not known
}

func (p *press) page(address string) Page {
	return Page{
		Site:    &p.site,
		Address: address,
		Root:    strings.Repeat("../", strings.Count(address, "/")),
		Feeds:   []Link{{Title: p.site.Title, Address: "feed.xml"}},
	}
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

// Absolute is the address in full, for readers far from the site; empty when
// the site's own address is not known.
func (pg Page) Absolute(address string) string { return absolute(pg.Site.BaseURL, address) }

// Canonical is the page's own address in full.
func (pg Page) Canonical() string { return pg.Absolute(pg.Address) }

// Here tells whether the address is the page's own or one above it, for marking
// a menu's line.
func (pg Page) Here(address string) bool {
	if address == "" {
		return pg.Address == ""
	}
	return strings.HasPrefix(pg.Address, address)
}

// External tells whether a menu's line leads to another site.
func (l Link) External() bool {
	return strings.HasPrefix(l.Address, "https://") || strings.HasPrefix(l.Address, "http://")
}

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

func escapePath(address string) string {
	parts := strings.Split(address, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

func newSite(p *press) Site {
	c := p.o.Config
	s := Site{
		Title:     c.Title,
		Language:  c.Language,
		BaseURL:   c.BaseURL,
		Style:     p.bundle.style,
		Script:    p.bundle.script,
		Icon:      p.bundle.icon,
		Logo:      p.bundle.logo,
		Generator: strings.TrimSpace("casebook " + p.o.Version),
		AsOf:      dayText(p.book.AsOf),
		Reviews:   len(p.x.Reviews),
	}
	if s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
		s.BaseURL += "/"
	}
	s.Menu, s.More = menus(p)
	return s
}

// menus are the header's few doors and the footer's many. A book's own menu
// takes the header's place.
func menus(p *press) (menu, more []Link) {
	for _, m := range p.o.Config.Menu {
		menu = append(menu, Link{Title: m.Title, Address: strings.TrimPrefix(m.URL, "/")})
	}
	if menu == nil {
		menu = []Link{
			{Title: "Reviews", Address: addressReviews},
			{Title: "What we learned", Address: addressLearnings},
			{Title: "Services", Address: "services/"},
			{Title: "People", Address: "people/"},
			{Title: "Questions", Address: addressQuestions},
			{Title: "Calendar", Address: addressCalendar},
		}
	}
	more = []Link{{Title: "Reviews", Address: addressReviews}, {Title: "Calendar", Address: addressCalendar}}
	for _, t := range p.x.Taxonomies {
		more = append(more, Link{Title: labels[t.Key].many, Address: t.Key + "/"})
	}
	more = append(more,
		Link{Title: "What we learned", Address: addressLearnings},
		Link{Title: "What surprised us", Address: addressSurprises},
		Link{Title: "Also noticed", Address: addressNoticed},
		Link{Title: "Open questions", Address: addressQuestions},
		Link{Title: "Actions", Address: addressActions},
		Link{Title: "Patterns", Address: addressPatterns},
		Link{Title: "Waivers", Address: addressWaivers},
	)
	for _, free := range p.book.Pages {
		more = append(more, Link{Title: free.Title, Address: incident.PageAddress(free.Key)})
	}
	if !p.hasAbout() {
		more = append(more, Link{Title: "About", Address: addressAbout})
	}
	return menu, more
}
