package chart

import (
	"html/template"
	"time"
)

// A Lanes is lines over the days of a window: what lasted is shaded, what
// happened is a dot.
type Lanes struct {
	Caption
	From, To time.Time
	Lanes    []Lane // Nights and Stays are not drawn as such: Stays are shaded
}

// SVG draws the lanes, or nothing where there are none.
func (p Lanes) SVG() template.HTML {
	if len(p.Lanes) == 0 || !p.To.After(p.From) {
		return ""
	}
	return drawn(p.Caption, p.draw)
}

func (p Lanes) draw(c *canvas, s size) int {
	const top, height = 4, 26
	left := 170
	if s.narrow {
		left = 104
	}
	x := func(at time.Time) int {
		part := min(max(float64(at.Sub(p.From))/float64(p.To.Sub(p.From)), 0), 1)
		return left + int(part*float64(s.width-left-24)+0.5)
	}
	bottom := top + len(p.Lanes)*height
	c.months(p.From, p.To, top, bottom, x)
	for i, lane := range p.Lanes {
		y := top + i*height
		c.label(0, y+height/2+4, left-6, lane.Label, lane.Href)
		for _, span := range lane.Stays {
			c.add(`<rect class="spell" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect>`, x(span.From), y+4, max(x(span.To)-x(span.From), 3), height-8, esc(span.Title))
		}
		for _, dot := range lane.Dots {
			c.dot(dot, x(dot.At), y+height/2, 5)
		}
	}
	return bottom + 24
}
