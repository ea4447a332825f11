package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines shows what stands inside n.
func (r *renderer) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		c = r.inlineNode(c)
	}
}

// inlineNode shows one node, or a run of text nodes, and returns the last that
// it showed.
func (r *renderer) inlineNode(n ast.Node) ast.Node {
	if r.ranged && r.outside(n) {
		return n
	}
	if t, ok := n.(*ast.Text); ok {
		return r.text(t)
	}
	r.inline(n)
	return n
}

// inlineRange shows the inline text of n from one of its bytes to another: an
// entry without its time. Marks around what is left out are left out too. Ranges
// of one node are shown in order, so each begins where the one before ended.
func (r *renderer) inlineRange(n ast.Node, from, to int) {
	if r.ranges.in != n || r.ranges.pos > from {
		r.ranges = rangeCursor{in: n, next: n.FirstChild()}
	}
	r.pos, r.from, r.to, r.ranged = r.ranges.pos, from, to, true
	c := r.ranges.next
	for c != nil && r.pos < to {
		r.ranges.next, r.ranges.pos = c, r.pos
		c = r.inlineNode(c).NextSibling()
	}
	r.ranged, r.to = false, toEnd
}

// A rangeCursor is where the last range of a node ended: in which of its
// children, and where that one's text begins.
type rangeCursor struct {
	in, next ast.Node
	pos      int
}

// outside tells whether all of a node lies outside the range that is shown, and
// passes over it.
func (r *renderer) outside(n ast.Node) bool {
	if _, ok := n.(*ast.Text); ok {
		return false // runs are cut to measure
	}
	size := r.d.textSize(n)
	if r.pos+size > r.from && r.pos < r.to || size == 0 && r.pos >= r.from && r.pos <= r.to {
		return false
	}
	r.pos += size
	return true
}

// textSize returns how many bytes of text a node has, as blockText counts them.
func (d *document) textSize(n ast.Node) int {
	switch n := n.(type) {
	case *ast.CodeSpan:
		return len(appendCode(nil, n, d.narrative.Source))
	case *ast.AutoLink:
		return len(n.Label(d.narrative.Source))
	case *ast.String:
		return len(n.Value)
	}
	size := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			size += d.textSize(c)
			continue
		}
		run, last := textRun(t, d.narrative.Source)
		size += len(appendUnescaped(nil, run))
		if last.SoftLineBreak() || last.HardLineBreak() {
			size++
		}
		c = last
	}
	return size
}

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		r.wrap(tag, n)
	case *east.Strikethrough:
		r.wrap("del", n)
	case *ast.Link:
		r.link(unescape(n.Destination), unescape(n.Title), n)
	case *ast.Image:
		r.image(n)
	case *ast.AutoLink:
		r.bareLink(autoLinkDest(n, r.src), string(n.Label(r.src)))
	case *ast.String:
		r.visible(n.Value)
	case *east.FootnoteLink:
		r.footnoteRef(n)
	case *east.TaskCheckBox:
		r.checkBox(n)
	case *ast.RawHTML, *east.FootnoteBacklink:
	default:
		r.inlines(n)
	}
}

func (r *renderer) wrap(tag string, n ast.Node) {
	r.write("<", tag, ">")
	r.inlines(n)
	r.write("</", tag, ">")
}

func (r *renderer) checkBox(n *east.TaskCheckBox) {
	if n.IsChecked {
		r.write(`<input type="checkbox" checked disabled aria-label="done"> `)
		return
	}
	r.write(`<input type="checkbox" disabled aria-label="open"> `)
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.write("<code>")
	r.visible(appendCode(nil, n, r.src))
	r.write("</code>")
}

// text shows a run of text with the mentions and bare addresses in it, and
// returns the run's last node.
func (r *renderer) text(n *ast.Text) ast.Node {
	run, last := textRun(n, r.src)
	for i := 0; ; {
		t := nextToken(run, i)
		r.plain(run[i:t.from])
		if t.kind == noToken {
			break
		}
		r.token(run, t)
		i = t.to
	}
	switch {
	case last.HardLineBreak():
		if r.shown(1) {
			r.write("<br>\n")
		}
	case last.SoftLineBreak():
		if r.shown(1) {
			r.write("\n")
		}
	}
	return last
}

// plain shows source text without tokens in it.
func (r *renderer) plain(source []byte) {
	if !r.ranged && escapeIn(source) < 0 {
		r.out = appendEscaped(r.out, source)
		return
	}
	r.visible(appendUnescaped(nil, source))
}

// visible shows the part of text that lies in the range.
func (r *renderer) visible(text []byte) {
	if r.ranged {
		from := min(max(r.from-r.pos, 0), len(text))
		to := max(min(r.to-r.pos, len(text)), from)
		r.pos += len(text)
		text = text[from:to]
	}
	r.out = appendEscaped(r.out, text)
}

// shown passes over n bytes of text and tells whether they are in the range.
func (r *renderer) shown(n int) bool {
	if !r.ranged {
		return true
	}
	ok := r.pos >= r.from && r.pos+n < r.to
	r.pos += n
	return ok
}

func (r *renderer) token(run []byte, t token) {
	text := run[t.from:t.to]
	if r.ranged {
		size := len(appendUnescaped(nil, text))
		if r.pos < r.from || r.pos >= r.to {
			r.visible(appendUnescaped(nil, text)) // cut through, or not shown
			return
		}
		r.pos += size
		defer func(ranged bool) { r.ranged = ranged }(r.ranged)
		r.ranged = false
	}
	switch {
	case r.links > 0:
		r.plain(text)
	case t.kind == mentionToken:
		r.mention(string(text[1:]))
	default:
		r.bareLink(t.dest(run), unescape(text))
	}
}

// mention shows @key as the person it names, or leaves it as text.
func (r *renderer) mention(key string) {
	if r.v.Person == nil {
		r.mentions = append(r.mentions, key)
		r.out = appendEscaped(r.out, "@"+key)
		return
	}
	href, name, ok := r.v.Person(key)
	if !ok {
		r.out = appendEscaped(r.out, "@"+key)
		return
	}
	r.mentions = append(r.mentions, key)
	safe, allowed := safeHref(href)
	if href == "" || !allowed {
		r.write(`<span class="mention">`)
		r.out = appendEscaped(r.out, name)
		r.write("</span>")
		return
	}
	r.write(`<a class="mention"`)
	r.attribute("href", safe)
	r.write(">")
	r.out = appendEscaped(r.out, name)
	r.write("</a>")
}
