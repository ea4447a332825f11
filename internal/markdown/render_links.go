package markdown

import (
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// link shows a link around what stands inside n, or only that if its address
// may not be followed.
func (r *renderer) link(dest, title string, n ast.Node) {
	href, ok := r.href(dest)
	if !ok || r.links > 0 {
		r.inlines(n)
		return
	}
	r.openLink(href, title, r.d.citationIDs[n])
	r.links++
	r.inlines(n)
	r.links--
	r.write("</a>")
}

// bareLink shows an address that is its own text.
func (r *renderer) bareLink(dest, text string) {
	href, ok := r.href(dest)
	if !ok || r.links > 0 {
		r.visible([]byte(text))
		return
	}
	r.openLink(href, "", "")
	r.visible([]byte(text))
	r.write("</a>")
}

func (r *renderer) openLink(href, title, id string) {
	r.write("<a")
	if id != "" {
		r.attribute("id", r.v.Prefix+id)
	}
	r.attribute("href", href)
	if external(href) {
		r.write(` rel="nofollow noopener noreferrer"`)
	}
	if title != "" {
		r.attribute("title", title)
	}
	r.write(">")
}

// href returns where a link leads on this page. A fragment of the narrative
// itself gets the prefix of its ids; all else is the view's to say.
func (r *renderer) href(dest string) (string, bool) {
	if id, ok := strings.CutPrefix(dest, "#"); ok {
		if r.hasID(id) {
			return safeHref("#" + r.v.Prefix + id)
		}
		if lower := strings.ToLower(id); r.hasID(lower) {
			return safeHref("#" + r.v.Prefix + lower)
		}
	}
	if _, ok := safeHref(dest); !ok {
		return "", false
	}
	if r.v.Link != nil {
		var ok bool
		if dest, ok = r.v.Link(dest); !ok {
			return "", false
		}
	}
	return safeHref(dest)
}

func (r *renderer) hasID(id string) bool { return r.d.ids.taken[id] }

// image shows a picture that the view knows. One from elsewhere becomes a link:
// a page must not tell other servers that it is being read.
func (r *renderer) image(n *ast.Image) {
	dest := unescape(n.Destination)
	alt := r.alternative(n)
	if external(dest) {
		r.pos += r.d.textSize(n)
		text := alt
		if text == "" {
			text = path.Base(dest)
		}
		r.unranged(func() { r.bareLink(dest, text) })
		return
	}
	picture, ok := Image{}, false
	if _, safe := safeHref(dest); safe && r.v.Image != nil {
		picture, ok = r.v.Image(dest)
	}
	src, safe := safeSrc(picture.Src)
	if !ok || !safe {
		r.visible([]byte(alt))
		return
	}
	r.pos += r.d.textSize(n)
	r.write("<img")
	r.attribute("src", src)
	r.attribute("alt", alt)
	if title := unescape(n.Title); title != "" {
		r.attribute("title", title)
	}
	if picture.Width > 0 && picture.Height > 0 {
		r.write(` width="`, strconv.Itoa(picture.Width), `" height="`, strconv.Itoa(picture.Height), `"`)
	}
	r.write(` loading="lazy" decoding="async">`)
}

// unranged shows something whose text was already passed over.
func (r *renderer) unranged(show func()) {
	ranged := r.ranged
	r.ranged = false
	show()
	r.ranged = ranged
}

// alternative is the text that stands for a picture.
func (r *renderer) alternative(n *ast.Image) string {
	return plainOf(n, r.src)
}
