package chart

import "html/template"

// A Stacks is a column for each review or month, made of one square for each
// thing counted, by sorts: the first sort stands at the bottom. Where a column
// would be too high for squares, bars stand for them.
type Stacks struct {
	Caption
	Columns []Stack // oldest first; as many of the newest as fit are drawn
	Sorts   Legend  // of the parts of each column
}

// A Stack is one column.
type Stack struct {
	Mark
	Label string // below it, where there is room
	Parts []int  // one for each sort
}

// How many columns are drawn on wide and on narrow screens, and how many squares
// a column may have.
const (
	StacksWide   = 60
	StacksNarrow = 24
	mostSquares  = 14
)

func (s Stack) total() int {
	n := 0
	for _, part := range s.Parts {
		n += part
	}
	return n
}

// SVG draws the columns, or nothing where all are empty.
func (p Stacks) SVG() template.HTML {
	most := 0
	for _, column := range p.Columns {
		most = max(most, column.total())
	}
	if most == 0 {
		return ""
	}
	return drawn(p.Caption, func(c *canvas, s size) int { return p.draw(c, s, most) })
}

func (p Stacks) draw(c *canvas, s size, most int) int {
	fits := StacksWide
	if s.narrow {
		fits = StacksNarrow
	}
	shown := p.Columns[max(0, len(p.Columns)-fits):]
	const left = 30
	step := min((s.width-left)/len(shown), 28)
	unit, squares := min(step-2, 13), most <= mostSquares
	height := most * (unit + 2)
	if !squares {
		height = 130
	}
	top := c.legend("s", p.Sorts, s, left) + 6
	bottom := top + height
	tick := axisStep(most)
	for n := 0; n <= most; n += tick {
		y := bottom - n*height/most
		c.add(`<path class="tick" d="M%d %dH%d"/><text class="axis" x="%d" y="%d" text-anchor="end">%d</text>`, left, y, left+step*len(shown), left-6, y+4, n)
	}
	last := -100
	for i, column := range shown {
		x := left + i*step
		c.stack(column, x+(step-unit)/2, bottom, unit, height, most, squares)
		if column.Label != "" && x-last >= 50 && x+50 <= s.width+20 {
			last = x
			c.add(`<text class="axis" x="%d" y="%d">%s</text>`, x, bottom+16, esc(column.Label))
		}
	}
	return bottom + 22
}

// stack draws one column.
func (c *canvas) stack(column Stack, x, bottom, unit, height, most int, squares bool) {
	if column.total() == 0 {
		return
	}
	var shape canvas
	shape.add(`<title>%s</title>`, esc(column.Title))
	n := 0
	for sort, part := range column.Parts {
		if !squares && part > 0 {
			low, high := n*height/most, (n+part)*height/most
			shape.add(`<rect class="s%d" x="%d" y="%d" width="%d" height="%d"/>`, sort+1, x, bottom-high, unit, max(high-low, 1))
		}
		for k := range part {
			if squares {
				shape.add(`<rect class="s%d" x="%d" y="%d" width="%d" height="%d"/>`, sort+1, x, bottom-(n+k+1)*(unit+2)+1, unit, unit)
			}
		}
		n += part
	}
	c.mark(column.Mark, `<g>%s</g>`, shape.String())
}
