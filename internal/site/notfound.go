package site

import "net/url"

// A NotFoundView answers for an address that is not there.
type NotFoundView struct{ Page }

// The page is served for addresses of any depth, so its links begin at the root
// of the host, with the path below which the site lies, where that is known.
func (p *press) notFound(pg Page) view {
	if u, err := url.Parse(p.site.BaseURL); err == nil && p.site.BaseURL != "" {
		menu, more := p.menus()
		if below, err := p.begin(u.EscapedPath(), "", menu, more); err == nil {
			pg = below
		}
	}
	pg.Address = addressNotFound
	pg.Title = "Not found"
	pg.Description = "There is no page at this address."
	return NotFoundView{pg}
}

// Data is nothing: there is nothing here.
func (v NotFoundView) Data() any { return nil }
