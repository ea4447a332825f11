package chart

import (
	"html/template"
	"time"
)

// A Strip is who was in an incident and when, to scale: a lane for each kind of
// moment, then one for each person, with the nights of their own zones shaded.
type Strip struct {
	Caption
	From, To time.Time // in the zone of the axis
	Moments  []Lane
	People   []Lane
}

// A Lane is one line of a strip.
type Lane struct {
	Label  string
	Href   string // where the label leads; may be empty
	Colour int    // one of the eight data colours; 0: ink
	Nights []Span
	Stays  []Span
	Dots   []Dot
}

// A Span is a stretch of time.
type Span struct {
	From, To time.Time
	Open     bool // the end is not known
	Title    string
}

// A Dot is one moment.
type Dot struct {
	At    time.Time
	Href  string
	Title string
}

// A format is how wide a strip is drawn. Two are drawn, and the styles show the
// one that fits: text in a picture that shrinks cannot be read.
type format struct {
	class                     string
	width, label, lane, ticks int
}

var formats = []format{
	{"strip-wide", 920, 132, 24, 9},
	{"strip-narrow", 350, 92, 22, 4},
}

// Beyond crowd people, lanes are as high as their labels and no higher.
const (
	crowd     = 12
	crowdLane = 16
)

// SVG draws the strip, once for wide screens and once for narrow ones.
func (s Strip) SVG() template.HTML {
	if !s.To.After(s.From) {
		return ""
	}
	return inFormats(formats, func(c *canvas, f format) {
		if len(s.People) > crowd {
			f.lane = crowdLane
		}
		s.draw(c, f)
	})
}

// inFormats draws a picture in each format.
func inFormats(formats []format, draw func(*canvas, format)) template.HTML {
	var c canvas
	for _, f := range formats {
		draw(&c, f)
	}
	return template.HTML(c.String())
}

func (s Strip) draw(c *canvas, f format) {
	const top, gap, axis = 6, 12, 26
	lanes := len(s.Moments) + len(s.People)
	height := top + lanes*f.lane + axis
	if len(s.Moments) > 0 && len(s.People) > 0 {
		height += gap
	}
	c.open(s.Caption.in(f.class), sheet{class: f.class, width: f.width, height: height})
	p := plot{s.From, s.To, f, c}
	p.grid(top, height-axis)
	y := top
	for _, l := range s.Moments {
		p.lane(l, y)
		y += f.lane
	}
	if len(s.Moments) > 0 && len(s.People) > 0 {
		y += gap
	}
	for _, l := range s.People {
		p.lane(l, y)
		y += f.lane
	}
	c.add("</svg>\n")
}

// A plot draws what lies between two times in one format.
type plot struct {
	from, to time.Time
	f        format
	c        *canvas
}

// x is where a time lies, cut to the strip.
func (p plot) x(at time.Time) int {
	left, right := p.f.label, p.f.width-14
	part := float64(at.Sub(p.from)) / float64(p.to.Sub(p.from))
	return left + int(min(max(part, 0), 1)*float64(right-left)+0.5)
}

func (p plot) grid(top, bottom int) {
	last := -100
	for _, at := range ticks(p.from, p.to, p.f.ticks) {
		x := p.x(at)
		p.c.add(`<path class="tick" d="M%d %dV%d"/>`, x, top, bottom)
		if x-last < 44 {
			continue
		}
		last = x
		anchor := "middle"
		switch {
		case x > p.f.width-34:
			anchor = "end"
		case x < 18:
			anchor = "start"
		}
		p.c.add(`<text class="axis" x="%d" y="%d" text-anchor="%s">%s</text>`, x, bottom+18, anchor, tickText(at))
	}
}

func (p plot) lane(l Lane, y int) {
	mid := y + p.f.lane/2
	for _, n := range l.Nights {
		if x, w := p.span(n); w > 0 {
			p.c.add(`<rect class="night" x="%d" y="%d" width="%d" height="%d"/>`, x, y, w, p.f.lane)
		}
	}
	p.c.label(0, mid+4, p.f.label-15, l.Label, l.Href)
	for _, s := range l.Stays {
		x, w := p.span(s)
		class := ""
		if s.Open {
			class = " open"
		}
		p.c.add(`<rect class="stay c%d%s" x="%d" y="%d" width="%d" height="6" rx="3"><title>%s</title></rect>`,
			l.Colour, class, x, mid-3, max(w, 4), esc(s.Title))
	}
	for _, d := range l.Dots {
		p.c.dot(d, p.x(d.At), mid, 4.5)
	}
}

func (p plot) span(s Span) (x, width int) {
	x = p.x(s.From)
	return x, p.x(s.To) - x
}

// Overlap is how much of a span lies in any of the others.
func Overlap(s Span, others []Span) time.Duration {
	var sum time.Duration
	for _, o := range others {
		from, to := s.From, s.To
		if o.From.After(from) {
			from = o.From
		}
		if o.To.Before(to) {
			to = o.To
		}
		sum += max(0, to.Sub(from))
	}
	return sum
}

// Nights are the stretches between from and to when it is night, from 22:00 to
// 07:00, in the zone.
func Nights(from, to time.Time, zone *time.Location) []Span {
	y, m, d := from.In(zone).Date()
	var list []Span
	for day := d - 1; ; day++ {
		night := Span{From: time.Date(y, m, day, 22, 0, 0, 0, zone), To: time.Date(y, m, day+1, 7, 0, 0, 0, zone)}
		if night.From.After(to) {
			return list
		}
		if night.To.After(from) {
			list = append(list, night)
		}
	}
}
