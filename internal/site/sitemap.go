package site

import (
	"bytes"
	"encoding/xml"
)

// planSitemap lists every page for search engines. Its addresses must be full
// (sitemaps.org, protocol 0.9), so a book without a base_url has none.
func (p *press) planSitemap(pages []page) []page {
	if p.site.BaseURL == "" {
		return nil
	}
	return []page{{address: "sitemap.xml", raw: func() ([]byte, error) { return p.sitemap(pages) }}}
}

// maxSitemap is the most addresses that the protocol allows in one file.
const maxSitemap = 50_000

func (p *press) sitemap(pages []page) ([]byte, error) {
	type location struct {
		Loc string `xml:"loc"`
	}
	set := struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []location `xml:"url"`
	}{}
	for _, pg := range pages {
		if pg.layout != "" && pg.layout != layoutNotFound && len(set.URLs) < maxSitemap {
			set.URLs = append(set.URLs, location{absolute(p.site.BaseURL, pg.address)})
		}
	}
	return encodeXML(set)
}

func encodeXML(v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
