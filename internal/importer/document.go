package importer

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/casebook-dev/casebook/internal/incident"
)

// ownDay is the day in a document's own front matter.
var ownDay = regexp.MustCompile(`\A(?:---|\+\+\+)\n(?:.*\n)*?(?:started|date|start_time) *[:=] *["']?(\d{4}-\d\d-\d\d)`)

// Document reads one written review: Markdown as it is, HTML and Word's .docx
// through HTML into Markdown, with the headings they have. What kind it is its
// content says. Pictures are not carried over, and counted.
func Document(name string, src []byte) (Evidence, error) {
	var e Evidence
	e.Title = strings.TrimSuffix(path.Base(name), path.Ext(name))
	body, title, err := e.document(src)
	if err != nil {
		return Evidence{}, fmt.Errorf("read %q: %w", name, err)
	}
	if len(e.Title) > len(time.DateOnly) {
		e.Started, _ = incident.ParseMoment(e.Title[:len(time.DateOnly)], time.UTC) // of a file named by its day
	}
	if day := ownDay.FindSubmatch(body); day != nil {
		e.Started, _ = incident.ParseMoment(string(day[1]), time.UTC)
	}
	if title != "" {
		e.Title = title
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return Evidence{}, fmt.Errorf("read %q: there is no text in it", name)
	}
	e.Body = append(bytes.TrimSpace(body), '\n')
	return e, nil
}

func (e *Evidence) document(src []byte) (body []byte, title string, err error) {
	page := ""
	if bytes.HasPrefix(src, []byte("PK\x03\x04")) {
		page, err = wordHTML(e, src)
	} else {
		var text []byte
		var note string
		if text, note, err = decode(src); err == nil {
			e.note(note)
			if !isHTML(text) {
				title, text = heading(text)
				return text, title, nil
			}
			page = string(text)
		}
	}
	if err != nil {
		return nil, "", err
	}
	return e.markdown(page)
}

// heading takes a first heading of the first level from Markdown: it is the title.
func heading(text []byte) (title string, rest []byte) {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(text, "\n"), []byte("\n"))
	if words, ok := bytes.CutPrefix(first, []byte("# ")); ok {
		return strings.Trim(string(words), " #"), rest
	}
	return "", text
}

// isHTML tells a page from Markdown that begins with a tag or a comment.
func isHTML(text []byte) bool {
	head := strings.ToLower(string(text[:min(len(text), 1024)]))
	head = strings.TrimSpace(head)
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.Contains(head, "<body")
}

// markdown turns a page into Markdown. Where it has a heading of the first
// level, that is its title.
func (e *Evidence) markdown(page string) (body []byte, title string, err error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, "", fmt.Errorf("read HTML: %w", err)
	}
	if h := find(root, atom.Title); h != nil {
		title = strings.TrimSpace(content(h))
	}
	if h := find(root, atom.H1); h != nil {
		title = strings.Join(strings.Fields(content(h)), " ")
		h.Parent.RemoveChild(h)
	}
	for _, n := range pictures(root) {
		e.drop("pictures", "put the files beside the review and link to them")
		n.Parent.RemoveChild(n)
	}
	if b := find(root, atom.Body); b != nil {
		root = b
	}
	text, err := markdownOf(root)
	return []byte(text), title, err
}

func pictures(root *html.Node) []*html.Node {
	var list []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Img || n.DataAtom == atom.Svg {
			list = append(list, n)
		}
	}
	return list
}

// markdownOf writes a node as Markdown, with tables and struck words.
func markdownOf(n *html.Node) (string, error) {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(), table.NewTablePlugin(),
	))
	text, err := c.ConvertNode(n)
	if err != nil {
		return "", fmt.Errorf("write Markdown: %w", err)
	}
	return string(text), nil
}
