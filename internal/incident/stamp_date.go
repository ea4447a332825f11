package incident

import (
	"strings"
	"time"
)

// A date is a calendar day as written.
type date struct {
	year, month, day int // year 0: not said
	last             int // the last day of «October 29-30»; 0 without one
	weekday          int // 1 + time.Weekday; 0: not said
	numbers          bool
	other            bool // day and month could change places
	wrong            bool // written like a date, but no such day exists: «11/03/202»
}

func (d date) given() bool { return d.month != 0 || d.wrong }

// A DateOrder says which number comes first in dates such as 03/04/2026.
type DateOrder int

// The orders.
const (
	OrderUnknown DateOrder = iota
	MonthFirst
	DayFirst
)

// readDate reads a date at the beginning of s. One without a year and in numbers
// alone, «03-14», is a date only when a clock or the end of the text follows.
func readDate(s string) (date, int) {
	if s == "" {
		return date{}, 0
	}
	if isDigit(s[0]) {
		if d, n := readISODate(s); n > 0 {
			return d, n
		}
		if d, n := readNumericDate(s); n > 0 {
			return d, n
		}
		return readDayMonth(s)
	}
	if !isLetter(s[0]) {
		return date{}, 0
	}
	return readMonthDay(s)
}

func readISODate(s string) (date, int) {
	year, n := number(s, 4)
	if n != 4 || year < 1000 || n >= len(s) || !strings.ContainsRune("-/.", rune(s[n])) {
		return date{}, 0
	}
	month, m := number(s[n+1:], 2)
	i := n + 1 + m
	if m == 0 || i >= len(s) || s[i] != s[n] {
		return date{}, 0
	}
	day, m := number(s[i+1:], 2)
	i += 1 + m
	if m == 0 || wordGoesOn(s[i:]) && s[i] != 'T' && s[i] != 't' {
		return date{}, 0
	}
	return date{year: year, month: month, day: day, numbers: true}.checked(), i
}

// readNumericDate reads 14/03/2026, 03-14-2026, 14.03.26, and 03-14 or 3/14
// before a clock.
func readNumericDate(s string) (date, int) {
	first, n := number(s, 2)
	if n == 0 || n >= len(s) || !strings.ContainsRune("-/.", rune(s[n])) {
		return date{}, 0
	}
	sep := s[n]
	second, m := number(s[n+1:], 2)
	i := n + 1 + m
	if m == 0 || first == 0 || second == 0 {
		return date{}, 0
	}
	if i >= len(s) || s[i] != sep || i+1 < len(s) && !isDigit(s[i+1]) {
		return readShortDate(s, first, second, i)
	}
	year, m := number(s[i+1:], 4)
	i += 1 + m
	if m < 2 || wordGoesOn(s[i:]) {
		return date{}, 0
	}
	d := date{year: year, numbers: true, wrong: m == 3}
	if m == 2 {
		d.year += 2000
	}
	return d.ordered(first, second, sep), i
}

// readShortDate reads a date of two numbers where something shows that it is
// one: a clock after it, or the end of the text.
func readShortDate(s string, first, second, end int) (date, int) {
	if s[end-1] == '.' || wordGoesOn(s[end:]) || strings.Contains(s[:end], ".") {
		return date{}, 0
	}
	rest := strings.TrimLeft(s[end:], " ,")
	if _, n := readClock(rest, false); n == 0 && !(strings.Contains(s[:end], "/") && endsShort(rest)) {
		return date{}, 0
	}
	d := date{numbers: true}.ordered(first, second, '-')
	if end == len("03-14") && s[2] == '-' && d.other {
		d.other = false // an ISO date without its year
	}
	if d.wrong {
		return date{}, 0
	}
	return d, end
}

func endsShort(rest string) bool {
	return rest == "" || strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "– ")
}

// ordered gives two numbers their meaning. With a dot the day comes first; else
// the month does, unless it cannot.
func (d date) ordered(first, second int, sep byte) date {
	d.month, d.day = first, second
	switch {
	case sep == '.':
		d.month, d.day = second, first
	case first > 12:
		d.month, d.day = second, first
	case second <= 12 && first != second:
		d.other = true
	}
	return d.checked()
}

// swapped is the other reading of a date that has two.
func (d date) swapped() date {
	d.month, d.day = d.day, d.month
	return d
}

func (d date) checked() date {
	year := d.year
	if year == 0 {
		year = 2024 // a leap year: 29 February may be meant
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	d.wrong = d.wrong || d.month < 1 || d.month > 12 || t.Day() != d.day
	return d
}

// readDayMonth reads «14 March 2026», «19. April», «14th of March», «29-30 October».
func readDayMonth(s string) (date, int) {
	day, n := number(s, 2)
	if n == 0 || day == 0 || day > 31 {
		return date{}, 0
	}
	d := date{day: day}
	n += d.readLast(s[n:])
	n += ordinal(s[n:])
	if n < len(s) && s[n] == '.' {
		n++
	}
	gap := spaces(s[n:])
	if gap == 0 || gap > 2 {
		return date{}, 0
	}
	n += gap
	if hasPrefixFold(s[n:], "of ") {
		n += 3
	}
	month, m := readMonth(s[n:])
	if m == 0 {
		return date{}, 0
	}
	d.month = month
	n += m
	d.year, m = readYear(s[n:])
	return d.checked(), n + m
}

// readMonthDay reads «March 14, 2026», «Oct 31st», «October 29-30, 2025».
func readMonthDay(s string) (date, int) {
	month, n := readMonth(s)
	if n == 0 {
		return date{}, 0
	}
	gap := spaces(s[n:])
	day, m := number(s[n+gap:], 2)
	if gap == 0 || m == 0 || day == 0 || day > 31 {
		return date{}, 0
	}
	d := date{month: month, day: day}
	n += gap + m
	if strings.HasPrefix(s[n:], ":") { // «Mar 14:02» is a month and a clock
		return date{}, 0
	}
	n += d.readLast(s[n:])
	n += ordinal(s[n:])
	if wordGoesOn(s[n:]) {
		return date{}, 0
	}
	d.year, m = readYear(s[n:])
	return d.checked(), n + m
}

// readLast reads the «-30» of «October 29-30».
func (d *date) readLast(s string) int {
	if s == "" {
		return 0
	}
	i := dash(s)
	if i == 0 {
		return 0
	}
	last, m := number(s[i:], 2)
	if m == 0 || last <= d.day || last > 31 || strings.HasPrefix(s[i+m:], ":") {
		return 0
	}
	d.last = last
	return i + m
}

// dash returns the length of the hyphen or dash that s begins with.
func dash(s string) int {
	for _, form := range []string{"-", "–", "—", "−", "→"} {
		if strings.HasPrefix(s, form) {
			return len(form)
		}
	}
	return 0
}

func ordinal(s string) int {
	for _, form := range []string{"st", "nd", "rd", "th"} {
		if hasPrefixFold(s, form) && !wordGoesOn(s[2:]) {
			return 2
		}
	}
	return 0
}

// readYear reads « 2026» or «, 2026» after a day and a month. Four digits that
// are no year of ours are left to be a clock.
func readYear(s string) (year, n int) {
	i := 0
	if strings.HasPrefix(s, ",") || strings.HasPrefix(s, ".") {
		i = 1
	}
	gap := spaces(s[i:])
	if gap == 0 || gap > 2 {
		return 0, 0
	}
	i += gap
	year, m := number(s[i:], 4)
	i += m
	clockFollows := i+1 < len(s) && s[i] == ':' && isDigit(s[i+1])
	if m != 4 || year < 1970 || year > 2199 || wordGoesOn(s[i:]) || clockFollows {
		return 0, 0
	}
	return year, i
}

// monthLetters are the first three letters of the months, in order.
const monthLetters = "janfebmaraprmayjunjulaugsepoctnovdec"

// readMonth reads «March», «Mar», «Mar.», «Sept».
func readMonth(s string) (month, n int) {
	word := leadingWord(s)
	if len(word) < 3 {
		return 0, 0
	}
	i := strings.Index(monthLetters, strings.ToLower(word[:3]))
	if i < 0 || i%3 != 0 {
		return 0, 0
	}
	month = i/3 + 1
	name := time.Month(month).String()
	if len(word) > 3 && !strings.EqualFold(word, name) && !strings.EqualFold(word, "sept") {
		return 0, 0
	}
	n = len(word)
	if n < len(s) && s[n] == '.' && len(word) < len(name) {
		n++
	}
	return month, n
}

// readWeekday reads «Mon», «Tues,», «Saturday» and returns 1 + its number.
func readWeekday(s string) (weekday, n int) {
	word := strings.ToLower(leadingWord(s))
	if len(word) < 3 {
		return 0, 0
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if !strings.HasPrefix(name, word) && word != "weds" {
			continue
		}
		if word == "weds" {
			d = time.Wednesday
		}
		n = len(word)
		if n < len(s) && (s[n] == '.' || s[n] == ',') {
			n++
		}
		return int(d) + 1, n
	}
	return 0, 0
}

// FindDateOrder looks through a text for numeric dates that only one order
// allows, such as 03/14/2026, and returns that order. Without one, or with both,
// it is unknown.
func FindDateOrder(text []byte) DateOrder {
	found := OrderUnknown
	for i := 1; i+1 < len(text); i++ {
		if text[i] != '/' && text[i] != '-' || !isDigit(text[i-1]) || !isDigit(text[i+1]) {
			continue
		}
		order := orderAt(text, i)
		if order != OrderUnknown && found != OrderUnknown && order != found {
			return OrderUnknown
		}
		if order != OrderUnknown {
			found = order
		}
	}
	return found
}

// orderAt returns the order of the date whose first separator is at i.
func orderAt(text []byte, i int) DateOrder {
	start := i - 1
	if start > 0 && isDigit(text[start-1]) {
		start--
	}
	if start > 0 && (isWordByte(text[start-1]) || text[start-1] == '/' || text[start-1] == '-') {
		return OrderUnknown
	}
	first, _ := number(string(text[start:i]), 2)
	end := min(i+9, len(text))
	rest := string(text[i+1 : end])
	second, n := number(rest, 2)
	if n == 0 || n >= len(rest) || rest[n] != text[i] {
		return OrderUnknown
	}
	if _, m := number(rest[n+1:], 4); m < 2 {
		return OrderUnknown
	}
	switch {
	case first >= 1 && first <= 12 && second > 12 && second <= 31:
		return MonthFirst
	case second >= 1 && second <= 12 && first > 12 && first <= 31:
		return DayFirst
	}
	return OrderUnknown
}
