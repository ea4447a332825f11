package markdown

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A timeline reads the entries of the Timeline sections. Each dialect has a file
// of its own; here is what they share.
type timeline struct {
	active bool // the reading is in a timeline's section
	begun  bool // there was one
	level  int  // of its heading
	q      incident.Sequence
	zone   string // said before any timeline: «All times in PST» under the title
	titled incident.Moment
	open   openEntry
	noted  bool // that no zone is said
	fresh  bool // the heading that began it is still being read
}

// An openEntry is a time that stands alone, in a heading or a paragraph, and
// takes what follows it. One that is only a date may turn out to be said for
// what follows; then it is no entry.
type openEntry struct {
	kind  openKind
	stamp incident.Stamp
	entry entryPiece
	from  mark // after the time
	at    int  // offset of the time
	piece int  // where its pieces begin
}

type openKind int

const (
	nothingOpen openKind = iota
	openHeading
	openParagraph
	openDate // a paragraph that is a date alone
)

// An entryPiece is an entry and the nodes that tell it.
type entryPiece struct {
	entry    int      // in the narrative's Entries
	head     ast.Node // its inline text, from one byte of the text to another
	from, to int
	cells    []ast.Node // of a table's row, instead of a head
	more     []ast.Node // blocks after the head
	below    int        // where the first of them begins in the text
	skipped  int        // bytes of the first of them that are the entry's phase
}

const toEnd = math.MaxInt

// begin begins a timeline under a heading, which may say its zone and its day.
func (t *timeline) begin(d *document, level, at int, heading string) {
	t.close(d)
	t.active, t.begun, t.level, t.noted, t.fresh = true, true, level, false, true
	t.q = incident.Sequence{Site: d.options.Zone, Order: incident.FindDateOrder(d.narrative.Source)}
	t.q.SetZone(t.zone)
	t.q.SetZone(incident.FindZone(heading))
	t.q.About = approximate(heading)
	t.q.Start(t.titled)
	t.q.Start(d.options.Started)
	if s, ok := incident.FindDate(heading); ok {
		d.reportTimes(at, t.q.SetDay(s))
	}
}

// approximate tells whether a heading or sentence says so of every time.
func approximate(text string) bool {
	return strings.Contains(strings.ToLower(text), "approximat")
}

func (t *timeline) end(d *document) {
	t.close(d)
	t.active = false
}

// see reads a block of the timeline's section and tells whether it took it; one
// that it leaves is shown as it is.
func (t *timeline) see(d *document, n ast.Node, from, to mark) bool {
	if !t.active {
		return false
	}
	if t.fresh {
		t.fresh = false
		return false
	}
	switch n := n.(type) {
	case *ast.Heading:
		return t.seeHeading(d, n, from, to)
	case *ast.List:
		if t.seeList(d, n) {
			return true
		}
	case *east.Table:
		if t.seeTable(d, n) {
			return true
		}
	case *ast.Paragraph:
		if t.seeParagraph(d, n, from, to) {
			return true
		}
	}
	return t.absorb(d, n)
}

// absorb gives a block without times of its own to the entry that is open.
func (t *timeline) absorb(d *document, n ast.Node) bool {
	switch t.open.kind {
	case nothingOpen:
		return false
	case openDate:
		if _, ok := n.(*ast.Paragraph); !ok {
			return false
		}
		t.open.kind = openParagraph
	}
	d.hearZone(n, d.began, d.mark())
	if t.open.entry.more == nil {
		t.open.entry.below = d.began.text
	}
	t.open.entry.more = append(t.open.entry.more, n)
	d.pieces = append(d.pieces, piece{block: len(d.narrative.Blocks) - 1, node: n})
	return true
}

// close ends the open entry: what it took becomes its text.
func (t *timeline) close(d *document) {
	if t.open.kind == nothingOpen {
		return
	}
	o := t.open
	t.open = openEntry{}
	e := d.entryPiece(o.stamp, o.at, o.from, d.began)
	if o.entry.more != nil && d.narrative.Entries[e.entry].Phase != "" {
		o.entry.skipped = max(0, e.from-o.entry.below)
	}
	o.entry.entry, o.entry.from = e.entry, e.from-o.entry.from
	block := d.pieces[o.piece].block
	hidden := false
	for _, p := range d.pieces[o.piece:] {
		hidden = hidden || d.narrative.Blocks[p.block].Inner
	}
	d.narrative.Entries[e.entry].Inner = hidden
	d.pieces = append(d.pieces[:o.piece], piece{block: block, entries: []entryPiece{o.entry}})
}

// settle turns what is open into what the entries that now come make of it: a
// date alone is said for them, anything else is an entry of its own.
func (t *timeline) settle(d *document) {
	if t.open.kind == nothingOpen || t.open.stamp.HasClock() || t.open.kind == openParagraph {
		t.close(d)
		return
	}
	d.reportTimes(t.open.at, t.q.SetDay(t.open.stamp))
	if t.open.kind == openDate {
		d.pieces[t.open.piece].timeless = true
	}
	t.open = openEntry{}
}

// entryPiece places a stamp and adds the entry whose text runs between two
// marks. The piece has yet to get its nodes; its from is where the text begins,
// after the phase.
func (d *document) entryPiece(s incident.Stamp, at int, from, to mark) entryPiece {
	p := d.timeline.q.Place(s)
	e := incident.Entry{At: p.At, Until: p.Until, OutOfOrder: p.OutOfOrder, Line: d.lineAt(at)}
	e.Inner = d.narrative.Blocks[len(d.narrative.Blocks)-1].Inner
	e.Phase, from.text = d.readPhase(at, from.text, to.text)
	for from.text < to.text && (d.text[from.text] == '\n' || d.text[from.text] == ' ') {
		from.text++
	}
	for to.text > from.text && (d.text[to.text-1] == '\n' || d.text[to.text-1] == ' ') {
		to.text--
	}
	e.Evidence = distinct(d.evidence[from.evidence:to.evidence])
	e.Mentions = mentioned(d.narrative.Mentions[from.mentions:to.mentions])
	d.narrative.Entries = append(d.narrative.Entries, e)
	d.timelineProblems(p, at)
	d.entrySpans = append(d.entrySpans, [2]int{from.text, to.text})
	return entryPiece{entry: len(d.narrative.Entries) - 1, from: from.text}
}

func (d *document) timelineProblems(p incident.Placed, at int) {
	d.reportTimes(at, p.Issues)
	if p.OutOfOrder {
		d.report(at, diag.Problem{
			Rule: "entry-out-of-order", Severity: diag.Warning,
			Message: fmt.Sprintf("the entry at %s goes back by %s", p.At, ago(p.Back)),
			Hint:    "mend its date or time, or move it to its place; it is shown where it stands",
		})
	}
	if p.At.Assumed && !d.timeline.noted {
		d.timeline.noted = true
		zone := "UTC"
		if d.options.Zone != nil {
			zone = d.options.Zone.String()
		}
		d.report(at, diag.Problem{
			Rule: "zone-assumed", Severity: diag.Note,
			Message: "the timeline says no zone; read as " + zone,
			Hint:    "write the zone in the heading, «Timeline (UTC)», or in a sentence under it, «All times in UTC»",
		})
	}
}

// ago writes a duration as «14 min», «3 h 20 min», «2 days».
func ago(d time.Duration) string {
	minutes := int(d.Round(time.Minute).Minutes())
	switch {
	case minutes < 1:
		return "less than a minute"
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 48*60 && minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	case minutes < 48*60:
		return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	}
	return fmt.Sprintf("%d days", minutes/60/24)
}

func (d *document) reportTimes(at int, issues []incident.TimeIssue) {
	for _, i := range issues {
		d.report(at, diag.Problem{Rule: i.Rule, Severity: diag.Warning, Message: i.Message, Hint: i.Hint})
	}
}

// stampAt reads the time at the beginning of the text from one byte to another,
// and returns where the text after it begins.
func (d *document) stampAt(from, to int) (incident.Stamp, int) {
	const longest = 160 // a range with dates, weekdays and zones takes less
	for from < to && d.text[from] == ' ' {
		from++
	}
	text := string(d.text[from:min(to, from+longest)])
	s, n := incident.ReadStamp(text)
	if n == 0 {
		return s, 0
	}
	return s, from + n
}

// afterStamp returns where the text begins that follows a time: after the colon
// or dash between them.
func (d *document) afterStamp(from, to int) int {
	const between = " \n:,;|-–—→•*_."
	for from < to {
		r := decode(d.text[from:to])
		if !strings.ContainsRune(between, r) {
			break
		}
		from += len(string(r))
	}
	return from
}
