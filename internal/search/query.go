package search

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Query is what somebody asks, as it is written: see [Language] for what it may
// say. Any text is a query.
type Query struct {
	Items []Item
	Notes []Note // what was not understood, in the order written
}

// An Item is one thing asked for, or to be left out.
type Item struct {
	Field  string // canonical; empty for words of the whole text
	Text   string // without its quotes, and without the star of a beginning
	Quoted bool
	Prefix bool // ends in a star: words that begin so
	Not    bool
	Start  int // where it stands in the query, in bytes
	End    int
}

// A Note says what was not understood, and what became of it.
type Note struct {
	Start, End int
	Message    string
}

// What is read of a query at most.
const (
	longestQuery = 1000 // characters
	mostItems    = 32
)

// Parse reads a query. It never fails: what cannot be understood is a note.
func Parse(text string) Query {
	p := queryParser{text: cutRunes(text, longestQuery)}
	for p.skipSpace(); p.at < len(p.text); p.skipSpace() {
		if len(p.query.Items) == mostItems {
			p.note(p.at, "Only the first %d words were read.", mostItems)
			break
		}
		p.item()
	}
	return p.query
}

type queryParser struct {
	text  string
	at    int
	query Query
}

// item reads one item.
func (p *queryParser) item() {
	item := Item{Start: p.at}
	if p.text[p.at] == '-' {
		p.at++
		if r, _ := p.peek(); p.at == len(p.text) || isSpace(r) {
			return
		}
		item.Not = true
	}
	item.Field = p.field()
	p.value(&item)
	item.End = p.at
	p.add(item)
}

// field reads the name of a field and its colon, if they stand there.
func (p *queryParser) field() string {
	end := p.at
	for end < len(p.text) && isASCIILetter(p.text[end]) {
		end++
	}
	if end == len(p.text) || p.text[end] != ':' {
		return ""
	}
	name := fieldNamed(strings.ToLower(p.text[p.at:end]))
	if name != "" {
		p.at = end + 1
	}
	return name
}

// value reads a phrase, or a word to the next space or quote.
func (p *queryParser) value(item *Item) {
	r, size := p.peek()
	if size > 0 && isQuote(r) {
		item.Quoted = true
		p.at += size
		from := p.at
		p.skip(func(r rune) bool { return !isQuote(r) })
		item.Text = p.text[from:p.at]
		_, size = p.peek()
		p.at += size
		return
	}
	from := p.at
	p.skip(func(r rune) bool { return !isQuote(r) && !isSpace(r) })
	item.Text, item.Prefix = strings.CutSuffix(p.text[from:p.at], "*")
}

// add keeps an item that says something.
func (p *queryParser) add(item Item) {
	switch {
	case item.Field == "":
	case strings.TrimSpace(item.Text) == "":
		p.note(item.Start, "%s: wants a value after the colon.", item.Field)
		return
	case item.Field == fieldIn && item.Not:
		p.note(item.Start, "in: names where to look, and cannot be left out.")
		return
	case item.Field == fieldIn:
		if _, ok := partNamed(strings.ToLower(item.Text)); !ok {
			p.note(item.Start, "There is no part %q: %s.", item.Text, strings.Join(partNames[:], ", "))
			return
		}
	case item.Field == fieldBefore || item.Field == fieldAfter:
		if _, ok := firstDay(item.Text); !ok {
			p.note(item.Start, "%q is no date: write 2026, 2026-03 or 2026-03-14.", item.Text)
			return
		}
	}
	p.query.Items = append(p.query.Items, item)
}

func (p *queryParser) note(from int, format string, args ...any) {
	p.query.Notes = append(p.query.Notes, Note{from, p.at, fmt.Sprintf(format, args...)})
}

func (p *queryParser) peek() (rune, int) { return utf8.DecodeRuneInString(p.text[p.at:]) }

func (p *queryParser) skipSpace() { p.skip(isSpace) }

func (p *queryParser) skip(while func(rune) bool) {
	for p.at < len(p.text) {
		r, size := p.peek()
		if !while(r) {
			return
		}
		p.at += size
	}
}

// The fields that are no group of values and no part.
const (
	fieldIn     = "in"
	fieldBefore = "before"
	fieldAfter  = "after"
	fieldID     = "id"
)

// fieldNamed returns the canonical name of a field; empty if there is none of
// that name.
func fieldNamed(name string) string {
	switch name {
	case "who":
		return "person"
	case "technology":
		return "tech"
	case "sev":
		return "severity"
	case fieldIn, fieldBefore, fieldAfter, fieldID:
		return name
	}
	if _, ok := partNamed(name); ok || slices.Contains(groups, name) {
		return name
	}
	return ""
}

// firstDay returns the first day of a year, a month or a day, since 1970-01-01.
func firstDay(text string) (day int, ok bool) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return int(t.Unix() / int64(24*time.Hour/time.Second)), true
		}
	}
	return 0, false
}

// isQuote tells whether a character begins or ends a phrase, as keyboards and
// writing programs have them.
func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟«»", r) }

// isSpace is white space as a browser's \s has it.
func isSpace(r rune) bool { return unicode.IsSpace(r) && r != 0x85 || r == 0xFEFF }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
