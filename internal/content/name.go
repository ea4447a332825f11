package content

import (
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/incident"
)

var (
	// dateInName finds 2026-03-14, 2026_03_14 and 20260314, with no digit at
	// either side.
	dateInName = regexp.MustCompile(`(?:^|\D)(\d{4})([-_.]?)(\d{2})([-_.]?)(\d{2})(?:\D|$)`)
	// monthFolder and dayInName read 2026-03/14-… and 2026/03-14-….
	monthFolder = regexp.MustCompile(`(?:^|/)(\d{4})[-_/](\d{2})$`)
	yearFolder  = regexp.MustCompile(`(?:^|/)(\d{4})$`)
	monthAndDay = regexp.MustCompile(`^(\d{2})[-_](\d{2})(?:\D|$)`)
	dayAlone    = regexp.MustCompile(`^(\d{2})(?:\D|$)`)

	numbering  = regexp.MustCompile(`^\d{1,5}[-_. ]+`)
	identifier = regexp.MustCompile(`^(?i)(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|\d+)$`)
)

// dateOf returns the day that a review's file or folder is named for, or the
// unknown moment.
func dateOf(s source) incident.Moment {
	where := s.bundle
	if where == "" {
		where = s.path
	}
	name, dir := path.Base(where), path.Dir(where)
	if m := dateIn(name); m.Known() {
		return m
	}
	if m := dateFromFolder(dir, name); m.Known() {
		return m
	}
	if dir == s.place {
		return incident.Moment{}
	}
	return dateIn(path.Base(dir))
}

// dateIn returns the first real day in a name.
func dateIn(name string) incident.Moment {
	m := dateInName.FindStringSubmatch(name)
	if m == nil || m[2] != m[4] {
		return incident.Moment{}
	}
	return day(m[1], m[3], m[5])
}

// dateFromFolder reads a name that begins with the day in a folder that is the
// month, or with month and day in a folder that is the year or the month.
func dateFromFolder(dir, name string) incident.Moment {
	if folder := monthFolder.FindStringSubmatch(dir); folder != nil {
		if m := monthAndDay.FindStringSubmatch(name); m != nil && m[1] == folder[2] {
			return day(folder[1], m[1], m[2])
		}
		if m := dayAlone.FindStringSubmatch(name); m != nil {
			return day(folder[1], folder[2], m[1])
		}
	}
	if folder := yearFolder.FindStringSubmatch(dir); folder != nil {
		if m := monthAndDay.FindStringSubmatch(name); m != nil {
			return day(folder[1], m[1], m[2])
		}
	}
	return incident.Moment{}
}

func day(year, month, dayOfMonth string) incident.Moment {
	t, err := time.Parse(time.DateOnly, year+"-"+month+"-"+dayOfMonth)
	if err != nil || t.Year() < 1900 {
		return incident.Moment{}
	}
	return incident.Moment{Time: t, Precision: incident.DayOnly}
}

// titleFromName makes words of a file's name: its date and number are left out,
// hyphens become spaces. It is empty for a name that is no words but an
// identifier.
func titleFromName(name string) string {
	if identifier.MatchString(name) {
		return ""
	}
	words := name
	if at := dateInName.FindStringSubmatchIndex(name); at != nil && at[2] == 0 {
		words = name[at[11]:]
	} else if rest := numbering.ReplaceAllString(name, ""); rest != "" {
		words = rest
	}
	words = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, words)
	words = strings.Join(strings.Fields(words), " ")
	if words == "" {
		return name
	}
	return capital(words)
}

// capital makes the first letter a capital.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
