package incident

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A zone is a time zone as somebody wrote it. The zero zone was not written.
type zone struct {
	written string         // as it stands in the text
	offset  *time.Location // the offset it says, or that stands beside it: it wins
	abbr    *abbreviation  // what the letters mean
	place   string         // an IANA name
}

func (z zone) given() bool { return z.written != "" }

// An abbreviation is what the letters of a zone mean. Without a place it is a
// fixed offset; with a place but no offset it is the place's time, whatever the
// season.
type abbreviation struct {
	letters string
	minutes int // east of UTC
	place   string
	season  bool // the place keeps another time in the other half of the year
	others  string
}

// abbreviations are the zones that people write by their letters. Where letters
// mean several zones, the most used comes first and the others are named.
var abbreviations = []abbreviation{
	{letters: "UTC"}, {letters: "GMT"}, {letters: "Z"},
	{letters: "WET", place: "Europe/Lisbon", season: true},
	{letters: "WEST", minutes: 60, place: "Europe/Lisbon", season: true},
	{letters: "CET", minutes: 60, place: "Europe/Berlin", season: true},
	{letters: "CEST", minutes: 120, place: "Europe/Berlin", season: true},
	{letters: "MEZ", minutes: 60, place: "Europe/Berlin", season: true},
	{letters: "MESZ", minutes: 120, place: "Europe/Berlin", season: true},
	{letters: "EET", minutes: 120, place: "Europe/Athens", season: true},
	{letters: "EEST", minutes: 180, place: "Europe/Athens", season: true},
	{letters: "MSK", minutes: 180},
	{letters: "EST", minutes: -300, place: "America/New_York", season: true},
	{letters: "EDT", minutes: -240, place: "America/New_York", season: true},
	{letters: "CST", minutes: -360, place: "America/Chicago", season: true},
	{letters: "CDT", minutes: -300, place: "America/Chicago", season: true},
	{letters: "MST", minutes: -420, place: "America/Denver", season: true},
	{letters: "MDT", minutes: -360, place: "America/Denver", season: true},
	{letters: "PST", minutes: -480, place: "America/Los_Angeles", season: true},
	{letters: "PDT", minutes: -420, place: "America/Los_Angeles", season: true},
	{letters: "AKST", minutes: -540, place: "America/Anchorage", season: true},
	{letters: "AKDT", minutes: -480, place: "America/Anchorage", season: true},
	{letters: "HST", minutes: -600},
	{letters: "ET", place: "America/New_York"},
	{letters: "CT", place: "America/Chicago"},
	{letters: "MT", place: "America/Denver"},
	{letters: "PT", place: "America/Los_Angeles"},
	{letters: "JST", minutes: 540}, {letters: "KST", minutes: 540},
	{letters: "HKT", minutes: 480}, {letters: "SGT", minutes: 480},
	{letters: "SAST", minutes: 120},
	{letters: "AEST", minutes: 600, place: "Australia/Sydney", season: true},
	{letters: "AEDT", minutes: 660, place: "Australia/Sydney", season: true},
	{letters: "ACST", minutes: 570, place: "Australia/Adelaide", season: true},
	{letters: "ACDT", minutes: 630, place: "Australia/Adelaide", season: true},
	{letters: "AWST", minutes: 480},
	{letters: "NZST", minutes: 720, place: "Pacific/Auckland", season: true},
	{letters: "NZDT", minutes: 780, place: "Pacific/Auckland", season: true},
	{letters: "IST", minutes: 330, place: "Asia/Kolkata", others: "Europe/Dublin Asia/Jerusalem"},
	{letters: "BST", minutes: 60, place: "Europe/London", season: true, others: "Asia/Dhaka"},
	{letters: "AST", minutes: -240, place: "America/Halifax", season: true, others: "Asia/Riyadh"},
	{letters: "GST", minutes: 240, place: "Asia/Dubai", others: "Atlantic/South_Georgia"},
}

// zoneNames are zones that people write as words; each ends in “Time”.
var zoneNames = []struct{ words, place string }{
	{"pacific", "America/Los_Angeles"}, {"us pacific", "America/Los_Angeles"},
	{"mountain", "America/Denver"}, {"us mountain", "America/Denver"},
	{"central european summer", "Europe/Berlin"}, {"central european", "Europe/Berlin"},
	{"eastern european", "Europe/Athens"}, {"western european", "Europe/Lisbon"},
	{"us central", "America/Chicago"}, {"central", "America/Chicago"},
	{"us eastern", "America/New_York"}, {"eastern", "America/New_York"},
	{"coordinated universal", "UTC"},
}

// readZone reads a zone at the beginning of s and returns how many bytes it
// takes; 0 if none stands there. An offset beside the letters wins over them:
// «PST (UTC-7)», «CET +02:00».
func readZone(s string) (zone, int) {
	z, n := readOneZone(s)
	if n == 0 {
		return zone{}, 0
	}
	for range 2 { // «Central European Time (CET, UTC+1)» is as much as people say
		beside, m := readBeside(s[n:])
		if m == 0 {
			break
		}
		n += m
		z = z.beside(beside)
	}
	z.written = s[:n]
	return z, n
}

// beside returns z as a second word about it tells.
func (z zone) beside(other zone) zone {
	if other.offset != nil {
		z.offset = other.offset
	}
	return z
}

// readBeside reads a second word about the same zone: an offset, or anything in
// parentheses.
func readBeside(s string) (zone, int) {
	i := len(s) - len(strings.TrimLeft(s, " "))
	if i == len(s) || i > 1 {
		return zone{}, 0
	}
	if s[i] != '(' && s[i] != '[' {
		if z, n := readOffset(s[i:]); n > 0 && z.offset != nil {
			return z, i + n
		}
		return zone{}, 0
	}
	z, n := readOneZone(s[i+1:])
	if n == 0 {
		return zone{}, 0
	}
	for end := i + 1 + n; end < len(s); end++ {
		switch c := s[end]; {
		case c == ')' || c == ']':
			return z, end + 1
		case isDigit(c):
			return zone{}, 0
		}
	}
	return zone{}, 0
}

func readOneZone(s string) (zone, int) {
	if s == "" {
		return zone{}, 0
	}
	if z, n := readOffset(s); n > 0 {
		return z, n
	}
	if !isLetter(s[0]) {
		return zone{}, 0
	}
	if z, n := readPlace(s); n > 0 {
		return z, n
	}
	if z, n := readZoneWords(s); n > 0 {
		return z, n
	}
	word := leadingWord(s)
	for _, a := range abbreviations {
		if a.letters == word {
			return zone{written: word, abbr: &a}, len(word)
		}
	}
	return zone{}, 0
}

// readOffset reads +01:00, +0100, -07, UTC+2, GMT-07:00.
func readOffset(s string) (zone, int) {
	i := 0
	named := strings.HasPrefix(s, "UTC") || strings.HasPrefix(s, "GMT")
	if named {
		i = 3
		if i < len(s) && s[i] == ' ' {
			i++
		}
	}
	if i >= len(s) {
		return zone{}, 0
	}
	sign, width := signOf(s[i:])
	if width == 0 {
		return zone{}, 0
	}
	start := i + width
	end := start
	for end < len(s) && end-start < 4 && isDigit(s[end]) {
		end++
	}
	digits, minutes := s[start:end], ""
	if end+3 <= len(s) && s[end] == ':' && len(digits) <= 2 && isDigit(s[end+1]) && isDigit(s[end+2]) {
		minutes, end = s[end+1:end+3], end+3
	}
	switch {
	case len(digits) == 4 && minutes == "":
		digits, minutes = digits[:2], digits[2:]
	case len(digits) == 0 || len(digits) > 2 || len(digits) == 1 && !named:
		return zone{}, 0
	}
	if wordGoesOn(s[end:]) {
		return zone{}, 0
	}
	h, _ := strconv.Atoi(digits)
	m, _ := strconv.Atoi(minutes)
	if h > 14 || m > 59 {
		return zone{}, 0
	}
	return zone{written: s[:end], offset: fixedOffset(sign * (h*60 + m))}, end
}

// signOf reads a sign, a typographic minus among them.
func signOf(s string) (sign, width int) {
	switch {
	case s[0] == '+':
		return 1, 1
	case s[0] == '-':
		return -1, 1
	case strings.HasPrefix(s, "−"):
		return -1, len("−")
	}
	return 0, 0
}

func fixedOffset(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	sign := '+'
	size := minutes
	if minutes < 0 {
		sign, size = '-', -minutes
	}
	name := fmt.Sprintf("UTC%c%d", sign, size/60)
	if size%60 != 0 {
		name += fmt.Sprintf(":%02d", size%60)
	}
	return time.FixedZone(name, minutes*60)
}

// readPlace reads an IANA name with a slash. Names without one are read as
// abbreviations or not at all.
func readPlace(s string) (zone, int) {
	n, slash := 0, false
	for n < len(s) && (isDigit(s[n]) || isLetter(s[n]) || s[n] == '_' || s[n] == '-' || s[n] == '/' || s[n] == '+') {
		slash = slash || s[n] == '/'
		n++
	}
	name := strings.TrimRight(s[:n], "-_/+")
	const longest = 40 // America/Argentina/ComodRivadavia has 32
	if !slash || name == "" || name[0] < 'A' || name[0] > 'Z' || len(name) > longest {
		return zone{}, 0
	}
	if LoadZone(name) == nil {
		return zone{}, 0
	}
	return zone{written: name, place: name}, len(name)
}

// readZoneWords reads «Pacific Time», «Central European Time».
func readZoneWords(s string) (zone, int) {
	for _, z := range zoneNames {
		if !hasPrefixFold(s, z.words) {
			continue
		}
		for _, tail := range []string{" time", " standard time", " daylight time"} {
			n := len(z.words) + len(tail)
			if hasPrefixFold(s[len(z.words):], tail) && !wordGoesOn(s[n:]) {
				return zone{written: s[:n], place: z.place}, n
			}
		}
	}
	return zone{}, 0
}

// FindZone returns the first zone that a sentence or a heading names, as
// written, or "" if it names none.
func FindZone(text string) string {
	for i := range len(text) {
		if i > 0 && isWordByte(text[i-1]) || !isLetter(text[i]) && text[i] != '+' {
			continue
		}
		if z, n := readZone(text[i:]); n > 0 && z.written != "Z" {
			return text[i : i+n]
		}
	}
	return ""
}

// NearestZone returns the zone of which word is a slip of one letter, or "".
func NearestZone(word string) string {
	for _, name := range []string{"US/Pacific", "US/Eastern", "US/Central", "US/Mountain", "Europe/London",
		"Europe/Berlin", "Europe/Paris", "Europe/Lisbon", "Europe/Zurich", "America/New_York", "America/Los_Angeles",
		"America/Chicago", "America/Denver", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"} {
		if oneSlip(strings.ToLower(word), strings.ToLower(name)) {
			return name
		}
	}
	return ""
}

// oneSlip tells whether a becomes b by one letter changed, put in or left out.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
