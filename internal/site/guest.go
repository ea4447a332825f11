package site

// A Guest is a page among the site's whose content another package gathers: its
// layout says what it shows.
type Guest struct {
	Address     string // ends in a slash
	Title       string
	Description string
	Layout      string     // the name of its file
	Content     func() any // called when the page is rendered
}

// A GuestView is such a page.
type GuestView struct {
	Page
	Content any
}

func (p *press) planGuests() []page {
	var pages []page
	for _, g := range p.o.Guests {
		pages = append(pages, page{address: g.Address, layout: g.Layout, view: func(pg Page) view {
			pg.Title, pg.Description = g.Title, g.Description
			return GuestView{Page: pg, Content: g.Content()}
		}})
	}
	return pages
}

// guestLinks are the ways to them.
func (p *press) guestLinks() []Link {
	var list []Link
	for _, g := range p.o.Guests {
		list = append(list, Link{Title: g.Title, Address: g.Address})
	}
	return list
}

// Data is nothing: the page is for people.
func (v GuestView) Data() any { return nil }
