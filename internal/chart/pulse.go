package chart

import (
	"html/template"
	"time"
)

// A Pulse is how much was said when: a bar for each stretch of time, and a dot
// above for what is worth finding again.
type Pulse struct {
	Caption
	At    []time.Time // of each message, in order, in the zone of the axis
	Marks []Dot
}

// pulseBars is how many bars a picture of so many pixels may have.
func pulseBars(f format) int { return (f.width - f.label) / 8 }

// SVG draws the pulse, once for wide screens and once for narrow ones.
func (p Pulse) SVG() template.HTML {
	if len(p.At) < 2 || !p.At[len(p.At)-1].After(p.At[0]) {
		return ""
	}
	return inFormats([]format{{"strip-wide", 800, 0, 44, 9}, {"strip-narrow", 350, 0, 40, 4}}, p.draw)
}

func (p Pulse) draw(c *canvas, f format) {
	const top, axis = 14, 26
	bottom := top + f.lane
	c.open(p.Caption.in(f.class), sheet{class: f.class, width: f.width, height: bottom + axis})
	step, first, counts := p.count(pulseBars(f))
	x := plot{first, first.Add(time.Duration(len(counts)) * step), f, c}
	x.grid(top, bottom)
	largest := 1
	for _, n := range counts {
		largest = max(largest, n)
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		h := max(2, n*f.lane/largest)
		left, right := x.x(first.Add(time.Duration(i)*step)), x.x(first.Add(time.Duration(i+1)*step))
		c.add(`<rect class="bar" x="%d" y="%d" width="%d" height="%d"/>`, left, bottom-h, max(1, right-left-1), h)
	}
	for _, d := range p.Marks {
		c.dot(d, x.x(d.At), top-8, 4)
	}
	c.add("</svg>\n")
}

// count puts the messages into at most so many stretches of equal length.
func (p Pulse) count(most int) (step time.Duration, first time.Time, counts []int) {
	last := p.At[len(p.At)-1]
	for _, step = range steps {
		if last.Sub(p.At[0]) < time.Duration(most-1)*step {
			break
		}
	}
	first = p.At[0].Truncate(step)
	counts = make([]int, max(1, min(most, int(last.Sub(first)/step)+1)))
	for _, at := range p.At {
		i := int(at.Sub(first) / step)
		counts[min(max(i, 0), len(counts)-1)]++
	}
	return step, first, counts
}
