package site

import (
	"html/template"
	"net/url"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// view says how a page shows Markdown of the file: where its links, people and
// pictures lie from there.
func (p *press) narrativeView(pg Page, file string) markdown.View {
	return markdown.View{
		Options: p.markdownOptions(),
		Link:    func(dest string) (string, bool) { return p.link(pg, file, dest) },
		Person:  p.introducer(pg),
		Image:   func(dest string) (markdown.Image, bool) { return p.image(pg, file, dest) },
		Top:     2,
	}
}

func (p *press) markdownOptions() markdown.Options {
	return markdown.Options{Sections: p.o.Config.Sections, Zone: p.o.Config.Zone}
}

// link turns a link's destination into one that works on the site. A file of
// the repository without a page is reached at the code host, where that is known.
func (p *press) link(pg Page, file, dest string) (href string, ok bool) {
	if u, err := url.Parse(dest); err == nil && (u.Scheme != "" || u.Host != "") {
		return dest, u.Scheme != ""
	}
	if address, ok := strings.CutPrefix(dest, "/"); ok && p.planned[strings.TrimSuffix(address, "/")] {
		return pg.To(address), true
	}
	target, fragment, ok := incident.Local(file, dest)
	if !ok {
		return "", false
	}
	if target == file && fragment != "" {
		return "#" + url.PathEscape(fragment), true
	}
	address, ok := p.addresses[target]
	if !ok {
		href = p.source(target)
		return href, href != ""
	}
	if p.closed[target] {
		return "", false
	}
	if fragment != "" && !strings.Contains(address, "#") {
		address += "#" + fragment
	}
	return pg.To(address), true
}

func (p *press) image(pg Page, file, dest string) (markdown.Image, bool) {
	target, _, ok := incident.Local(file, dest)
	if !ok {
		return markdown.Image{}, false
	}
	picture, ok := p.pictures[target]
	if !ok {
		return markdown.Image{}, false
	}
	return markdown.Image{
		Src:    pg.To(incident.PictureAddress(target)),
		Width:  picture.Width,
		Height: picture.Height,
	}, true
}

// introducer names people as a text does: in full the first time, then by the
// first name where nobody else in the book has it.
func (p *press) introducer(pg Page) func(key string) (href, name string, ok bool) {
	introduced := map[string]bool{}
	return func(key string) (href, name string, ok bool) {
		who := p.x.Person(key)
		if who == nil {
			return "", "", false
		}
		name = who.Name
		if introduced[key] {
			name = p.callName(key)
		}
		introduced[key] = true
		return pg.To(incident.PersonAddress(who.Key)), name, true
	}
}

func (p *press) inline(pg Page, file, src string) template.HTML {
	if src == "" {
		return ""
	}
	return markdown.Inline(src, p.narrativeView(pg, file))
}

func (p *press) plain(src string) string { return markdown.Plain(src) }

// webURL keeps an address that a browser may follow to another site, and nothing
// else: content is not trusted with other schemes.
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return s
}
