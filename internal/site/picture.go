package site

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"
)

// addressPicture is what other sites show beside a link to this one. They take
// pictures as PNG, and only by a full address.
const addressPicture = "assets/book.png"

// The picture's size is what they ask for.
const (
	pictureWidth  = 1200
	pictureHeight = 630
	pictureYears  = 3
)

// The colours of the picture: ground, line, ink.
var pictureColours = color.Palette{
	color.RGBA{0xfb, 0xfa, 0xf7, 0xff}, color.RGBA{0xdf, 0xda, 0xd0, 0xff}, color.RGBA{0x0d, 0x5c, 0x63, 0xff},
}

// planPicture adds the picture where its full address is known.
func (p *press) planPicture() []page {
	if p.site.BaseURL == "" {
		return nil
	}
	return []page{{address: addressPicture, raw: p.picture}}
}

// picture draws the book's last years: a line for each, a dot for each review on
// the day its incident began.
func (p *press) picture() ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, pictureWidth, pictureHeight), pictureColours)
	years := firstOf(p.calendarYears(), pictureYears)
	row := map[int]int{}
	for i, y := range years {
		year := y.year
		row[year] = pictureHeight * (2*i + 1) / (2 * len(years))
		for x := 60; x < pictureWidth-60; x++ {
			img.SetColorIndex(x, row[year], 1)
		}
	}
	for _, r := range p.x.Reviews {
		day := r.Started.Day()
		y, shown := row[day.Year()]
		if !r.Started.Known() || !shown {
			continue
		}
		start := time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		x := 60 + int(day.Sub(start)/(24*time.Hour))*(pictureWidth-120)/366
		disc(img, x, y, 13)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), nil
}

// disc fills a circle with ink.
func disc(img *image.Paletted, cx, cy, radius int) {
	for y := -radius; y <= radius; y++ {
		for x := -radius; x <= radius; x++ {
			if x*x+y*y <= radius*radius {
				img.SetColorIndex(cx+x, cy+y, 2)
			}
		}
	}
}
