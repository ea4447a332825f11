package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// addLink notes where the narrative points, and the message that a link is
// evidence from.
func (d *document) addLink(dest string, offset int, image bool) {
	d.narrative.Links = append(d.narrative.Links, incident.Link{
		Dest: dest, Image: image, Line: d.lineAt(offset), Column: d.columnAt(offset),
	})
	if _, ok := safeHref(dest); !ok {
		d.reportAddress(dest, offset)
	}
	if id := evidenceID(dest); id != "" && !image {
		d.evidence = append(d.evidence, id)
		d.cited = append(d.cited, cited{from: len(d.text), to: len(d.text)})
	}
}

func (d *document) reportAddress(dest string, offset int) {
	const most = 60
	if len(dest) > most {
		dest = strings.ToValidUTF8(dest[:most], "") + "…"
	}
	d.report(offset, diag.Problem{
		Position: diag.Position{Column: d.columnAt(offset)},
		Rule:     "unsafe-link", Severity: diag.Warning,
		Message: "no page links to «" + dest + "»: its text is shown alone",
		Hint:    "addresses may begin with https:, http: or mailto:, or be relative",
	})
}

// evidenceID returns the message that transcript.jsonl#m-17 names, or "". A
// perspective lies a folder below its conversation.
func evidenceID(dest string) string {
	dest = strings.TrimPrefix(strings.TrimPrefix(dest, "./"), "../")
	id, ok := strings.CutPrefix(dest, "transcript.jsonl#")
	if !ok {
		return ""
	}
	return id
}

// autoLinkDest is the address of <https://…> or <somebody@example.org>.
func autoLinkDest(n *ast.AutoLink, src []byte) string {
	dest := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		return "mailto:" + dest
	}
	return dest
}

// safeHref returns dest as it may stand in an attribute, and whether it may
// stand there at all: http, https, mailto, a relative address or a fragment.
// Scripts, data and addresses that borrow the page's scheme may not.
func safeHref(dest string) (string, bool) {
	dest = strings.TrimSpace(dest)
	if len(dest) > 1 && strings.ContainsRune(`/\`, rune(dest[0])) && strings.ContainsRune(`/\`, rune(dest[1])) {
		return "", false
	}
	for i := range len(dest) {
		if dest[i] < ' ' || dest[i] == 0x7f {
			return "", false
		}
	}
	switch scheme(dest) {
	case "", "http", "https", "mailto":
		return string(util.URLEscape([]byte(dest), false)), true
	}
	return "", false
}

// safeSrc is safeHref for the address that a view gives a picture, which may also
// hold the picture itself: a page that stands alone has nothing beside it. A
// vector picture could carry a script.
func safeSrc(src string) (string, bool) {
	rest, found := strings.CutPrefix(src, "data:image/")
	if !found {
		return safeHref(src)
	}
	kind, data, found := strings.Cut(rest, ";base64,")
	if !found || kind != "png" && kind != "jpeg" && kind != "gif" {
		return "", false
	}
	for i := range len(data) {
		if !isWord(data[i]) && data[i] != '+' && data[i] != '/' && data[i] != '=' || data[i] >= 0x80 || data[i] == '_' {
			return "", false
		}
	}
	return src, true
}

// scheme returns the part of an address before its first colon, in lower case,
// or "" if the address is relative.
func scheme(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	if i == 0 {
		return ":"
	}
	return strings.ToLower(dest[:i])
}

// external tells whether an address leaves the site.
func external(href string) bool {
	s := scheme(href)
	return s == "http" || s == "https"
}
