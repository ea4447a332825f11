package main

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/casebook-dev/casebook/internal/search"
)

// show prints what was found for a person to read.
func (s *searching) show(a search.Answer, began time.Time) {
	for _, note := range a.Notes {
		fmt.Fprintln(s.err, note)
	}
	for _, i := range a.Instead {
		fmt.Fprintf(s.err, "The book does not have %q; looked for %s.\n", i.Word, strings.Join(i.Words, ", "))
	}
	switch {
	case a.Mode != search.ModeAny || a.Total == 0:
	case a.All == 0:
		fmt.Fprintln(s.err, "No review has all of these words; these have most of them.")
	default:
		fmt.Fprintf(s.err, "%s with all of these words; the others have most of them.\n", count(a.All, "review"))
	}
	for i, h := range a.Hits {
		if i > 0 {
			fmt.Fprintln(s.out)
		}
		s.showHit(h)
	}
	s.showFacets(a.Facets)
	if s.quiet {
		return
	}
	switch {
	case a.Total == 0:
		fmt.Fprintf(s.err, "Nothing found in %s.%s\n", s.since(began), nearest(a))
	case a.Total > len(a.Hits):
		fmt.Fprintf(s.err, "\nThe first %d of %s in %s; --limit shows more.\n", len(a.Hits), count(a.Total, "review"), s.since(began))
	default:
		fmt.Fprintf(s.err, "\n%s in %s.\n", count(a.Total, "review"), s.since(began))
	}
}

// nearest offers words that the book has.
func nearest(a search.Answer) string {
	if len(a.Nearest) == 0 {
		return ""
	}
	return " Words that the book has: " + strings.Join(a.Nearest, ", ") + "."
}

func (s *searching) showHit(h search.Hit) {
	fmt.Fprintln(s.out, s.marked(h.Title, h.TitleMarks))
	about := []string{}
	for _, fact := range []string{h.Day, h.ID, h.Kind, h.Severity, h.Status, strings.Join(h.Services, ", ")} {
		if fact != "" {
			about = append(about, fact)
		}
	}
	fmt.Fprintln(s.out, "  "+strings.Join(about, " · "))
	if h.Snippet != "" {
		text := s.marked(h.Snippet, h.Marks)
		if h.Where != nil && h.Where.Label != "" {
			text = h.Where.Label + ": " + text
		}
		fmt.Fprintln(s.out, "  "+strings.Join(strings.Fields(text), " "))
	}
	if h.Path != "" {
		fmt.Fprintln(s.out, "  "+h.Path)
	}
}

// marked shows what was asked for in bold, where a person watches.
func (s *searching) marked(text string, marks []search.Mark) string {
	if !s.colour {
		return text
	}
	const bold, plain = "\x1b[1m", "\x1b[0m"
	units := utf16.Encode([]rune(text))
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(string(utf16.Decode(units[at:m[0]])) + bold + string(utf16.Decode(units[m[0]:m[1]])) + plain)
		at = m[1]
	}
	b.WriteString(string(utf16.Decode(units[at:])))
	return b.String()
}

// shownValues is how many values of a group are shown.
const shownValues = 8

func (s *searching) showFacets(facets map[string][]search.Value) {
	for _, group := range search.Groups() {
		list := search.Commonest(facets[group], shownValues)
		if len(list) == 0 {
			continue
		}
		var values []string
		for _, v := range list {
			values = append(values, fmt.Sprintf("%s (%d)", v.Key, v.Count))
		}
		fmt.Fprintf(s.out, "%s: %s\n", group, strings.Join(values, ", "))
	}
}
