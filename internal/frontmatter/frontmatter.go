// Package frontmatter splits a document into its front matter and its body, and
// reads front matter, and whole YAML files, as source text with positions.
//
// # Forms
//
// Front matter stands at the very beginning of a file, before the Markdown:
//
//	---            ---yaml        +++            ---toml        ;;;            ---json        {
//	title: Lost    title: Lost    title = "Lost" title = "Lost" {"title": …}   {"title": …}     "title": "Lost"
//	---            ---            +++            ---            ;;;            ---            }
//
// The lines of dashes, plusses and semicolons stand alone on a line. A JSON
// object at the first byte ends with its own brace. A file that begins with a
// thematic break rather than with front matter is all body.
//
// # Values
//
// Nothing is typed: `id: 0142`, `title: no` and `started: 2026-03-14` are the
// text that somebody wrote, until their field reads them. `~`, null in TOML's and
// JSON's sense, and nothing at all are the empty text; `~2026-03-14` is text. Quotes, escapes
// and folded lines are undone. Of a key that is given twice the first counts.
//
// # Problems
//
// Prose and YAML do not go well together, so that a file that is no YAML is
// looked through for the usual traps; each has its own rule and a line to paste:
//
//	colon-in-text       title: Kafka: lost
//	reserved-start      who: @kieran       also ` % & * ! | > , ] }
//	text-after-quote    title: "Lost" messages
//	text-after-bracket  title: [public] Lost messages
//	unclosed-quote      title: "Lost
//	unclosed-bracket    tags: [a, b
//	tab-indent          a tab where spaces belong
//	colon-without-space title:Lost
//	backslash-in-quotes "C:\path"
//	merge-conflict      <<<<<<< HEAD
//	yaml-syntax         anything else; toml-syntax and json-syntax for those
//
// What YAML reads otherwise than meant is found in files that it can read:
//
//	comment-in-text     title: We lost #checkout
//	anchor-in-text      title: &c is a service (yaml-anchor where it is no prose)
//	tag-in-text         title: !important (yaml-tag where it is no prose)
//	yaml-alias, yaml-merge, duplicate-key, key-not-text, second-document
//
// And the file itself may be wrong: byte-order-mark, late-front-matter,
// unclosed-front-matter, indented-delimiter, front-matter-not-a-map, not-utf8.
//
// # Limits
//
// Content comes from anybody, so that front matter has limits: 64 KiB, 20 levels,
// 5000 values, 16 KiB a text (front-matter-too-long, too-deep, too-many-values,
// text-too-long). A document with an error has no Root, but still its Body.
package frontmatter

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/adrg/frontmatter"

	"github.com/casebook-dev/casebook/internal/diag"
)

// The limits of one front matter.
const (
	maxBlock  = 64 << 10 // bytes
	maxText   = 16 << 10 // bytes
	maxDepth  = 20
	maxValues = 5000
)

// A Document is a file, split into its front matter and its body.
type Document struct {
	Format   string // yaml, toml or json; empty without front matter
	Root     *Node  // a map; nil without front matter, or when it cannot be read
	Body     []byte
	BodyLine int // line of the file on which Body begins
}

// Parse splits a document and reads its front matter.
func Parse(file string, src []byte) (Document, diag.List) {
	r := newReader(file, src)
	start := r.byteOrderMark()
	if looksLikeJSON(src[start:]) {
		return r.jsonDocument(start)
	}
	open := opening(src, start)
	if open.format == "" {
		return r.document(nil, "", start), r.problems
	}
	block, end, closed := split(src[start:], open)
	switch {
	case !closed && likeFields(src[open.end:], open.format):
		r.unclosed(open)
		return r.document(nil, open.format, endOfFields(src, open.end)), r.problems
	case !closed:
		return r.document(nil, "", start), r.problems
	}
	root := r.read(open.format, block, open.end)
	if root == nil && open.format == "yaml" && !anyField(block) && open.fence == "---" {
		return Document{Body: src[start:], BodyLine: 1}, r.problems[:r.before] // a thematic break, and prose
	}
	r.late(open, start)
	r.indentedEnd(open, start+end)
	return r.document(root, open.format, start+end), r.problems
}

// An opened is the line that opens a front matter.
type opened struct {
	format string // empty: there is none
	fence  string // as written, without space around it
	close  string // the line that must close it
	at     int    // offset of the line
	end    int    // offset of the line after it
}

// opening finds the line that opens the front matter: the first that is not empty.
func opening(src []byte, start int) opened {
	at := start
	for line := range bytes.Lines(src[start:]) {
		fence := string(bytes.TrimSpace(line))
		if fence == "" {
			at += len(line)
			continue
		}
		for _, f := range fences() {
			if f.open == fence && line[len(line)-1] == '\n' {
				return opened{f.format, fence, f.close, at, at + len(line)}
			}
		}
		break
	}
	return opened{}
}

// A fence is a pair of lines that enclose a front matter.
type fence struct{ open, close, format string }

func fences() []fence {
	return []fence{
		{"---", "---", "yaml"},
		{"---yaml", "---", "yaml"},
		{"+++", "+++", "toml"},
		{"---toml", "---", "toml"},
		{";;;", ";;;", "json"},
		{"---json", "---", "json"},
	}
}

// split finds the lines between the fences, and the offset at which the body
// begins. Only lines that may be front matter are given to the library: it copies
// what it reads, more than once.
func split(src []byte, open opened) (block []byte, end int, closed bool) {
	src = src[:endOfFence(src, open.close)]
	keep := func(data []byte, _ any) error {
		block, closed = data, true
		return nil
	}
	var formats []*frontmatter.Format
	for _, f := range fences() {
		formats = append(formats, frontmatter.NewFormat(f.open, f.close, keep))
	}
	body, err := frontmatter.Parse(bytes.NewReader(src), nil, formats...)
	if err != nil { // reading from memory does not fail
		return nil, 0, false
	}
	return bytes.Clone(block), len(src) - len(body), closed
}

// endOfFence returns where the first line ends that may close the front matter,
// after the one that opens it.
func endOfFence(src []byte, closing string) int {
	at, opened := 0, false
	for line := range bytes.Lines(src) {
		at += len(line)
		text := bytes.TrimSpace(line)
		if opened && string(text) == closing {
			return at
		}
		opened = opened || len(text) > 0
	}
	return len(src)
}

// read reads the lines between the fences, which begin at the offset.
func (r *reader) read(format string, block []byte, offset int) *Node {
	r.before = len(r.problems)
	r.errors = 0
	if !r.acceptable(block, offset) {
		return nil
	}
	var root *Node
	switch format {
	case "toml":
		root = r.toml(block, offset)
	case "json":
		root = r.json(block, offset)
	default:
		root = r.yaml(block, offset)
	}
	if r.errors > 0 {
		return nil
	}
	return root
}

// document makes the Document whose body begins at the offset.
func (r *reader) document(root *Node, format string, body int) Document {
	line, _ := r.place(body)
	if body == len(r.src) && body > 0 {
		line++ // an empty body begins after the last line
	}
	return Document{Format: format, Root: root, Body: r.src[body:], BodyLine: line}
}

func (r *reader) byteOrderMark() int {
	const mark = "\uFEFF"
	if !bytes.HasPrefix(r.src, []byte(mark)) {
		return 0
	}
	r.warn(0, "byte-order-mark", "the file begins with a byte order mark, an invisible character",
		"Save the file as UTF-8 without BOM; code hosts may not see its front matter.")
	return len(mark)
}

// late reports front matter that does not begin on the first line.
func (r *reader) late(open opened, start int) {
	if open.at > start {
		r.warn(open.at, "late-front-matter", "the front matter does not begin on the first line",
			"Remove the empty lines before it; code hosts show it as text.")
	}
}

// indentedEnd reports a fence inside an indented text, which ends the front
// matter all the same.
func (r *reader) indentedEnd(open opened, body int) {
	at := bytes.LastIndexByte(bytes.TrimRight(r.src[:body], "\r\n"), '\n') + 1
	if at > open.at && (r.src[at] == ' ' || r.src[at] == '\t') {
		r.warn(at, "indented-delimiter", "an indented line of "+open.close+" ends the front matter",
			"Move it to the beginning of its line if it is meant to, else write it otherwise.")
	}
}

func (r *reader) unclosed(open opened) {
	line, _ := r.place(endOfFields(r.src, open.end))
	r.fail(open.at, "unclosed-front-matter", "the front matter is opened by "+open.fence+" and never closed",
		"Put a line of its own after the last key, perhaps as line "+itoa(line)+":\n"+open.close)
}

// likeFields tells whether a block that nobody can read, or that nobody closed,
// was meant to hold fields: it begins with one.
func likeFields(block []byte, format string) bool {
	if format == "json" {
		return true
	}
	key := regexp.MustCompile(`^(["']?[\pL_][\pL\pN_.-]*["']?\s*[:=]|<{7})`)
	for line := range bytes.Lines(block[:min(len(block), maxBlock)]) {
		if key.Match(line) {
			return true
		}
		if strings.HasPrefix(string(line), "# ") && format == "yaml" {
			continue // a comment, or a heading
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return false
		}
	}
	return false
}

// anyField tells whether a block between two lines of dashes holds anything like
// a field, so that it is no prose between two thematic breaks.
func anyField(block []byte) bool {
	return likeFields(block, "yaml") || regexp.MustCompile(`(?m)^["']?[a-z_][a-z0-9_.-]*["']?:(\s|$)`).Match(block)
}

// endOfFields guesses where a front matter that is never closed should have
// ended: before the first line that is no key, item, comment or indented text.
func endOfFields(src []byte, start int) int {
	field := regexp.MustCompile(`^(["']?[\pL_][\pL\pN_.-]*["']?\s*[:=]|- |-\r?$|\s+\S|[\]})]|\[)`)
	end, at := start, start
	for line := range bytes.Lines(src[start:]) {
		at += len(line)
		switch text := bytes.TrimRight(line, "\r\n"); {
		case field.Match(text):
			end = at
		case len(bytes.TrimSpace(text)) > 0:
			return end
		}
	}
	return end
}
