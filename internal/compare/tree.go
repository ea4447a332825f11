package compare

import (
	"html"
	"strings"
)

// A reader reads the HTML of one block, which markdown.Render wrote: every
// element is closed, and neither “<” nor “>” stands in text or in an attribute.
type reader struct {
	src   string
	at    int
	notes map[string]string // the name of each footnote, by its number
	href  string            // of the link that is open
}

// readTree returns what a piece of HTML holds.
func readTree(src string, notes map[string]string) *node {
	r := reader{src: src, notes: notes}
	n := &node{shape: shapeBlock}
	r.fill(n)
	return n
}

// fill reads the children of n, to the tag that closes it.
func (r *reader) fill(n *node) {
	for {
		from := r.at
		gap := r.space()
		name := r.element()
		switch {
		case r.at == len(r.src):
			n.close = gap
			n.finish()
			return
		case strings.HasPrefix(name, "/") && isBlock(name[1:]):
			n.close = gap + r.tag()
			n.finish()
			return
		case isBlock(name):
			n.children = append(n.children, r.block(name, gap))
		default:
			r.at = from
			n.children = append(n.children, r.text(&node{shape: shapeText}))
		}
	}
}

// block reads an element.
func (r *reader) block(name, gap string) *node {
	n := &node{before: gap, open: r.tag()}
	n.shape = shapeOf(name, n.open)
	switch {
	case n.shape == shapeRule:
		n.finish()
	case n.leaf():
		r.text(n)
		n.close = r.tag()
	default:
		r.fill(n)
	}
	return n
}

// text reads the items of n, to the next tag of a block.
func (r *reader) text(n *node) *node {
	r.href = ""
	for r.at < len(r.src) {
		name := r.element()
		if isBlock(strings.TrimPrefix(name, "/")) {
			break
		}
		if name != "" {
			n.items = append(n.items, r.inline(name))
			continue
		}
		text := r.until('<')
		if n.shape == shapeCode {
			n.items = appendLines(n.items, text)
		} else {
			n.items = appendTokens(n.items, text, r.href)
		}
	}
	n.finish()
	return n
}

// inline reads a tag within text, or an element that counts as a token.
func (r *reader) inline(name string) item {
	tag := r.tag()
	i := item{html: tag, key: withoutID(tag)}
	switch name {
	case "a":
		r.href = attribute(tag, "href")
	case "/a":
		r.href = ""
	case "img":
		i.kind = pictureItem
	case "input":
		i.kind = boxItem
	case "sup":
		return r.reference(tag)
	}
	return i
}

// reference reads the reference to a footnote.
func (r *reader) reference(tag string) item {
	inside, _, _ := strings.Cut(r.src[r.at:], "</sup>")
	r.at += len(inside)
	return item{kind: noteItem, html: tag + inside + r.tag(), key: "\x00" + r.notes[plain(inside)]}
}

// plain returns the text of HTML.
func plain(src string) string {
	var b strings.Builder
	for src != "" {
		text, rest, _ := strings.Cut(src, "<")
		b.WriteString(text)
		_, src, _ = strings.Cut(rest, ">")
	}
	return html.UnescapeString(b.String())
}

func appendTokens(items []item, text, href string) []item {
	for _, t := range tokens(text) {
		i := item{kind: signItem, html: t.text, key: t.word(), lead: t.lead, href: href}
		if t.isWord() {
			i.kind = wordItem
		}
		items = append(items, i)
	}
	return items
}

func appendLines(items []item, text string) []item {
	for line := range strings.Lines(text) {
		items = append(items, item{kind: lineItem, html: line, key: strings.TrimSuffix(line, "\n")})
	}
	return items
}

// space passes over white space.
func (r *reader) space() string {
	rest := r.src[r.at:]
	n := len(rest) - len(strings.TrimLeft(rest, " \t\n\r"))
	r.at += n
	return rest[:n]
}

// element returns the name of the tag at this place, with a slash before it for
// one that closes; empty where there is none.
func (r *reader) element() string {
	rest := r.src[r.at:]
	if len(rest) < 2 || rest[0] != '<' {
		return ""
	}
	name := rest[1:]
	if end := strings.IndexAny(name, " >"); end > 0 {
		name = name[:end]
	}
	return name
}

// tag passes over a tag.
func (r *reader) tag() string {
	from := r.at
	r.until('>')
	r.at = min(r.at+1, len(r.src))
	return r.src[from:r.at]
}

// until passes over what comes before a character.
func (r *reader) until(c byte) string {
	rest := r.src[r.at:]
	if n := strings.IndexByte(rest, c); n >= 0 {
		rest = rest[:n]
	}
	r.at += len(rest)
	return rest
}

// isBlock tells an element that makes a block.
func isBlock(name string) bool {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "div",
		"table", "thead", "tbody", "tr", "th", "td", "pre", "hr":
		return true
	}
	return false
}

func shapeOf(name, tag string) shape {
	switch name {
	case "ul", "ol":
		return shapeList
	case "li":
		return shapeItem
	case "blockquote":
		return shapeQuote
	case "table":
		return shapeTable
	case "thead":
		return shapeHead
	case "tbody":
		return shapeRows
	case "tr":
		return shapeRow
	case "th", "td":
		return shapeCell
	case "pre":
		return shapeCode
	case "hr":
		return shapeRule
	case "div":
		if attribute(tag, "class") == "table" {
			return shapeTable
		}
		return shapeQuote // an alert
	}
	return shapeText
}

// attribute returns the value of a tag's attribute, read.
func attribute(tag, name string) string {
	_, rest, _ := strings.Cut(tag, " "+name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}
