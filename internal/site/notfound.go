package site

// A NotFoundView answers for an address that is not there.
type NotFoundView struct{ Page }

// The page is served for addresses of any depth, so its links are absolute where
// the site's address is known.
func (p *press) notFound(pg Page) view {
	pg.Title = "Not found"
	pg.Description = "There is no page at this address."
	pg.Address = addressNotFound
	if p.site.BaseURL != "" {
		pg.Root = p.site.BaseURL
	}
	return NotFoundView{pg}
}

// Data is nothing: there is nothing here.
func (v NotFoundView) Data() any { return nil }
