package site

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"
)

// Links and times are what pages are full of. They are escaped here, in one go:
// a template calls three functions by reflection for an address alone, which by
// measure was most of what rendering a list cost.

// Links are shown one after another.
type Links []Link

// HTML is the link, or its title alone where it leads nowhere.
func (l Link) HTML() template.HTML {
	var b strings.Builder
	l.write(&b)
	return template.HTML(b.String())
}

// Counted is the link with its count, if it has one.
func (l Link) Counted() template.HTML {
	var b strings.Builder
	l.write(&b)
	if l.Count > 0 {
		b.WriteString(` <span class="count">`)
		b.WriteString(strconv.Itoa(l.Count))
		b.WriteString(`</span>`)
	}
	return template.HTML(b.String())
}

// HTML is the links with commas between them.
func (l Links) HTML() template.HTML {
	var b strings.Builder
	for i, link := range l {
		if i > 0 {
			b.WriteString(", ")
		}
		link.write(&b)
	}
	return template.HTML(b.String())
}

func (l Link) write(b *strings.Builder) {
	b.Grow(len(l.Href) + len(l.Title) + 48)
	if !follows(l.Href) {
		writeEscaped(b, l.Title)
		return
	}
	b.WriteString(`<a href="`)
	writeEscaped(b, l.Href)
	b.WriteString(`">`)
	writeEscaped(b, l.Title)
	b.WriteString(`</a>`)
}

// follows tells whether a browser may follow an address: one of the site, or of
// the web.
func follows(href string) bool {
	scheme, _, found := strings.Cut(href, ":")
	return href != "" && (!found || strings.ContainsAny(scheme, "/?#") || scheme == "https" || scheme == "http")
}

// HTML is the moment as a <time>.
func (w When) HTML() template.HTML { return w.time(w.Text) }

// Brief is the moment as a <time>, for a margin.
func (w When) Brief() template.HTML { return w.time(w.Short) }

func (w When) time(text string) template.HTML {
	var b strings.Builder
	b.Grow(len(w.ISO) + len(text) + 32)
	b.WriteString(`<time`)
	if w.ISO != "" {
		b.WriteString(` datetime="`)
		writeEscaped(&b, w.ISO)
		b.WriteString(`"`)
	}
	b.WriteString(`>`)
	writeEscaped(&b, text)
	b.WriteString(`</time>`)
	return template.HTML(b.String())
}

// writeEscaped writes text as it may stand between tags and in attributes. Most
// needs no change.
func writeEscaped(b *strings.Builder, text string) {
	if strings.ContainsAny(text, "&<>\"'\x00") {
		text = template.HTMLEscapeString(text)
	}
	b.WriteString(text)
}

// ClockLink is an entry's time, which leads to the entry itself.
func (p Passage) ClockLink() template.HTML {
	var b strings.Builder
	b.WriteString(`<a class="clock" href="#`)
	writeEscaped(&b, url.PathEscape(p.ID))
	b.WriteString(`">`)
	b.WriteString(string(When{ISO: p.ISO, Text: p.Clock}.HTML()))
	b.WriteString(`</a>`)
	return template.HTML(b.String())
}

// Named are the colours of whom the passage names.
func (p Passage) Named() template.HTML {
	if len(p.People) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<span class="named" aria-hidden="true">`)
	for _, c := range p.People {
		b.WriteString(`<span class="dot d` + strconv.Itoa(c.Colour) + `" title="`)
		writeEscaped(&b, c.Who.Title)
		b.WriteString(`"></span>`)
	}
	b.WriteString(`</span>`)
	return template.HTML(b.String())
}

// FactsLine is what is known of somebody's part, in a line.
func (c Castmate) FactsLine() template.HTML {
	tenure := ""
	if c.Tenure != "" {
		tenure = "with us " + c.Tenure
	}
	var b strings.Builder
	for _, fact := range []string{c.Role, c.Local, c.OnCall, c.Came, tenure} {
		if fact != "" {
			b.WriteString(`<span>`)
			writeEscaped(&b, fact)
			b.WriteString(`</span>`)
		}
	}
	return template.HTML(b.String())
}
