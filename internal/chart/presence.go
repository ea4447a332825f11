package chart

import "html/template"

// A Presence is who responded to a service's incidents, one column for each: a
// small picture of which many fit beside one another. Rows come in the order in
// which people first appear, so that a hand-over reads as a step, and an island
// as a line.
type Presence struct {
	Caption
	Columns []PresenceColumn // oldest first; the last presenceColumns are drawn
	Rows    []PresenceRow
	Others  []int // for each column, how many responded who are in no row
}

// A PresenceColumn is one review.
type PresenceColumn struct {
	Mark
	Label string // its month
	Newer bool   // lies in the newer half
}

// A PresenceRow is one person: for each column whether they were there, and
// whether off call.
type PresenceRow struct {
	Label string
	Href  string
	There []PresenceMark
}

// A PresenceMark is how somebody took part.
type PresenceMark int

// The marks: not at all, on call or not known, and known to be off call.
const (
	Absent PresenceMark = iota
	There
	ThereOffCall
)

const (
	presenceColumns = 15
	presenceWidth   = 350
	presenceLabel   = 116
	presenceStep    = 15
	presenceRow     = 19
)

// PresenceColumns is how many columns a Presence shows, the newest.
const PresenceColumns = presenceColumns

// SVG draws the picture, or nothing where there are no rows.
func (p Presence) SVG() template.HTML {
	if len(p.Columns) == 0 || len(p.Rows) == 0 {
		return ""
	}
	first := max(0, len(p.Columns)-presenceColumns)
	rows := len(p.Rows)
	for _, n := range p.Others {
		if n > 0 {
			rows = len(p.Rows) + 1
		}
	}
	bottom := 4 + rows*presenceRow
	var c canvas
	c.add(`<svg viewBox="0 0 %d %d" width="%d" height="%d" role="group" aria-labelledby="%s-t %s-d">`, presenceWidth, bottom+22, presenceWidth, bottom+22, p.ID, p.ID)
	c.add(`<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, p.ID, esc(p.Title), p.ID, esc(p.Description))
	p.grid(&c, first, bottom)
	for i, row := range p.Rows {
		y := 4 + i*presenceRow + presenceRow/2
		c.label(0, y+4, presenceLabel, row.Label, row.Href)
		for j, mark := range row.There[first:] {
			c.presence(p.Columns[first+j], mark, x(j), y, row.Label)
		}
	}
	if rows > len(p.Rows) {
		p.others(&c, first, 4+len(p.Rows)*presenceRow+presenceRow/2)
	}
	c.add("</svg>\n")
	return template.HTML(c.String())
}

// x is the middle of a column.
func x(column int) int { return presenceLabel + 8 + column*presenceStep }

// grid draws a line for each review, names the first and the last month, and
// parts the halves.
func (p Presence) grid(c *canvas, first, bottom int) {
	shown := p.Columns[first:]
	for j, column := range shown {
		c.add(`<path class="tick" d="M%d 4V%d"/>`, x(j), bottom)
		if j > 0 && column.Newer && !shown[j-1].Newer {
			c.add(`<path class="half" d="M%d 0V%d"/>`, x(j)-presenceStep/2, bottom+6)
		}
	}
	c.add(`<text class="axis" x="%d" y="%d">%s</text>`, x(0)-6, bottom+17, esc(shown[0].Label))
	if last := len(shown) - 1; last >= 6 {
		c.add(`<text class="axis" x="%d" y="%d" text-anchor="end">%s</text>`, x(last)+6, bottom+17, esc(shown[last].Label))
	}
}

func (c *canvas) presence(column PresenceColumn, mark PresenceMark, x, y int, who string) {
	switch mark {
	case There:
		c.mark(column.Mark, `<circle class="was" cx="%d" cy="%d" r="5.5"><title>%s</title></circle>`, x, y, esc(who+": "+column.Title))
	case ThereOffCall:
		c.mark(column.Mark, `<circle class="off" cx="%d" cy="%d" r="4.5"><title>%s</title></circle>`, x, y, esc(who+", off call: "+column.Title))
	}
}

func (p Presence) others(c *canvas, first, y int) {
	c.label(0, y+4, presenceLabel, "others, once", "")
	for j, n := range p.Others[first:] {
		if n > 0 {
			c.mark(p.Columns[first+j].Mark, `<text class="axis value" paint-order="stroke" x="%d" y="%d" text-anchor="middle">%d<title>%s</title></text>`, x(j), y+4, n, esc(p.Columns[first+j].Title))
		}
	}
}
