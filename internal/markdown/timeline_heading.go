package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// seeHeading reads a heading that is a time; what follows it, up to the next
// heading, is its text. The timeline's own heading, and headings without a time,
// stay headings.
func (t *timeline) seeHeading(d *document, h *ast.Heading, from, to mark) bool {
	s, end := d.stampAt(from.text, to.text)
	if end == 0 {
		t.close(d)
		t.hearHeading(d, h.Pos(), from, to)
		return false
	}
	if s.HasClock() && !s.HasDate() && len(t.open.entry.more) == 0 {
		t.settle(d) // a heading that is only a date, over one that is only a time
	} else {
		t.close(d)
	}
	after := from
	after.text = d.afterStamp(end, to.text)
	t.open = openEntry{
		kind: openHeading, stamp: s, at: h.Pos(), from: after, piece: len(d.pieces),
		entry: entryPiece{head: h, from: from.text, to: toEnd},
	}
	d.pieces = append(d.pieces, piece{block: len(d.narrative.Blocks) - 1, node: h})
	return true
}

// hearHeading takes the day that a heading names in passing: «Day two, 15 March 2026».
func (t *timeline) hearHeading(d *document, at int, from, to mark) {
	if s, ok := incident.FindDate(d.textFrom(from, to, 200)); ok {
		d.reportTimes(at, t.q.SetDay(s))
	}
}

// hearZone takes what a sentence says for all times: their zone, the day, and
// that they are approximate.
func (d *document) hearZone(n ast.Node, from, to mark) {
	switch n.(type) {
	case *ast.Heading:
		d.hearTitle(from, to)
		return
	case *ast.Paragraph, *ast.Blockquote:
	default:
		return
	}
	const longest = 300
	if to.text-from.text > longest {
		return
	}
	text := string(d.text[from.text:to.text])
	about, ok := aboutTimes(text)
	if !ok {
		return
	}
	t := &d.timeline
	zone := incident.FindZone(about)
	if zone == "" {
		d.reportZone(n, about)
	}
	if t.active {
		t.q.SetZone(zone)
		t.q.About = t.q.About || approximate(about)
		if s, ok := incident.FindDate(about); ok {
			d.reportTimes(n.Pos(), t.q.SetDay(s))
		}
	} else if zone != "" {
		t.zone = zone
	}
}

// aboutTimes returns the part of a sentence that speaks of all times.
func aboutTimes(text string) (string, bool) {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return "", false // letters that change their length: no such sentence
	}
	for _, words := range []string{"all times", "all timestamps", "times are", "times in", "times listed", "timestamps are", "timestamps in", "time zone:", "timezone:"} {
		if i := strings.Index(lower, words); i >= 0 {
			return text[i+len(words):], true
		}
	}
	return "", false
}

// reportZone reports a sentence that means to name a zone and does not.
func (d *document) reportZone(n ast.Node, about string) {
	fillers := []string{"are", "is", "in", "listed", "shown", "given", "the"}
	words := strings.FieldsFunc(about, func(r rune) bool { return strings.ContainsRune(" ,.;:()*", r) })
	for len(words) > 0 && slices.Contains(fillers, words[0]) {
		words = words[1:]
	}
	if len(words) == 0 || approximate(words[0]) || strings.HasPrefix(words[0], "{") {
		return
	}
	hint := "write an IANA name such as Europe/Lisbon, or an offset such as +01:00"
	if near := incident.NearestZone(words[0]); near != "" {
		hint = "did you mean " + near + "?"
	} else if !strings.Contains(words[0], "/") && strings.ToUpper(words[0]) != words[0] {
		return // prose: «all times of day»
	}
	d.report(n.Pos(), diag.Problem{
		Rule: "unknown-zone", Severity: diag.Warning,
		Message: "no zone is called «" + words[0] + "»; the site's was taken",
		Hint:    hint,
	})
}

// hearTitle keeps the date of the title, or of a heading such as «Date: July 1,
// 2020», for a timeline that has no better.
func (d *document) hearTitle(from, to mark) {
	if d.timeline.begun || d.timeline.titled.Known() {
		return
	}
	if s, ok := incident.FindDate(d.textFrom(from, to, 200)); ok {
		d.timeline.titled = s.Day()
	}
}
