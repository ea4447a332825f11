package chart

import (
	"html/template"
)

// Spark draws a row of small bars, one for each count, as high as the largest
// allows. It stands beside words that say the same, so it is hidden from those
// who listen.
func Spark(counts []int) template.HTML {
	const bar, gap, height = 4, 1, 14
	largest := 0
	for _, n := range counts {
		largest = max(largest, n)
	}
	if largest == 0 {
		return ""
	}
	var c canvas
	width := len(counts)*(bar+gap) - gap
	c.add(`<svg class="spark" viewBox="0 0 %d %d" width="%d" height="%d" aria-hidden="true" focusable="false">`, width, height, width, height)
	for i, n := range counts {
		h := 1
		if n > 0 {
			h = max(3, n*height/largest)
		}
		c.add(`<rect x="%d" y="%d" width="%d" height="%d"/>`, i*(bar+gap), height-h, bar, h)
	}
	c.add("</svg>")
	return template.HTML(c.String())
}
