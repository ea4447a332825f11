package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/diag"
)

// inner follows the parts that only the internal edition may show:
// <!-- internal --> to <!-- /internal -->.
type inner struct {
	open    bool
	touched bool // the block being read has such a mark in it
	at      int  // where the open part begins
}

// readComment reads an HTML comment, which is a mark or nothing.
func (d *document) readComment(comment []byte, offset int) {
	word := bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(comment), []byte("<!--")), []byte("-->")))
	const longest = 20
	if len(word) > longest {
		return
	}
	switch mark := strings.ReplaceAll(strings.ToLower(string(word)), " ", ""); mark {
	case "internal":
		d.openInner(offset)
	case "/internal":
		d.closeInner(offset)
	default:
		if meant := diag.Nearest(mark, []string{"internal", "/internal"}); meant != "" {
			d.report(offset, diag.Problem{
				Rule: "inner-misspelled", Severity: diag.Warning,
				Message: "the comment «" + string(word) + "» hides nothing",
				Hint:    "did you mean <!-- " + meant + " -->?",
			})
		}
	}
}

func (d *document) openInner(offset int) {
	d.inner.touched = true
	if d.inner.open {
		d.report(offset, diag.Problem{
			Rule: "inner-nested", Severity: diag.Warning,
			Message: "an inner part begins inside another",
			Hint:    "inner parts cannot nest: the first <!-- /internal --> ends both",
		})
		return
	}
	d.inner.open, d.inner.at = true, offset
}

func (d *document) closeInner(offset int) {
	d.inner.touched = true
	if !d.inner.open {
		d.report(offset, diag.Problem{
			Rule: "inner-unopened", Severity: diag.Warning,
			Message: "an inner part ends that did not begin",
			Hint:    "put <!-- internal --> on a line of its own before it, or take this line away",
		})
	}
	d.inner.open = false
}

// checkInner reports a part that is still open at the end of the file.
func (d *document) checkInner() {
	if !d.inner.open {
		return
	}
	d.report(d.inner.at, diag.Problem{
		Rule: "inner-unclosed", Severity: diag.Warning,
		Message: "an inner part begins here and does not end: the rest of the file is hidden from every other edition",
		Hint:    "put <!-- /internal --> on a line of its own where the part ends",
	})
}

// commentsIn reads the comments that begin and end on one line of an HTML block.
func (d *document) commentsIn(n *ast.HTMLBlock) {
	for line := range htmlLines(n) {
		text := d.narrative.Source[line[0]:line[1]]
		for offset := line[0]; ; {
			from := bytes.Index(text, []byte("<!--"))
			if from < 0 {
				break
			}
			size := bytes.Index(text[from:], []byte("-->"))
			if size < 0 {
				break
			}
			d.readComment(text[from:from+size+3], offset+from)
			text, offset = text[from+size+3:], offset+from+size+3
		}
	}
}

// htmlLines yields where each line of an HTML block begins and ends.
func htmlLines(n *ast.HTMLBlock) func(yield func([2]int) bool) {
	return func(yield func([2]int) bool) {
		lines := n.Lines()
		for i := range lines.Len() {
			s := lines.At(i)
			if !yield([2]int{s.Start, s.Stop}) {
				return
			}
		}
		if n.HasClosure() {
			yield([2]int{n.ClosureLine.Start, n.ClosureLine.Stop})
		}
	}
}
