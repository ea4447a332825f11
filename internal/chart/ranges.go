package chart

import (
	"html/template"
	"math"
	"strconv"
)

// A Ranges is values with their intervals, one below another, beside the value
// that would mean no difference.
type Ranges struct {
	Caption
	Rows []Range
	None float64 // no difference: 1 for ratios, 0 for differences
	Log  bool    // by ratio
	Unit string  // below the axis
}

// A Range is a value and its interval; High may be infinite.
type Range struct {
	Mark
	Label     string
	Low, High float64
	At        float64
	Clear     bool   // the interval leaves no doubt
	Text      string // the numbers in words
}

// SVG draws the ranges, or nothing where there are none.
func (p Ranges) SVG() template.HTML {
	if len(p.Rows) == 0 {
		return ""
	}
	return drawn(p.Caption, p.draw)
}

// A scale places values between two ends; what lies beyond is cut.
type scale struct {
	low, high   float64
	left, right int
	log         bool
}

func (s scale) x(v float64) int {
	low, high := s.low, s.high
	if s.log {
		v, low, high = math.Log(max(v, s.low)), math.Log(low), math.Log(high)
	}
	part := min(max((v-low)/(high-low), 0), 1)
	return s.left + int(part*float64(s.right-s.left)+0.5)
}

// extent is the scale that shows the values, and of the intervals as much as is
// within reason: a tenth to ten times, at least, where it is by ratio.
func (p Ranges) extent(left, right int) scale {
	s := scale{low: p.None, high: p.None, left: left, right: right, log: p.Log}
	if p.Log {
		s.low, s.high = p.None/10, p.None*10
	}
	for _, r := range p.Rows {
		for _, v := range []float64{r.Low, r.At, r.High} {
			if p.Log {
				v = min(max(v, p.None/20), p.None*50)
			}
			if !math.IsInf(v, 0) {
				s.low, s.high = min(s.low, v), max(s.high, v)
			}
		}
	}
	if s.high <= s.low {
		s.low, s.high = s.low-1, s.high+1
	}
	return s
}

func (p Ranges) draw(c *canvas, s size) int {
	left, right, height := 170, s.width-230, 28
	if s.narrow {
		left, right, height = 6, s.width-10, 44
	}
	at := p.extent(left, right)
	bottom := 6 + len(p.Rows)*height
	for _, v := range p.ticks(at) {
		c.add(`<path class="tick" d="M%d 4V%d"/>`, at.x(v), bottom)
		c.axis(at.x(v), bottom+16, number(v))
	}
	c.add(`<path class="half" d="M%d 0V%d"/>`, at.x(p.None), bottom)
	for i, r := range p.Rows {
		p.row(c, s, at, r, 6+i*height)
	}
	if p.Unit != "" {
		c.axis((left+right)/2, bottom+33, p.Unit)
		return bottom + 40
	}
	return bottom + 24
}

func (p Ranges) row(c *canvas, s size, at scale, r Range, top int) {
	y, text := top+14, at.right+14
	anchor := "start"
	if s.narrow {
		y, text, anchor = top+30, s.width, "end"
	}
	c.label(0, top+18-4*btoi(s.narrow), s.width/2, r.Label, "")
	class := ""
	if r.Clear {
		class = " clear"
	}
	c.mark(r.Mark, `<g class="range%s"><title>%s</title><path d="M%d %dH%d"/><circle cx="%d" cy="%d" r="5"/></g>`, class, esc(r.Title), at.x(r.Low), y, at.x(r.High), at.x(r.At), y)
	c.add(`<text class="axis value" paint-order="stroke" x="%d" y="%d" text-anchor="%s">%s</text>`, text, top+18-4*btoi(s.narrow), anchor, esc(r.Text))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ticks are round values within the scale.
func (p Ranges) ticks(s scale) []float64 {
	var list []float64
	if p.Log {
		for _, v := range []float64{0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50} {
			if v *= p.None; v >= s.low && v <= s.high {
				list = append(list, v)
			}
		}
		return list
	}
	step := float64(axisStep(int(math.Ceil(s.high - s.low))))
	for v := math.Ceil(s.low/step) * step; v <= s.high; v += step {
		list = append(list, v)
	}
	return list
}

// number writes a value as short as it can be, and nothing as 0, not -0.
func number(v float64) string {
	if v == 0 {
		v = 0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
