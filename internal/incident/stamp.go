package incident

import "strings"

// A Stamp is a time as written at the beginning of a text: its parts, and no
// more than was said. A [Sequence] gives it a place on the calendar.
type Stamp struct {
	from, to point
	ranged   bool
}

// A point is one end of a stamp.
type point struct {
	date  date
	clock clock
	zone  zone
	about bool
}

// HasClock tells whether a time of day was written, a known one or not.
func (s Stamp) HasClock() bool { return s.from.clock.given || s.from.clock.unclear }

// HasDate tells whether a day of the calendar was written.
func (s Stamp) HasDate() bool { return s.from.date.given() }

// HasZone tells whether a zone was written.
func (s Stamp) HasZone() bool { return s.from.zone.given() }

// ReadStamp reads the time that text begins with and returns how many bytes it
// takes; 0 if text begins with none. The time may stand in brackets, be a range,
// and have its parts in any order that people use.
func ReadStamp(text string) (Stamp, int) {
	closer := closerOf(text)
	if closer == 0 {
		return readStamp(text)
	}
	s, n := readStamp(text[1:])
	end := 1 + n + spaces(text[1+n:])
	if n == 0 || end >= len(text) || text[end] != closer {
		return Stamp{}, 0
	}
	return s, end + 1
}

func closerOf(text string) byte {
	switch {
	case strings.HasPrefix(text, "["):
		return ']'
	case strings.HasPrefix(text, "("):
		return ')'
	}
	return 0
}

func readStamp(text string) (Stamp, int) {
	from, n := readPoint(text)
	if n == 0 {
		return Stamp{}, 0
	}
	s := Stamp{from: from}
	if m := s.readEnd(text[n:]); m > 0 {
		n += m
	}
	return s, n
}

// readEnd reads « – 03:10» or « to 15 March 03:10» after the first point.
func (s *Stamp) readEnd(text string) int {
	i := spaces(text)
	gap := rangeWord(text[i:])
	if gap == 0 {
		return 0
	}
	i += gap
	i += spaces(text[i:])
	to, n := readPoint(text[i:])
	if n == 0 || s.from.clock.given != to.clock.given || !to.clock.given && !to.date.given() {
		return 0
	}
	s.to, s.ranged = to, true
	s.share()
	return i + n
}

// share gives each end of a range what only the other says: «2:30–3:10 PM».
func (s *Stamp) share() {
	if !s.from.zone.given() {
		s.from.zone = s.to.zone
	}
	if !s.to.zone.given() {
		s.to.zone = s.from.zone
	}
	a, b := &s.from.clock, s.to.clock
	if a.half != noHalf || b.half == noHalf || a.hour > 12 {
		return
	}
	shared := *a
	shared.half = b.half
	if shared.settle() && (shared.hour < b.hour || shared.hour == b.hour && shared.minute <= b.minute) {
		*a = shared
	}
}

func rangeWord(text string) int {
	if n := dash(text); n > 0 {
		if strings.HasPrefix(text, "->") {
			return 2
		}
		return n
	}
	for _, word := range []string{"to ", "until ", "till ", "through ", "and "} {
		if hasPrefixFold(text, word) {
			return len(word)
		}
	}
	return 0
}

// readPoint reads the parts of one point of time, as many as follow each other.
func readPoint(text string) (point, int) {
	var p point
	end, tee := 0, false
	for {
		i := end + p.gap(text[end:])
		n := p.readPart(text[i:], i == end, tee)
		if n == 0 {
			break
		}
		tee = false
		end = i + n
		if p.date.numbers && !p.clock.given && end+1 < len(text) && (text[end] == 'T' || text[end] == 't') && isDigit(text[end+1]) {
			tee = true
			end++
		}
	}
	if !p.date.given() && !p.clock.given && !p.clock.unclear {
		return point{}, 0
	}
	if p.clock.given {
		end += readApart(text[end:])
	}
	return p, end
}

// gap returns the length of what may stand before the next part.
func (p *point) gap(text string) int {
	i := 0
	if p.clock.given {
		i += readApart(text)
	}
	if p.date.given() && !p.clock.given {
		// «2024: 7:56am», «01-10-2024 - 7:32 PM», «Oct 31 | 21:33»
		i += len(text) - len(strings.TrimLeft(text, ",: |"))
		if n := dash(text[i:]); n > 0 && i > 0 && strings.HasPrefix(text[i+n:], " ") {
			i += n
		}
	} else if p.started() && strings.HasPrefix(text, ",") {
		i++
	}
	i += spaces(text[i:])
	if !p.started() {
		return i
	}
	for _, word := range []string{"at ", "on "} {
		if i > 0 && hasPrefixFold(text[i:], word) {
			return i + len(word)
		}
	}
	return i
}

func (p *point) started() bool {
	return p.date.given() || p.date.weekday != 0 || p.clock.given || p.clock.unclear || p.about
}

// readPart reads whatever part stands at the beginning of text and is still
// missing. Close tells that nothing stands between it and the part before.
func (p *point) readPart(text string, close, tee bool) int {
	if text == "" {
		return 0
	}
	if n := p.readAside(text); n > 0 {
		return n
	}
	if !p.about && !p.clock.given {
		if n := readAbout(text); n > 0 && n < len(text) && (isDigit(text[n]) || isLetter(text[n])) {
			p.about = true
			return n
		}
	}
	if !p.date.given() {
		if n := p.readDate(text); n > 0 {
			return n
		}
	}
	if !p.clock.given && !p.clock.unclear {
		if n := p.readClock(text, tee); n > 0 {
			return n
		}
	}
	if n := p.readZone(text, close); n > 0 {
		return n
	}
	return p.readLateYear(text)
}

func (p *point) readDate(text string) int {
	if p.date.weekday == 0 {
		if weekday, n := readWeekday(text); n > 0 && p.weekdayBelongs(text[n:]) {
			p.date.weekday = weekday
			return n
		}
	}
	d, n := readDate(text)
	if n > 0 {
		d.weekday = p.date.weekday
		p.date = d
	}
	return n
}

// weekdayBelongs tells whether a weekday is part of a time and not the first
// word of what happened: a date or a clock follows.
func (p *point) weekdayBelongs(rest string) bool {
	rest = strings.TrimLeft(rest, " ,|")
	if _, n := readDate(rest); n > 0 {
		return true
	}
	_, n := readClock(rest, false)
	return n > 0 && !p.clock.given
}

func (p *point) readClock(text string, tee bool) int {
	c, n := readClock(text, p.date.given())
	if n == 0 {
		return p.readNoClock(text)
	}
	p.clock = c
	if !c.given || n >= len(text) {
		return n
	}
	// Where an offset can follow at once, a minus is no dash of a range.
	if tee || p.date.numbers && (c.seconds || text[n] == ' ') || text[n] == '+' {
		i := n
		if text[n] == ' ' {
			i++
		}
		if z, m := readOffset(text[i:]); m > 0 && (i == n || text[i] != 'U' && text[i] != 'G') {
			p.zone = z
			return i + m
		}
	}
	return n
}

// readNoClock reads the «X» of «2022-02-02 X: somebody noticed».
func (p *point) readNoClock(text string) int {
	if !p.date.given() || !strings.HasPrefix(text, "X:") {
		return 0
	}
	p.clock.unclear = true
	return 1
}

func (p *point) readZone(text string, close bool) int {
	if p.zone.given() || !p.clock.given && !(p.date.given() && p.date.numbers && p.date.year != 0) {
		return 0
	}
	z, n := readZone(text)
	if n == 0 || z.offset != nil && text[0] == '-' {
		return 0
	}
	if z.written == "Z" && !close {
		return 0
	}
	p.zone = z
	return n
}

// readLateYear reads the year of «Tue Oct 11 12:24:02 UTC 2022».
func (p *point) readLateYear(text string) int {
	if p.date.month == 0 || p.date.year != 0 || p.date.weekday == 0 || !p.clock.given {
		return 0
	}
	year, n := readYear(" " + text)
	if n == 0 {
		return 0
	}
	p.date.year = year
	return n - 1
}

// readAside reads what stands in parentheses beside a part: a zone, a date, a
// weekday, or the same time as another zone's clock says it, which is left.
func (p *point) readAside(text string) int {
	if text[0] != '(' || !p.started() {
		return 0
	}
	end := strings.IndexByte(text, ')')
	if end < 0 {
		return 0
	}
	inner := strings.TrimSpace(text[1:end])
	if z, n := readZone(inner); n == len(inner) && n > 0 && !p.zone.given() {
		p.zone = z
		return end + 1
	}
	if weekday, n := readWeekday(inner); n == len(inner) && n > 0 {
		p.date.weekday = weekday
		return end + 1
	}
	other, n := readPoint(inner)
	switch {
	case n == 0 || n != len(inner):
		return 0
	case !other.clock.given && !p.date.given():
		other.date.weekday = max(other.date.weekday, p.date.weekday)
		p.date = other.date
	case !other.clock.given || !p.clock.given || !other.zone.given():
		return 0
	}
	return end + 1
}
