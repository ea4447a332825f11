// Package markdown reads narratives and shows them.
//
// [Parse] turns the Markdown of a review into what casebook knows of it: its
// blocks and their sections, the entries of its timeline, its statements, its
// links and mentions. It keeps no tree: [Render] reads the source again when a
// page shows it, by the same walk, so that both give the same ids.
//
// The dialect is CommonMark with GitHub's tables, task lists, strikethrough,
// autolinks, footnotes and alerts. Raw HTML is never rendered. Every address
// passes one list of schemes, and every id is the narrative's own: none begins
// with “c-”, which is the page's.
package markdown

import (
	"html/template"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Options say how a narrative is to be read. The zero value is useful.
type Options struct {
	Sections   map[incident.Section][]string // headings that mean a section, beside the built-in ones
	Zone       *time.Location                // of times without a zone; nil: UTC
	Started    incident.Moment               // gives the timeline its first date
	KeepFields bool                          // read lines such as «**Severity**: 2» as fields
	Brief      bool                          // keep the text of few blocks: see [incident.Block]
}

// A View says how a page shows a narrative.
type View struct {
	Options // the same as for Parse

	Link   func(dest string) (href string, ok bool)      // nil: kept as written; !ok: the text without a link
	Person func(key string) (href, name string, ok bool) // of @key; nil or !ok: left as text
	Image  func(dest string) (Image, bool)               // nil or !ok: the alternative text alone

	Prefix    string // put before every id: perspectives and messages share a page
	Top       int    // level of the highest heading; 0 means 2
	DropTitle bool   // leave out the first heading: it is the page's title
}

// An Image is a picture that a page may show.
type Image struct {
	Src    string
	Width  int // in pixels; 0 when not known
	Height int
}

// A Page is a narrative as HTML, part by part.
type Page struct {
	Parts     []Part
	Footnotes []Footnote
	Outline   []OutlineItem
}

// A Part is one block, or a run of timeline entries. Its ids carry the view's
// prefix.
type Part struct {
	Block     incident.Block
	HTML      template.HTML // empty for a run of entries
	Entries   []EntryPart
	Footnotes []Footnote // those the part refers to
	Mentions  []string   // keys, once each
}

// An EntryPart is one entry of a timeline as HTML, without its time and phase.
type EntryPart struct {
	Entry incident.Entry
	HTML  template.HTML
}

// A Footnote is a note and the places that refer to it.
type Footnote struct {
	Number int
	ID     string
	HTML   template.HTML
	Refs   []string // ids of the references
}

// An OutlineItem is a heading of the page.
type OutlineItem struct {
	Level int // as rendered
	ID    string
	Text  string
}
