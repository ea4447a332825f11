package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Furniture is what stands around a page: what its head says of the site, the
// header with its menu, and the footer with all indexes. It is rendered once for each depth and section of the
// site, because there are many pages and few of these: by measure, doing it for
// every page was a quarter of what templates cost.
type Furniture struct {
	Site   *Site
	Home   string
	Logo   string
	Menu   []MenuLine
	More   []Link
	Style  string // the bundles
	Script string
	Icon   string
	Feed   Link

	Search       string // the page to search on
	SearchScript string // what makes it a panel on every page
}

// A MenuLine is a line of the header's menu.
type MenuLine struct {
	Link
	Current  bool // the page lies in this section
	External bool // leads to another site
}

// deepest is how many levels below the root a page can lie: a step in how a story
// changed is the deepest.
const deepest = 4

// furnish makes the beginnings of all pages, by depth and section.
func (p *press) furnish() error {
	menu, more := p.menus()
	p.beginnings = map[beginning]Page{}
	for depth := range deepest + 1 {
		root := strings.Repeat("../", depth)
		for _, l := range append([]Link{{}}, menu...) {
			pg, err := p.begin(root, section(l.Address), menu, more)
			if err != nil {
				return err
			}
			p.beginnings[beginning{depth, section(l.Address)}] = pg
		}
	}
	return nil
}

// A beginning is what pages share that start alike.
type beginning struct {
	depth   int
	section string // the first part of the address, where the menu names it
}

func section(address string) string {
	first, _, _ := strings.Cut(address, "/")
	return first
}

// page is the beginning of the page at an address.
func (p *press) page(address string) Page {
	depth := strings.Count(address, "/")
	pg, ok := p.beginnings[beginning{depth, section(address)}]
	if !ok {
		pg = p.beginnings[beginning{depth, ""}]
	}
	pg.Address = address
	return pg
}

// begin makes what pages with the same way to the root and in the same section
// of the menu have in common.
func (p *press) begin(root, current string, menu, more []Link) (Page, error) {
	pg := Page{Site: &p.site, Root: root, Picture: p.bookPicture()}
	f := Furniture{
		Site:   &p.site,
		Home:   pg.To(""),
		Style:  pg.To(p.bundle.style),
		Script: pg.To(p.bundle.script),
		Icon:   pg.To(p.bundle.icon),
		Feed:   pg.link(p.site.Title, "feed.xml"),

		Search:       pg.To(addressSearch),
		SearchScript: pg.To(p.bundle.search),
	}
	if p.bundle.logo != "" {
		f.Logo = pg.To(p.bundle.logo)
	}
	for _, l := range menu {
		line := MenuLine{Link: l, Current: current != "" && section(l.Address) == current, External: webURL(l.Address) != ""}
		line.Href = l.Address
		if !line.External {
			line.Href = pg.To(l.Address)
		}
		f.Menu = append(f.Menu, line)
	}
	for _, l := range more {
		f.More = append(f.More, pg.link(l.Title, l.Address))
	}
	for _, part := range []struct {
		name string
		to   *template.HTML
	}{{"head", &pg.Head}, {"top", &pg.Top}, {"foot", &pg.Foot}, {"tail", &pg.Tail}} {
		var err error
		if *part.to, err = p.furniturePart(part.name, f); err != nil {
			return Page{}, err
		}
	}
	return pg, nil
}

// furniturePart is the output of a template, which has escaped what is in it.
func (p *press) furniturePart(name string, f Furniture) (template.HTML, error) {
	var b bytes.Buffer
	if err := p.templates[layoutHome].ExecuteTemplate(&b, name, f); err != nil {
		return "", fmt.Errorf("execute layout part %q: %w", name, err)
	}
	return template.HTML(b.String()), nil
}

// menus are the header's few doors and the footer's many. A book's own menu
// takes the header's place.
func (p *press) menus() (menu, more []Link) {
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
			{Title: "Patterns", Address: addressPatterns},
		}
	}
	menu = append(menu, p.guestLinks()...)
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
		Link{Title: "Who writes, who takes part", Address: addressContributors},
		Link{Title: "Worth a closer look", Address: addressOpportunities},
		Link{Title: "Game days", Address: addressGameDays},
		Link{Title: "Who facilitates", Address: addressFacilitators},
		Link{Title: "How we learn", Address: addressLearning},
		Link{Title: "Waivers", Address: addressWaivers},
	)
	if len(p.o.Rules) > 0 {
		more = append(more, Link{Title: "What check looks for", Address: addressRules})
	}
	for _, free := range p.book.Pages {
		more = append(more, Link{Title: free.Title, Address: incident.PageAddress(free.Key)})
	}
	if !p.hasAbout() {
		more = append(more, Link{Title: "About", Address: addressAbout})
	}
	return menu, more
}
