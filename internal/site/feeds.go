package site

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// feedItems is how many of the newest reviews a feed carries.
const feedItems = 30

// planFeeds are an Atom feed (RFC 4287) and a JSON feed (jsonfeed.org, 1.1) of
// the whole book, and of each service and team.
func (p *press) planFeeds() []page {
	pages := p.feedPages("", p.site.Title, p.x.Reviews)
	for _, key := range []string{index.Services, index.Teams} {
		for _, t := range p.x.Taxonomy(key).Terms {
			pages = append(pages, p.feedPages(key+"/"+t.Key+"/", p.site.Title+": "+t.Name, t.Reviews)...)
		}
	}
	return pages
}

func feedAddress(t *index.Term) string { return t.Taxonomy + "/" + t.Key + "/feed.xml" }

func (p *press) feedPages(folder, title string, reviews []*incident.Review) []page {
	f := feed{p: p, folder: folder, title: title, reviews: firstOf(reviews, feedItems)}
	return []page{
		{address: folder + "feed.xml", raw: f.atom},
		{address: folder + "feed.json", raw: f.json},
	}
}

// A feed is the newest reviews of one page, for readers who come back.
type feed struct {
	p       *press
	folder  string
	title   string
	reviews []*incident.Review
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Link    atomLink `xml:"link"`
	Updated string   `xml:"updated"`
	Summary string   `xml:"summary,omitempty"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

func (f feed) atom() ([]byte, error) {
	a := atomFeed{
		Title:   f.title,
		ID:      f.id(f.folder),
		Author:  f.p.site.Title,
		Updated: f.p.book.AsOf.Format(time.RFC3339),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: f.href(f.folder + "feed.xml")},
			{Rel: "alternate", Type: "text/html", Href: f.href(f.folder)},
		},
	}
	if len(f.reviews) > 0 {
		a.Updated = updated(f.p, f.reviews[0]).Format(time.RFC3339)
	}
	for _, r := range f.reviews {
		address := incident.ReviewAddress(r.Slug)
		a.Entries = append(a.Entries, atomEntry{
			Title:   r.Title,
			ID:      f.id(address),
			Link:    atomLink{Rel: "alternate", Type: "text/html", Href: f.href(address)},
			Updated: updated(f.p, r).Format(time.RFC3339),
			Summary: f.p.plain(r.Summary),
		})
	}
	return encodeXML(a)
}

func (f feed) json() ([]byte, error) {
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Published string   `json:"date_published"`
		Tags      []string `json:"tags,omitempty"`
	}
	doc := struct {
		Version string `json:"version"`
		Title   string `json:"title"`
		Home    string `json:"home_page_url"`
		Feed    string `json:"feed_url"`
		Items   []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", f.title, f.href(f.folder), f.href(f.folder + "feed.json"), []item{}}
	for _, r := range f.reviews {
		address := incident.ReviewAddress(r.Slug)
		doc.Items = append(doc.Items, item{
			ID: f.id(address), URL: f.href(address), Title: r.Title,
			Text: f.p.plain(r.Summary), Published: updated(f.p, r).Format(time.RFC3339), Tags: r.Tags,
		})
	}
	data, err := json.Marshal(doc)
	return append(data, '\n'), err
}

// href is in full where the site's address is known; else it is relative to the
// feed, which readers of a feed resolve (RFC 4287, section 2).
func (f feed) href(address string) string {
	if full := absolute(f.p.site.BaseURL, address); full != "" {
		return full
	}
	return f.p.page(f.folder).To(address)
}

// id never changes once given: the full address, or a URN of the address where
// the site does not know its own.
func (f feed) id(address string) string {
	if full := absolute(f.p.site.BaseURL, address); full != "" {
		return full
	}
	return "urn:casebook:" + incident.Key(f.p.site.Title) + ":" + strings.TrimSuffix(escapePath(address), "/")
}

// updated is when the review last had something new to say, as far as the
// content knows: published, else the incident's start, else the book's day.
func updated(p *press, r *incident.Review) time.Time {
	for _, m := range []incident.Moment{r.Published, r.Started} {
		if m.Known() {
			return m.Time
		}
	}
	return p.book.AsOf
}
