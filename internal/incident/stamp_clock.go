package incident

import "strings"

// A clock is a time of day as written.
type clock struct {
	hour, minute, second int
	given, seconds       bool
	unclear              bool // «2X:XX»: there was one, and nobody knows it
	half                 half
	oddHalf              bool // «23:00 AM»
}

// A half is the half of the day that a 12-hour clock says.
type half int

const (
	noHalf half = iota
	am
	pm
)

// readClock reads 15:04, 15:04:05.678, 3:04 PM, 3pm, 15h04 at the beginning of
// s. Bare digits, 1504, are read only where bare allows them.
func readClock(s string, bare bool) (clock, int) {
	if c, n := readUnclear(s); n > 0 {
		return c, n
	}
	hour, n := number(s, 2)
	c := clock{hour: hour, given: true}
	switch {
	case n == 0:
		if bare {
			return readBareClock(s)
		}
		return clock{}, 0
	case n < len(s) && (s[n] == ':' || s[n] == 'h'):
		minute, m := number(s[n+1:], 2)
		if m != 2 {
			return clock{}, 0
		}
		c.minute = minute
		n += 3
		n += c.readSeconds(s[n:])
		n += c.readHalf(s[n:])
	default:
		m := c.readHalf(s[n:])
		if m == 0 || hour > 12 {
			return clock{}, 0
		}
		n += m
	}
	if !c.settle() || endsBadly(s[n:]) {
		return clock{}, 0
	}
	return c, n
}

// endsBadly tells whether rest shows that what stood before it was no clock:
// «10:00x», «1:02:03:04».
func endsBadly(rest string) bool {
	if rest == "" || rest[0] == 'Z' || rest[0] == 'z' || rest[0] == 'h' {
		return len(rest) > 1 && wordGoesOn(rest[1:])
	}
	if rest[0] == ':' {
		return len(rest) > 1 && isDigit(rest[1])
	}
	// «10:02PST» is common enough to be read.
	return wordGoesOn(rest) && !(rest[0] >= 'A' && rest[0] <= 'Z')
}

// readBareClock reads 1504, as it stands after a date.
func readBareClock(s string) (clock, int) {
	value, n := number(s, 4)
	if n != 4 || value >= 2400 || value%100 > 59 || wordGoesOn(s[n:]) && s[n] != 'Z' {
		return clock{}, 0
	}
	return clock{hour: value / 100, minute: value % 100, given: true}, n
}

// readUnclear reads «2X:XX», «??:??», «???»: a time that the writer knows to be
// missing.
func readUnclear(s string) (clock, int) {
	n, marks, colon := 0, 0, false
	for n < len(s) && (isDigit(s[n]) || s[n] == 'X' || s[n] == '?' || s[n] == ':' && n > 0 && !colon) {
		colon = colon || s[n] == ':'
		if s[n] == 'X' || s[n] == '?' {
			marks++
		}
		n++
	}
	if marks < 2 || s[n-1] == ':' || n > 5 || !colon && marks != n || wordGoesOn(s[n:]) {
		return clock{}, 0
	}
	if !colon && s[0] == 'X' {
		return clock{}, 0
	}
	return clock{unclear: true}, n
}

func (c *clock) readSeconds(s string) int {
	if s == "" || s[0] != ':' {
		return 0
	}
	second, m := number(s[1:], 2)
	if m != 2 {
		return 0
	}
	c.second, c.seconds = second, true
	n := 3
	if n < len(s) && (s[n] == '.' || s[n] == ',') {
		if _, m := number(s[n+1:], 9); m > 0 {
			n += 1 + m
		}
	}
	return n
}

// readHalf reads «PM», « p.m.», «am» as a word of its own.
func (c *clock) readHalf(s string) int {
	i := spaces(s)
	if i > 1 || i >= len(s) {
		return 0
	}
	for _, form := range []string{"a.m.", "p.m.", "am", "pm"} {
		if !hasPrefixFold(s[i:], form) || wordGoesOn(s[i+len(form):]) {
			continue
		}
		c.half = am
		if form[0] == 'p' {
			c.half = pm
		}
		return i + len(form)
	}
	return 0
}

// settle applies the half of the day and tells whether such a time exists.
// People write «13:55 PM» when they mean 13:55, so the 24-hour clock wins.
func (c *clock) settle() bool {
	switch {
	case c.half == am && c.hour == 12:
		c.hour = 0
	case c.half == pm && c.hour < 12:
		c.hour += 12
	case c.half == am && c.hour > 12:
		c.oddHalf = true
	}
	if c.hour == 24 {
		return c.minute == 0 && c.second == 0
	}
	return c.hour < 24 && c.minute < 60 && c.second <= 60
}

// readApart returns the length of what may stand between a clock and its zone or
// date: spaces and «h» of «15:04h», «Uhr», «hrs».
func readApart(s string) int {
	for _, form := range []string{"h", " h", " uhr", " hrs", "hrs", " hours"} {
		if hasPrefixFold(s, form) && !wordGoesOn(s[len(form):]) {
			return len(form)
		}
	}
	return 0
}

// readAbout reads «~», «ca.», «approximately».
func readAbout(s string) int {
	for _, form := range []string{"~", "≈", "about ", "around ", "approximately ", "approx. ", "approx ", "circa ", "ca. ", "ca ", "c. "} {
		if len(s) >= len(form) && strings.EqualFold(s[:len(form)], form) {
			return len(form)
		}
	}
	return 0
}
