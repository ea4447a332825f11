package importer

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"strings"
)

// wordHTML reads a .docx as the HTML of its text: headings, paragraphs, lists,
// tables, links, bold and italic. Text that a tracked change deleted is left out,
// text that one inserted is kept; comments and footnotes are left out.
func wordHTML(e *Evidence, src []byte) (string, error) {
	files, err := Archive(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return "", err
	}
	text, err := read(files, "word/document.xml")
	if err != nil {
		return "", errors.New("no Word document: it has no word/document.xml")
	}
	w := word{e: e, links: map[string]string{}, styles: map[string]string{}}
	w.relations(files)
	w.styleNames(files)
	d := xml.NewDecoder(bytes.NewReader(text))
	if err := w.walk(d, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read word/document.xml: %w", err)
	}
	w.closeList()
	return "<html><body>" + w.b.String() + "</body></html>", nil
}

// maxDepth bounds how deep a document's parts may lie in one another.
const maxDepth = 100

// A word is a document being read.
type word struct {
	e      *Evidence
	b      strings.Builder
	links  map[string]string // targets by relation
	styles map[string]string // names by id, in lower case
	style  string            // of the paragraph
	listed bool              // the paragraph is an item
	inList bool
	text   strings.Builder // of the paragraph
	marks  string          // of the run: b, i
	cell   int             // how many table cells we are in
	row    int             // of the table, from 1
}

// walk reads the parts of one element.
func (w *word) walk(d *xml.Decoder, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("its parts lie more than %d deep", maxDepth)
	}
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := w.element(d, t, depth); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (w *word) element(d *xml.Decoder, t xml.StartElement, depth int) error {
	within := func() error { return w.walk(d, depth+1) }
	switch t.Name.Local {
	case "p":
		return w.paragraph(within)
	case "pStyle":
		w.style = w.styles[value(t, "val")]
	case "numPr":
		w.listed = true
	case "r":
		w.marks = ""
		return within()
	case "b", "i":
		if v := value(t, "val"); v != "0" && v != "false" && v != "off" {
			w.marks += t.Name.Local
		}
	case "t":
		var text string
		if err := d.DecodeElement(&text, &t); err != nil {
			return err
		}
		w.words(text)
		return nil
	case "tab":
		if depth > 2 {
			w.text.WriteString(" ")
		}
	case "br", "cr":
		w.text.WriteString("<br>")
	case "hyperlink":
		return w.link(w.links[value(t, "id")], within)
	case "drawing", "pict", "object":
		w.e.drop("pictures", "put the files beside the review and link to them")
		return d.Skip()
	case "del", "moveFrom", "instrText", "delText", "sectPr", "footnoteReference", "commentReference":
		return d.Skip()
	case "tbl":
		w.closeList()
		w.row = 0
		return w.wrap("table", within)
	case "tr":
		w.row++
		return w.wrap("tr", within)
	case "tc":
		w.cell++
		defer func() { w.cell-- }()
		if w.row == 1 {
			return w.wrap("th", within) // Markdown's tables have a header
		}
		return w.wrap("td", within)
	}
	return within()
}

// value returns an attribute, whatever its name space.
func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *word) wrap(tag string, within func() error) error {
	w.b.WriteString("<" + tag + ">")
	err := within()
	w.b.WriteString("</" + tag + ">")
	return err
}

// words adds a run's text with its marks; spaces at its ends stay outside them.
func (w *word) words(text string) {
	if strings.TrimSpace(text) == "" {
		w.text.WriteString(text)
		return
	}
	open, end := "", ""
	for _, tag := range []string{"b", "i"} {
		if strings.Contains(w.marks, tag) {
			open, end = open+"<"+tag+">", "</"+tag+">"+end
		}
	}
	inner := strings.TrimSpace(text)
	before, after, _ := strings.Cut(text, inner)
	w.text.WriteString(before + open + html.EscapeString(inner) + end + after)
}

func (w *word) link(target string, within func() error) error {
	if target == "" {
		return within()
	}
	w.text.WriteString(`<a href="` + html.EscapeString(target) + `">`)
	err := within()
	w.text.WriteString("</a>")
	return err
}

// paragraph writes one paragraph, by its style.
func (w *word) paragraph(within func() error) error {
	w.style, w.listed, w.marks = "", false, ""
	w.text.Reset()
	err := within()
	text := strings.TrimSpace(w.text.String())
	if text == "" {
		return err
	}
	tag := "p"
	switch level, heading := strings.CutPrefix(w.style, "heading "); {
	case w.style == "title":
		tag = "h1"
	case heading && len(level) == 1 && level >= "1" && level <= "6":
		tag = "h" + level
	case w.listed || strings.HasPrefix(w.style, "list "):
		tag = "li"
	}
	if tag != "li" {
		w.closeList()
	} else if !w.inList {
		w.inList = true
		w.b.WriteString("<ul>")
	}
	if w.cell > 0 && tag == "p" {
		w.b.WriteString(text + " ")
		return err
	}
	w.b.WriteString("<" + tag + ">" + text + "</" + tag + ">\n")
	return err
}

func (w *word) closeList() {
	if w.inList {
		w.inList = false
		w.b.WriteString("</ul>")
	}
}

// relations reads where links go.
func (w *word) relations(files fs.FS) {
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if src, err := read(files, "word/_rels/document.xml.rels"); err == nil && xml.Unmarshal(src, &rels) == nil {
		for _, r := range rels.List {
			if r.Mode == "External" {
				w.links[r.ID] = r.Target
			}
		}
	}
}

// styleNames reads what styles are called: their ids are in the language of
// whoever wrote the document, the names of Word's own are English.
func (w *word) styleNames(files fs.FS) {
	var styles struct {
		List []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	if src, err := read(files, "word/styles.xml"); err == nil && xml.Unmarshal(src, &styles) == nil {
		for _, s := range styles.List {
			w.styles[s.ID] = strings.ToLower(s.Name.Val)
		}
	}
}
