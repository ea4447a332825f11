package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/casebook-dev/casebook/internal/incident"
)

// ids gives each heading, entry and statement an anchor of its own.
type ids struct {
	taken map[string]bool
	next  map[string]int
}

// heading returns the anchor of a heading, made as GitHub makes it.
func (x *ids) heading(text string) string { return x.unique(HeadingID(text)) }

// HeadingID is the anchor of a heading, before what tells it from others of the
// same text.
func HeadingID(text string) string { return slug(text) }

// entry returns the anchor of a timeline's entry: when it was, so that it stays
// while the text is being worked on.
func (x *ids) entry(at incident.Moment) string {
	switch {
	case at.HasClock():
		return x.unique("at-" + at.Time.Format("2006-01-02-1504"))
	case at.Known():
		return x.unique("at-" + at.Time.Format("2006-01-02"))
	case at.Precision == incident.ClockOnly:
		return x.unique("at-" + at.Time.Format("1504"))
	}
	return x.unique("at-unknown")
}

// statement returns the anchor of a statement: its section and first words.
func (x *ids) statement(s incident.Statement) string { return x.unique(StatementID(s)) }

// StatementID is the anchor of a statement, before what tells it from others of
// the same words.
func StatementID(s incident.Statement) string {
	const words, most = 6, 60
	first := strings.Fields(s.Text)
	text := slug(strings.Join(first[:min(words, len(first))], " "))
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return string(s.Section) + "-" + strings.Trim(text, "-")
}

func (x *ids) unique(id string) string {
	if id == "" {
		id = "section"
	}
	if strings.HasPrefix(id, "c-") {
		id = "s-" + id // the page's own ids begin with c-
	}
	if x.taken == nil {
		x.taken = map[string]bool{}
	}
	unique := id
	for x.taken[unique] {
		if x.next == nil {
			x.next = map[string]int{}
		}
		x.next[id]++
		unique = id + "-" + strconv.Itoa(x.next[id])
	}
	x.taken[unique] = true
	return unique
}

// slug makes an anchor of a heading as GitHub does: lower case, spaces to
// hyphens, nothing but letters, digits, hyphens and underscores.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(text) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// levels gives headings the levels that a page shows: the highest gets top, and
// none is skipped on the way down.
type levels struct {
	top   int
	stack []int // as written, outermost first
}

func (l *levels) shown(written int) int {
	for len(l.stack) > 0 && l.stack[len(l.stack)-1] >= written {
		l.stack = l.stack[:len(l.stack)-1]
	}
	level := l.top + len(l.stack)
	l.stack = append(l.stack, written)
	return min(level, 6)
}
