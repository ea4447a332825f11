package chart

import (
	"html/template"
	"time"
)

// A Rhythm is when things happened, a line for each year: what lasted is shaded,
// what happened is a dot on its day.
type Rhythm struct {
	Caption
	Years   []RhythmYear // the newest first
	Crowded bool         // draw Bars, not Dots
}

// A RhythmYear is one line.
type RhythmYear struct {
	Year   int
	Dots   []Dot  // of this year
	Bars   []Bar  // of this year, in the place of so many dots
	Spells []Span // cut to this year when drawn
}

// A Bar is how much happened in a month.
type Bar struct {
	Month time.Month
	Count int
	Href  string
	Title string
}

// SVG draws the rhythm, once for wide screens and once for narrow ones.
func (r Rhythm) SVG() template.HTML {
	if len(r.Years) == 0 {
		return ""
	}
	return inFormats([]format{{"strip-wide", 760, 48, 26, 12}, {"strip-narrow", 350, 40, 26, 4}}, r.draw)
}

func (r Rhythm) draw(c *canvas, f format) {
	const top, axis = 4, 22
	bottom := top + len(r.Years)*f.lane
	c.open(r.Caption.in(f.class), sheet{class: f.class, width: f.width, height: bottom + axis})
	common := yearPlot(f, 2001, c) // no leap year: months stand below one another
	for m := time.January; m <= time.December; m++ {
		at := time.Date(2001, m, 1, 0, 0, 0, 0, time.UTC)
		x := common.x(at)
		c.add(`<path class="tick" d="M%d %dV%d"/>`, x, top, bottom)
		if int(m-1)%(12/f.ticks) == 0 {
			c.add(`<text class="axis" x="%d" y="%d">%s</text>`, x, bottom+16, at.Format("Jan"))
		}
	}
	for i, y := range r.Years {
		yearPlot(f, y.Year, c).year(y, top+i*f.lane)
	}
	largest := 1
	for _, y := range r.Years {
		for _, b := range y.Bars {
			largest = max(largest, b.Count)
		}
	}
	for i, y := range r.Years {
		yearPlot(f, y.Year, c).bars(y, top+(i+1)*f.lane-3, largest)
	}
	c.add("</svg>\n")
}

// yearPlot places times within one year.
func yearPlot(f format, year int, c *canvas) plot {
	from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return plot{from, from.AddDate(1, 0, 0), f, c}
}

func (p plot) year(y RhythmYear, top int) {
	mid := top + p.f.lane/2
	for _, s := range y.Spells {
		x, w := p.span(s)
		if w > 0 {
			p.c.add(`<rect class="spell" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect>`,
				x, top+3, max(w, 3), p.f.lane-6, esc(s.Title))
		}
	}
	p.c.add(`<text class="label" x="0" y="%d">%d</text>`, mid+4, y.Year)
	for _, d := range y.Dots {
		p.c.dot(d, p.x(d.At), mid, 5)
	}
}

// bars stand on the year's line, as high as the largest of all years allows.
func (p plot) bars(y RhythmYear, bottom, largest int) {
	for _, b := range y.Bars {
		from := time.Date(y.Year, b.Month, 1, 0, 0, 0, 0, time.UTC)
		x, w := p.span(Span{From: from, To: from.AddDate(0, 1, 0)})
		h := max(2, b.Count*(p.f.lane-6)/largest)
		p.c.add(`<a href="%s"><rect class="bar" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect></a>`,
			esc(b.Href), x+1, bottom-h, max(1, w-2), h, esc(b.Title))
	}
}
