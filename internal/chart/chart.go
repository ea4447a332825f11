// Package chart draws numbers as SVG that a person can read and a screen reader
// can name: with a title, a description, and a link behind every mark. Colours
// come from the site's styles through classes; coordinates are whole numbers, so
// that a picture of the same numbers is the same bytes.
package chart

import (
	"fmt"
	"html/template"
	"strings"
	"time"
)

// esc escapes text for SVG and HTML alike.
func esc(s string) string { return template.HTMLEscapeString(s) }

// A canvas collects SVG.
type canvas struct{ strings.Builder }

func (c *canvas) add(format string, args ...any) { fmt.Fprintf(&c.Builder, format, args...) }

// A sheet is what a picture is drawn on.
type sheet struct {
	class         string
	width, height int
	fixed         bool // shown in this size, and in no other
}

// open begins a picture that has a name and a description.
func (c *canvas) open(of Caption, s sheet) {
	c.add(`<svg class="%s" viewBox="0 0 %d %d"`, s.class, s.width, s.height)
	if s.fixed {
		c.add(` width="%d" height="%d"`, s.width, s.height)
	}
	c.add(` role="group" aria-labelledby="%s-t %s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		of.ID, of.ID, of.ID, esc(of.Title), of.ID, esc(of.Description))
}

// mark draws something that leads to its review and says what it is.
func (c *canvas) mark(m Mark, shape string, args ...any) {
	if m.Href != "" {
		c.add(`<a href="%s">`, esc(m.Href))
	}
	c.add(shape, args...)
	if m.Href != "" {
		c.add(`</a>`)
	}
}

// dot draws a moment.
func (c *canvas) dot(d Dot, x, y int, radius float64) {
	c.mark(Mark{Href: d.Href}, `<circle class="dot-at" cx="%d" cy="%d" r="%g"><title>%s</title></circle>`, x, y, radius, esc(d.Title))
}

// shorten cuts a label to n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// steps are the distances between an axis's ticks that people count in.
var steps = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	24 * time.Hour, 48 * time.Hour, 7 * 24 * time.Hour, 14 * 24 * time.Hour, 28 * 24 * time.Hour,
	91 * 24 * time.Hour, 365 * 24 * time.Hour,
}

// ticks are round times between from and to by the clock of from's zone, at most
// n of them where the steps allow.
func ticks(from, to time.Time, n int) []time.Time {
	step := steps[len(steps)-1]
	for _, s := range steps {
		if to.Sub(from) <= time.Duration(n)*s {
			step = s
			break
		}
	}
	y, m, d := from.Date()
	at := time.Date(y, m, d, 0, 0, 0, 0, from.Location())
	var list []time.Time
	for ; !at.After(to); at = at.Add(step) {
		if !at.Before(from) {
			list = append(list, at)
		}
	}
	return list
}

// tickText is a tick's label: the day where it is midnight, else the clock.
func tickText(at time.Time) string {
	if at.Hour() == 0 && at.Minute() == 0 {
		return at.Format("2 Jan")
	}
	return at.Format("15:04")
}
