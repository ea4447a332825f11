// Package compare tells two versions of a narrative apart as a reader would:
// which blocks were kept, moved, added, removed, and which were changed, word by
// word.
//
// # How
//
// Both versions are rendered, and it is what a reader sees that is compared: a
// paragraph whose lines were broken elsewhere is the same paragraph. Blocks that
// are the same find each other, wherever they went (Heckel, «A technique for
// isolating differences between files», 1978); of the others, those that share
// half of their words are two versions of one (Dice's coefficient of their words).
// The largest part of the story that kept its order stands still, and the rest
// has moved. Within a block lists are compared item by item, tables row by row and
// cell by cell, code line by line, text word by word (Myers, «An O(ND) difference
// algorithm and its variations», 1986). Timeline entries are blocks of their own,
// with their times.
//
// # What the HTML holds
//
// Structure comes from the new version alone: its tags stand in the result byte
// for byte and in order, so what was safe stays safe and what was well-formed
// stays so. Of the old version only text is shown, and pictures as the old view
// rendered them, in elements made here:
//
//	<ins class="chg" id="chg-1">…</ins>     text that is new
//	<del class="chg" id="chg-1">…</del>     text that is gone
//	<li class="gone">…</li>                 an item, a row, a block that is gone
//	<span class="chg-note">…</span>         a word on what neither can show: a link's old target
//	<span class="unseen">(added: </span>    what colour and lines say, for those who listen
//
// Taking those out again gives the new version's HTML. The first mark of each
// paragraph, item, row or stretch of code has the anchor of its change, chg-1,
// chg-2 and so on through a page; a block that is new, gone or moved as a whole
// has it in [Block.Anchor] instead.
//
// The same result is there as text, in [Block.Lines].
package compare

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A Version is one of the two narratives, and how it is shown. The views should
// differ only where the versions do: in when the incident started, and in what a
// picture's address holds.
type Version struct {
	Narrative incident.Narrative
	View      markdown.View
}

// Options are useful when zero.
type Options struct {
	// Before is how many changes the page shows before these, so that each
	// anchor is there once.
	Before int
}

// A Difference is how one version of a narrative became another.
type Difference struct {
	Blocks []Block // in the order of the new version; what is gone stands where it was
	Notes  []Block // the footnotes, likewise
	// Changes is how many anchors there are: places that a reader is led to.
	Changes int
	Added   int // words
	Removed int // words
}

// A Block is a part of the narrative, and what became of it.
type Block struct {
	Mark    Mark
	Moved   bool   // it stands elsewhere in the story than before; it may be changed too
	Anchor  string // of a block that is new, gone or moved as a whole; may be empty
	First   int    // the number of its first change, whose anchor is chg- and that; 0: none
	Last    int    // and of its last
	Kind    incident.BlockKind
	Section incident.Section
	Line    int    // in the file of the version that has it
	Under   string // the text of the heading above it, in that version; of a sign: above what has moved
	From    string // of what moved, and of its sign: the heading that it stood under before
	To      string // of the sign that one left: its anchor now; may be empty

	HTML  template.HTML
	Lines []Line // the same as text

	Entry bool   // a moment of the timeline
	ID    string // the entry's own anchor, or the heading's; empty for what is gone
	Day   string // of an entry: Sat 14 Mar; empty when not known
	When  []Run  // the entry's time, as its author wrote it; with the day where that changed
	Phase []Run  // and its phase; may be empty
}

// A Mark says what became of a part.
type Mark string

// The marks.
const (
	Kept      Mark = "kept"
	Added     Mark = "added"
	Removed   Mark = "removed"
	Changed   Mark = "changed"
	Formatted Mark = "formatted" // the same words, set otherwise
	Left      Mark = "left"      // where a block stood that has moved: a sign, without the block
	Note      Mark = "note"      // a word on what text cannot show, of neither version
)

// A Line is a line of text: a paragraph, an item, a row, a line of code.
type Line struct {
	Mark Mark   // Kept, Added, Removed or Changed
	Lead string // what shows its place: “- ”, “> ”, spaces
	Runs []Run
}

// A Run is text of one kind.
type Run struct {
	Mark Mark // Kept, Added, Removed or Note
	Text string
}

// Narratives compares two versions of a narrative.
func Narratives(old, new Version, o Options) Difference {
	a, b := read(old), read(new)
	nameNotes(&a, &b)
	c := comparer{count: o.Before, before: o.Before}
	d := Difference{Blocks: c.blocks(a.blocks(), b.blocks()), Notes: c.blocks(a.notes, b.notes)}
	d.Changes = c.count - o.Before
	d.Added, d.Removed = c.added, c.removed
	return d
}

// Same tells whether no reader would see a difference.
func (d Difference) Same() bool {
	for _, list := range [][]Block{d.Blocks, d.Notes} {
		for _, b := range list {
			if b.Mark != Kept || b.Moved {
				return false
			}
		}
	}
	return true
}

// Label says in a word or two what became of the block; empty for one that was
// kept.
func (b Block) Label() string {
	switch {
	case b.Mark == Left && b.elsewhere() && b.Under != "":
		return "moved from here to «" + b.Under + "»"
	case b.Mark == Left:
		return "moved from here"
	case b.Moved && b.Anchor == "" && b.Mark == Kept:
		return "" // said of the block before, with which it moved
	case b.Moved && b.elsewhere() && b.From != "":
		return "moved here from «" + b.From + "»"
	case b.Moved:
		return "moved"
	case b.Mark == Formatted:
		return "set otherwise, in the same words"
	case b.Mark == Kept || b.Mark == Changed:
		return ""
	}
	return string(b.Mark)
}

// elsewhere tells whether what moved stands under another heading now. Headings
// bring their own.
func (b Block) elsewhere() bool { return b.Kind != incident.Heading && b.From != b.Under }

// Sign says in a word what became of a block that changed as a whole, for a
// margin; empty for any other.
func (b Block) Sign() string {
	switch b.Mark {
	case Added:
		return "+ added"
	case Removed:
		return "− removed"
	}
	return ""
}

// Number is how the page counts the block's changes: 3, or 3–5; empty without any.
func (b Block) Number() string {
	switch {
	case b.First == 0:
		return ""
	case b.First == b.Last:
		return strconv.Itoa(b.First)
	}
	return strconv.Itoa(b.First) + "–" + strconv.Itoa(b.Last)
}

// NoteID is the anchor of a footnote, which references lead to; empty for any
// other block.
func (b Block) NoteID() string {
	if b.Kind == incident.Footnotes {
		return b.ID
	}
	return ""
}

// Excerpt returns the first words of the block.
func (b Block) Excerpt() string {
	const most = 60
	var text strings.Builder
	for _, line := range b.Lines {
		for _, run := range line.Runs {
			text.WriteString(run.Text)
		}
		text.WriteString(" ")
		if text.Len() > most {
			break
		}
	}
	words := strings.TrimSpace(text.String())
	if len(words) <= most {
		return words
	}
	cut := strings.LastIndexByte(words[:most+1], ' ')
	if cut <= 0 {
		cut = most
	}
	return strings.ToValidUTF8(words[:cut], "") + "…"
}
