package markdown

import (
	"html/template"
	"slices"
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"

	"github.com/yuin/goldmark/ast"
)

// readFootnotes renders the notes first: parts show those that they refer to.
// A colon in their ids keeps them apart from those of headings.
func (r *renderer) readFootnotes() {
	last := len(r.d.pieces) - 1
	if last < 0 {
		return
	}
	list, ok := r.d.pieces[last].node.(*east.FootnoteList)
	if !ok {
		return
	}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*east.Footnote)
		if !ok {
			continue
		}
		start := len(r.out)
		r.blocks(note)
		r.footnotes = append(r.footnotes, Footnote{
			Number: note.Index, ID: r.footnoteID(note.Index),
			HTML: template.HTML(r.out[start:]), Refs: r.backlinks(note),
		})
	}
}

func (r *renderer) footnoteID(number int) string { return r.v.Prefix + "fn:" + strconv.Itoa(number) }

func (r *renderer) refID(number, ref int) string {
	id := r.v.Prefix + "fnref:" + strconv.Itoa(number)
	if ref > 0 {
		id += "-" + strconv.Itoa(ref+1)
	}
	return id
}

// backlinks returns the ids of the references to a note.
func (r *renderer) backlinks(note *east.Footnote) []string {
	var refs []string
	_ = ast.Walk(note, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if b, ok := n.(*east.FootnoteBacklink); ok && entering {
			refs = append(refs, r.refID(b.Index, b.RefIndex))
		}
		return ast.WalkContinue, nil
	})
	return refs
}

// footnoteRef shows the number of a note where the text refers to it. A sentence
// that stands by itself has no notes.
func (r *renderer) footnoteRef(n *east.FootnoteLink) {
	if r.sentence {
		return
	}
	if !slices.Contains(r.noted, n.Index) {
		r.noted = append(r.noted, n.Index)
	}
	number := strconv.Itoa(n.Index)
	r.write(`<sup class="footnote"`)
	r.attribute("id", r.refID(n.Index, n.RefIndex))
	r.write(`><a role="doc-noteref"`)
	r.attribute("href", "#"+r.footnoteID(n.Index))
	r.write(">", number, "</a></sup>")
}

// partFootnotes returns the notes that the part just shown refers to.
func (r *renderer) partFootnotes() []Footnote {
	var notes []Footnote
	for _, f := range r.footnotes {
		if slices.Contains(r.noted, f.Number) {
			notes = append(notes, f)
		}
	}
	return notes
}
