package site

import (
	"bytes"
	"html/template"
	"path"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// planRedirects keeps old addresses working: a page at each alias leads to where
// its review is now.
func (p *press) planRedirects() []page {
	var pages []page
	for _, r := range p.reviews {
		for _, alias := range r.Aliases {
			file := aliasFile(alias)
			if file == "" {
				continue
			}
			pages = append(pages, page{
				address: file,
				source:  r.Path,
				raw:     func() ([]byte, error) { return p.redirect(file, r) },
			})
		}
	}
	return pages
}

// aliasFile is the file that answers for an old address: one that names a file
// keeps its name, any other gets an index.html. It is empty for an address that
// would lead outside the site.
func aliasFile(alias string) string {
	clean := strings.TrimPrefix(path.Clean("/"+alias), "/")
	if clean == "" {
		return ""
	}
	if ext := path.Ext(clean); ext == ".html" || ext == ".htm" {
		return clean
	}
	return clean + "/index.html"
}

// redirectPage needs no script and no style: browsers follow it, search engines
// learn the new address, and a reader without either finds a link.
var redirectPage = template.Must(template.New("redirect").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={{.To}}">
{{with .Canonical}}<link rel="canonical" href="{{.}}">
{{end}}<title>Moved: {{.Title}}</title>
</head>
<body>
<p>This review has moved: <a href="{{.To}}">{{.Title}}</a></p>
</body>
</html>
`))

func (p *press) redirect(file string, r *incident.Review) ([]byte, error) {
	pg := Page{Site: &p.site, Root: strings.Repeat("../", strings.Count(file, "/"))}
	address := incident.ReviewAddress(r.Slug)
	var b bytes.Buffer
	err := redirectPage.Execute(&b, struct{ Lang, To, Canonical, Title string }{
		p.site.Language, pg.To(address), pg.Absolute(address), r.Title,
	})
	return b.Bytes(), err
}
