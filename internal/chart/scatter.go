package chart

import (
	"html/template"
	"time"
)

// A Scatter is a number for each review, by the day on which it began.
type Scatter struct {
	Caption
	From, To time.Time
	Points   []Point
	Unit     string // of the numbers, above the axis
}

// A Point is one review.
type Point struct {
	Mark
	At    time.Time
	N     int
	Usual int  // a line at what was usual before; 0: none
	Stand bool // stands out
}

// SVG draws the points, or nothing where there are none.
func (p Scatter) SVG() template.HTML {
	if len(p.Points) == 0 || !p.To.After(p.From) {
		return ""
	}
	return drawn(p.Caption, p.draw)
}

func (p Scatter) draw(c *canvas, s size) int {
	const left, top, height = 30, 24, 170
	bottom, most := top+height, 1
	for _, point := range p.Points {
		most = max(most, point.N, point.Usual)
	}
	step := axisStep(most)
	most = roundUp(most, step)
	x := func(at time.Time) int {
		part := float64(at.Sub(p.From)) / float64(p.To.Sub(p.From))
		return left + 8 + int(part*float64(s.width-left-36)+0.5)
	}
	y := func(n int) int { return bottom - n*height/most }
	c.add(`<text class="axis" x="0" y="12">%s</text>`, esc(p.Unit))
	for n := 0; n <= most; n += step {
		c.add(`<path class="tick" d="M%d %dH%d"/><text class="axis" x="%d" y="%d" text-anchor="end">%d</text>`, left, y(n), s.width, left-6, y(n)+4, n)
	}
	c.months(p.From, p.To, bottom, bottom+4, x)
	for _, point := range p.Points {
		if point.Usual > 0 {
			c.add(`<path class="usual" d="M%d %dh12"/>`, x(point.At)-6, y(point.Usual))
		}
	}
	for _, point := range p.Points {
		class := "dot-at"
		if point.Stand {
			class = "dot-at stand"
		}
		c.mark(point.Mark, `<circle class="%s" cx="%d" cy="%d" r="5"><title>%s</title></circle>`, class, x(point.At), y(point.N), esc(point.Title))
	}
	return bottom + 24
}
