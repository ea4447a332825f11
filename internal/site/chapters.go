package site

import (
	"fmt"
	"strconv"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// onOnePage bounds what one page lists: beyond it, what is older has pages of its
// own, so that no page grows with the book for ever.
const onOnePage = 400

// A chapter is the reviews of a year, or of one month of a year that is too long
// for a page, with how much of what is listed they hold.
type chapter struct {
	year    int // 0: not known
	month   time.Month
	reviews []*incident.Review
	count   int
	months  []chapter // the newest first; of a year that is too long
}

// chapters cuts a list into years, the newest first. weight says how much of what
// is listed a review holds; those that hold nothing are left out.
func chapters(years []index.Year, weight func(*incident.Review) int) []chapter {
	var list []chapter
	for _, y := range years {
		c := chapter{year: y.Year}
		for _, r := range y.Reviews {
			if n := weight(r); n > 0 {
				c.reviews = append(c.reviews, r)
				c.count += n
			}
		}
		if c.count > onOnePage && c.year != 0 {
			c.months = months(c, weight)
		}
		if c.count > 0 {
			list = append(list, c)
		}
	}
	return list
}

// each weighs a review as one.
func each(*incident.Review) int { return 1 }

func months(year chapter, weight func(*incident.Review) int) []chapter {
	var list []chapter
	for _, r := range year.reviews {
		month := r.Started.Day().Month()
		if len(list) == 0 || list[len(list)-1].month != month {
			list = append(list, chapter{year: year.year, month: month})
		}
		c := &list[len(list)-1]
		c.reviews = append(c.reviews, r)
		c.count += weight(r)
	}
	return list
}

// newest are as many of the chapters as a page bears, and one at least; a long
// year counts by its months.
func newest(list []chapter) []chapter {
	var shown []chapter
	count := 0
	for _, c := range flat(list) {
		if count += c.count; count > onOnePage && len(shown) > 0 {
			break
		}
		shown = append(shown, c)
	}
	return shown
}

// flat puts months in the place of long years.
func flat(list []chapter) []chapter {
	var all []chapter
	for _, c := range list {
		if c.months == nil {
			all = append(all, c)
			continue
		}
		all = append(all, c.months...)
	}
	return all
}

func countOf(list []chapter) int {
	n := 0
	for _, c := range list {
		n += c.count
	}
	return n
}

// reviewsOf are the reviews of chapters, in their order.
func reviewsOf(list []chapter) []*incident.Review {
	var all []*incident.Review
	for _, c := range list {
		all = append(all, c.reviews...)
	}
	return all
}

// title is the chapter's heading.
func (c chapter) title() string {
	switch {
	case c.year == 0:
		return "Date unknown"
	case c.month == 0:
		return strconv.Itoa(c.year)
	}
	return fmt.Sprintf("%s %d", c.month, c.year)
}

// Anchor is the id of the heading of these reviews.
func (y CardYear) Anchor() string { return headingAnchor(y.Title) }

// Anchor is the id of the heading of these sayings.
func (y SaidYear) Anchor() string { return headingAnchor(y.Title) }

// Anchor is the id of the heading of these actions.
func (g ActionGroup) Anchor() string { return headingAnchor(g.Title) }

// Anchor is the id of the heading of a year, or of several.
func (y CalendarYear) Anchor() string { return headingAnchor(y.Title) }

func headingAnchor(title string) string { return "c-" + incident.Key(title) }

// address is where the chapter's page lies below that of its list.
func (c chapter) address(list string) string {
	switch {
	case c.year == 0:
		return list + "unknown/"
	case c.month == 0:
		return list + strconv.Itoa(c.year) + "/"
	}
	return fmt.Sprintf("%s%d/%02d/", list, c.year, int(c.month))
}

// Chapters lead from one page of a long list to the others.
type Chapters struct {
	Years  []Link // of the whole list
	Months []Link // of a long year
	Count  int    // on this page
	Total  int    // in the whole list
}

// Part tells whether there is more than stands on the page.
func (c Chapters) Part() bool { return c.Count < c.Total }

// pages are the links, where there is more than stands on the page.
func (c Chapters) pages() []Link {
	if !c.Part() {
		return nil
	}
	return append(append([]Link{}, c.Years...), c.Months...)
}

// contents are the links between the chapters of the list at an address, for the
// page that shows some of them.
func contents(pg Page, list string, all, shown []chapter) Chapters {
	c := Chapters{Count: countOf(shown), Total: countOf(all)}
	links := func(chapters []chapter) []Link {
		var links []Link
		for _, ch := range chapters {
			l := pg.link(ch.title(), ch.address(list))
			if ch.month != 0 {
				l.Title = ch.month.String()
			}
			l.Count = ch.count
			links = append(links, l)
		}
		return links
	}
	c.Years = links(all)
	for _, year := range all {
		if len(shown) > 0 && shown[0].year == year.year && shown[len(shown)-1].year == year.year {
			c.Months = links(year.months)
		}
	}
	return c
}

// planChapters gives each chapter of a list a page. show makes it of what it
// shows: the newest of a long year, whose months have pages too.
func planChapters(list, layout string, all []chapter, show func(pg Page, c chapter, shown []chapter) view) []page {
	var pages []page
	add := func(c chapter, shown []chapter) {
		pages = append(pages, page{address: c.address(list), layout: layout, view: func(pg Page) view {
			return show(pg, c, shown)
		}})
	}
	for _, year := range all {
		add(year, newest([]chapter{year}))
		for _, month := range year.months {
			add(month, []chapter{month})
		}
	}
	return pages
}
