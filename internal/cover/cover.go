// Package cover draws the picture that other sites and chat programs show beside
// a link: a title, what it belongs to, and when it was. They take PNG only, about
// twice as wide as high.
//
// Words are set in Liberation Serif, which has the letters of Latin, Greek and
// Cyrillic scripts. It sets one letter after another, so text that needs more
// than that, or letters that the face has not, is refused rather than drawn
// wrongly: [Painter.CanWrite].
//
// A picture is drawn for each review of a book, so it is made cheaply: letters
// are drawn once and copied, into the very bytes that are then compressed. At 1200
// by 630 pixels, which is what they show at most, it would cost twice as much, and
// take 16 KB of the site instead of 8.
package cover

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font/sfnt"
)

// The picture's size in pixels.
const (
	Width  = 800
	Height = 420
)

// Version changes when the same words are drawn otherwise.
const Version = 1

// Options are what all covers of a book share. The zero value is useful.
type Options struct {
	Accent string // #rgb or #rrggbb; empty: casebook's own
}

// A Cover is what one picture says.
type Cover struct {
	Over  string      // above the title: the book
	Title string      // as large as fits
	Under string      // below: what and when
	Dots  [][]float64 // lines of dots at the foot, each from 0, the left, to 1
}

// A Painter draws covers. Many goroutines may use it.
type Painter struct {
	accent        color.RGBA
	bold, regular *face
	canvases      canvases
}

// NewPainter reads the faces.
func NewPainter(o Options) (*Painter, error) {
	p := &Painter{accent: parseAccent(o.Accent)}
	for _, f := range []struct {
		ttf []byte
		to  **face
	}{{liberationserifbold.TTF, &p.bold}, {liberationserifregular.TTF, &p.regular}} {
		parsed, err := sfnt.Parse(f.ttf)
		if err != nil {
			return nil, err
		}
		*f.to = newFace(parsed)
	}
	return p, nil
}

// CanWrite tells whether the faces have what a text needs.
func (p *Painter) CanWrite(text string) bool {
	return p.bold.has(text) && p.regular.has(text)
}

// The layout, in pixels.
const (
	margin     = 56
	overSize   = 23
	underSize  = 22
	overBase   = 72 // baselines
	underBase  = Height - 50
	ruleTop    = 93
	titleTop   = 120
	titleRoom  = underBase - underSize - titleTop - 20
	dotsTop    = 220
	dotsBottom = Height - 34
	dotRadius  = 8
)

// titleSizes are tried from the largest; the last takes what fits of the words.
var titleSizes = []int{68, 55, 47, 40, 35, 30}

// Draw returns the picture as PNG. What cannot be written is left out.
func (p *Painter) Draw(c Cover) ([]byte, error) {
	cv := p.canvases.get()
	defer p.canvases.put(cv)
	if p.CanWrite(c.Over) {
		cv.line(p.regular.at(overSize), p.regular.fit(c.Over, overSize), overBase, softInk)
	}
	cv.fill(margin, ruleTop, 64, 4, accentInk)
	if p.CanWrite(c.Title) {
		room := titleRoom
		if c.Dots != nil {
			room = dotsTop - titleTop - dotRadius
		}
		size, lines := p.bold.set(c.Title, room)
		for i, line := range lines {
			cv.line(p.bold.at(size), line, titleTop+size+i*leading(size), fullInk)
		}
	}
	if p.CanWrite(c.Under) {
		cv.line(p.regular.at(underSize), p.regular.fit(c.Under, underSize), underBase, softInk)
	}
	for i, line := range c.Dots {
		y := dotsTop + (2*i+1)*(dotsBottom-dotsTop)/(2*len(c.Dots))
		cv.fill(margin, y, Width-2*margin, 2, lineInk)
		for _, at := range line {
			cv.disc(margin+int(at*(Width-2*margin)), y, dotRadius, accentInk)
		}
	}
	return cv.png(p.palette())
}

// leading is how far apart the lines of a title are.
func leading(size int) int { return size * 9 / 8 }

// parseAccent reads #rgb or #rrggbb; anything else is casebook's own colour.
func parseAccent(s string) color.RGBA {
	hex := strings.TrimPrefix(s, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return color.RGBA{0x0d, 0x5c, 0x63, 0xff}
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}
