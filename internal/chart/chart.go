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

// head opens a picture that has a name and a description.
func (c *canvas) head(f format, height int, id, title, description string) {
	c.add(`<svg class="%s" viewBox="0 0 %d %d" role="group" aria-labelledby="%s-%s-t %s-%s-d">`,
		f.class, f.width, height, id, f.class, id, f.class)
	c.add(`<title id="%s-%s-t">%s</title><desc id="%s-%s-d">%s</desc>`,
		id, f.class, esc(title), id, f.class, esc(description))
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
