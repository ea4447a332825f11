package chart

import (
	"html/template"
	"unicode/utf8"
)

// A Grid is a matrix of counts: rows and columns with names that lead somewhere,
// and in each cell how many, as a number and as one of four shades, so that colour
// alone says nothing. Where names would not fit, Small draws marks without them
// inside the frames of its blocks, which lead to the same numbers with names.
type Grid struct {
	Caption
	Rows    []Head
	Columns []Head
	Cells   []Cell
	Blocks  []Block
	Small   bool
}

// A Head names a row or a column.
type Head struct{ Label, Href string }

// A Cell is one count.
type Cell struct {
	Row, Column int
	Count       int
	Href        string // where the mark leads; may be empty
	Title       string
}

// A Block frames rows and columns that stand together.
type Block struct {
	Row, Column   int // the first
	Rows, Columns int // how many
	Href          string
	Title         string
}

// Sides of a cell in pixels, with names and without.
const (
	cellSide  = 24
	smallSide = 4
)

// SVG draws the grid; it is empty without cells.
func (g Grid) SVG() template.HTML {
	if len(g.Cells) == 0 {
		return ""
	}
	var c canvas
	side, left, top := cellSide, labelRoom(g.Rows), labelRoom(g.Columns)
	if g.Small {
		side, left, top = smallSide, 1, 1
	}
	width, height := left+len(g.Columns)*side+1, top+len(g.Rows)*side+1
	if !g.Small {
		width += top / 2 // the last column's name leans out
	}
	c.open(g.Caption, sheet{class: "grid", width: width, height: height, fixed: true})
	p := gridPlot{&c, side, left, top}
	if !g.Small {
		p.heads(g)
	}
	for _, cell := range g.Cells {
		p.cell(cell, g.Small)
	}
	for _, b := range g.Blocks {
		p.block(b)
	}
	c.add("</svg>")
	return template.HTML(c.String())
}

// labelRoom is the width that the longest name needs, within reason.
func labelRoom(heads []Head) int {
	longest := 0
	for _, h := range heads {
		longest = max(longest, utf8.RuneCountInString(h.Label))
	}
	return min(longest, longestLabel)*7 + 10
}

// longestLabel is how many letters of a name are shown.
const longestLabel = 22

// A gridPlot knows where things lie.
type gridPlot struct {
	c               *canvas
	side, left, top int
}

func (p gridPlot) heads(g Grid) {
	for i, h := range g.Rows {
		y := p.top + i*p.side
		p.c.add(`<path class="tick" d="M%d %dh%d"/>`, p.left, y, len(g.Columns)*p.side)
		p.name(h, p.left-6, y+p.side/2+4, `text-anchor="end"`)
	}
	for i, h := range g.Columns {
		x := p.left + i*p.side
		p.c.add(`<path class="tick" d="M%d %dv%d"/>`, x, p.top, len(g.Rows)*p.side)
		p.c.add(`<g transform="translate(%d %d) rotate(-60)">`, x+p.side/2+4, p.top-5)
		p.name(h, 0, 0, "")
		p.c.add("</g>")
	}
}

func (p gridPlot) name(h Head, x, y int, attributes string) {
	p.c.mark(Mark{Href: h.Href}, `<text class="label" x="%d" y="%d" %s>%s</text>`, x, y, attributes, esc(shorten(h.Label, longestLabel)))
}

func (p gridPlot) block(b Block) {
	if b.Rows == 0 || b.Columns == 0 {
		return
	}
	// the frame of a labelled grid lets clicks through to the cells
	rect := func(class string) {
		p.c.add(`<rect class="%s" x="%d" y="%d" width="%d" height="%d">`, class,
			p.left+b.Column*p.side, p.top+b.Row*p.side, b.Columns*p.side, b.Rows*p.side)
		if b.Title != "" {
			p.c.add("<title>%s</title>", esc(b.Title))
		}
		p.c.add("</rect>")
	}
	if b.Href == "" {
		rect("block")
		return
	}
	p.c.add(`<a href="%s">`, esc(b.Href))
	rect("block door")
	p.c.add("</a>")
}

func (p gridPlot) cell(cell Cell, small bool) {
	x, y := p.left+cell.Column*p.side, p.top+cell.Row*p.side
	if small {
		p.c.add(`<path class="shade-%d" d="M%d %dh%dv%dh-%dz"/>`, shade(cell.Count), x, y, p.side, p.side, p.side)
		return
	}
	p.c.mark(Mark{Href: cell.Href}, `<g class="cell"><title>%s</title><rect class="shade-%d" x="%d" y="%d" width="%d" height="%d"/><text class="on-%d" x="%d" y="%d">%d</text></g>`,
		esc(cell.Title), shade(cell.Count), x+1, y+1, p.side-1, p.side-1, shade(cell.Count), x+p.side/2, y+p.side/2+4, cell.Count)
}

// shade is one of four, for 1, 2, 3 to 4, and 5 or more.
func shade(n int) int {
	switch {
	case n >= 5:
		return 4
	case n >= 3:
		return 3
	}
	return max(n, 1)
}
