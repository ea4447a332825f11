package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/casebook-dev/casebook/internal/cover"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Other sites show a picture beside a link to a page: that of its review, else
// that of the book. They ask for it by its full address, so a book without a
// base_url has none.
const addressBookCover = "covers/book.png"

// coverYears is how many years the book's picture shows.
const coverYears = 3

// A Picture is what other sites show beside a link to a page.
type Picture struct {
	URL           string // in full; empty without a base_url
	Alt           string
	Width, Height int
}

// planCovers are the pictures of the book and of its reviews. A review whose
// title the face cannot write goes by the book's. Names change with what is drawn,
// so that a site takes over what the one before it has.
func (p *press) planCovers() []page {
	if p.painter == nil {
		return nil
	}
	pages := []page{{address: addressBookCover, raw: p.bookCover}}
	planned := map[string]bool{}
	for _, r := range p.reviews {
		name := p.coverName(r)
		if name == "" || planned[name] {
			continue
		}
		planned[name] = true
		pages = append(pages, page{address: name, lasting: true, raw: func() ([]byte, error) { return p.painter.Draw(p.coverOf(r)) }})
	}
	return pages
}

// coverName is the address of a review's picture; empty where it has none.
func (p *press) coverName(r *incident.Review) string {
	if p.painter == nil || !p.painter.CanWrite(coverTitle(r)) {
		return ""
	}
	c := p.coverOf(r)
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %q %q %q", cover.Version, p.o.Config.Theme.Accent, c.Over, c.Title, c.Under))
	return "covers/" + hex.EncodeToString(sum[:8]) + ".png"
}

func (p *press) coverOf(r *incident.Review) cover.Cover {
	return cover.Cover{Over: norm.NFC.String(p.site.Title), Title: coverTitle(r), Under: kindAndDay(r)}
}

// coverTitle is the title without the pictures that people put into it.
func coverTitle(r *incident.Review) string {
	return norm.NFC.String(strings.Map(func(c rune) rune {
		if unicode.Is(unicode.So, c) || unicode.Is(unicode.Variation_Selector, c) {
			return -1
		}
		return c
	}, r.Title))
}

// kindAndDay says in a few words what a review is of: «Near miss, 3 May 2026».
func kindAndDay(r *incident.Review) string {
	kind := kindText(r.Kind)
	first, size := utf8.DecodeRuneInString(kind)
	text := string(unicode.ToUpper(first)) + kind[size:]
	if r.Started.Known() {
		text += ", " + dayText(r.Started.Day())
	}
	return text
}

// reviewPicture is what goes with a link to a review.
func (p *press) reviewPicture(pg Page, r *incident.Review) Picture {
	name := p.coverName(r)
	if name == "" {
		return pg.Picture
	}
	return Picture{URL: pg.Absolute(name), Alt: r.Title + ". " + kindAndDay(r), Width: cover.Width, Height: cover.Height}
}

func (p *press) bookPicture() Picture {
	return Picture{
		URL:   absolute(p.site.BaseURL, addressBookCover),
		Alt:   p.site.Title + ": a dot for each incident of its last years",
		Width: cover.Width, Height: cover.Height,
	}
}

// bookCover draws the book's last years: a line for each, a dot for each review
// on the day its incident began.
func (p *press) bookCover() ([]byte, error) {
	c := cover.Cover{Title: norm.NFC.String(p.site.Title)}
	for _, y := range firstOf(p.calendarYears(), coverYears) {
		line := []float64{}
		for _, m := range y.months {
			for _, r := range m.Reviews {
				start := time.Date(y.year, 1, 1, 0, 0, 0, 0, time.UTC)
				line = append(line, r.Started.Day().Sub(start).Hours()/(24*366))
			}
		}
		c.Dots = append(c.Dots, line)
	}
	return p.painter.Draw(c)
}
