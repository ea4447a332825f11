package chart

import (
	"html/template"
	"time"
)

// A size is how wide a picture is drawn. Each is drawn twice, for wide screens
// and for narrow ones, and the styles show the one that fits: text in a picture
// that shrinks cannot be read.
type size struct {
	class  string
	width  int
	narrow bool
}

var sizes = []size{{class: "wide", width: 860}, {class: "narrow", width: 350, narrow: true}}

// A Caption is what a picture is called, and what it shows in a sentence.
type Caption struct {
	ID          string // prefix of ids, unique on the page
	Title       string
	Description string
}

// in is the caption of one of a picture's sizes, whose ids are its own.
func (c Caption) in(class string) Caption {
	c.ID += "-" + class
	return c
}

// A Mark is something in a picture that stands for a review or a row of the
// table beside it.
type Mark struct {
	Href  string // may be empty
	Title string
}

// drawn draws a picture in both sizes; draw returns its height and what is in
// it.
func drawn(caption Caption, draw func(c *canvas, s size) (height int)) template.HTML {
	var all canvas
	for _, s := range sizes {
		var c canvas
		height := draw(&c, s)
		all.open(caption.in(s.class), sheet{class: s.class, width: s.width, height: height})
		all.add("%s</svg>\n", c.String())
	}
	return template.HTML(all.String())
}

// label writes a label at its left end; a link where it leads somewhere.
func (c *canvas) label(x, y, room int, text, href string) {
	c.mark(Mark{Href: href}, `<text class="label" paint-order="stroke" x="%d" y="%d">%s</text>`, x, y, esc(shorten(text, room/letter)))
}

// axis writes a label of an axis around its middle.
func (c *canvas) axis(x, y int, text string) {
	c.add(`<text class="axis" x="%d" y="%d" text-anchor="middle">%s</text>`, x, y, esc(text))
}

// letter is about how wide a letter of a label is.
const letter = 7

// A Legend says what marks of each class mean.
type Legend []string

// legend draws the names of classes such as k1 and k2 in a line, or below one
// another where they do not fit, and returns its height.
func (c *canvas) legend(class string, l Legend, s size, left int) int {
	if len(l) == 0 {
		return 0
	}
	const line = 20
	x, y := left, 12
	for i, name := range l {
		width := 24 + len([]rune(name))*letter
		if x > left && x+width > s.width {
			x, y = left, y+line
		}
		c.add(`<rect class="%s%d" x="%d" y="%d" width="11" height="11"/><text class="axis" x="%d" y="%d">%s</text>`, class, i+1, x, y-9, x+16, y+1, esc(name))
		x += width + 10
	}
	return y + line - 6
}

// axisStep is a round distance between at most six ticks from 0 to n.
func axisStep(n int) int {
	for unit := 1; ; unit *= 10 {
		for _, digit := range []int{1, 2, 5} {
			if digit*unit*5 >= n {
				return digit * unit
			}
		}
	}
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// months draws a line at the first of some months between two days, and names
// them where there is room; x places a time.
func (c *canvas) months(from, to time.Time, top, bottom int, x func(time.Time) int) {
	step := 1
	for _, wider := range []int{3, 6, 12} {
		if days := to.Sub(from).Hours() / 24; float64(x(to)-x(from))*28*float64(step) < days*62 {
			step = wider
		}
	}
	at := time.Date(from.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	for ; !at.After(to); at = at.AddDate(0, step, 0) {
		if at.Before(from) {
			continue
		}
		c.add(`<path class="tick" d="M%d %dV%d"/>`, x(at), top, bottom)
		c.axis(x(at), bottom+16, at.Format("Jan 06"))
	}
}
