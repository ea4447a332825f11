package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A passage is a part of a narrative in its authors' own words. What is not
// theirs – code, quotations, addresses – is bytes of 0x01, so that every place
// in the text is that place in the source.
type passage struct {
	text string
	from int // in the narrative's source
}

// passages are what the authors of a narrative say themselves, outside of other
// people's accounts, of quotations, and of what was decided afterwards.
func passages(n *incident.Narrative) []passage {
	starts := lineStarts(n.Source)
	offset := func(line int) int {
		if i := line - n.Line; i >= 0 && i < len(starts) {
			return starts[i]
		}
		return len(n.Source)
	}
	var list []passage
	for i, b := range n.Blocks {
		end := len(n.Source)
		for _, next := range n.Blocks[i+1:] {
			if next.Line > b.Line { // footnotes are listed last, wherever they stand
				end = offset(next.Line)
				break
			}
		}
		from := offset(b.Line)
		if from >= end || !own(b, n.Source[from:end]) {
			continue
		}
		list = append(list, passage{hide(string(n.Source[from:end])), from})
	}
	return list
}

// own tells whether a block is its authors' own telling. An alert is a quotation
// by its form alone.
func own(b incident.Block, source []byte) bool {
	switch b.Kind {
	case incident.Heading, incident.Code, incident.Rule, incident.Footnotes:
		return false
	case incident.Quote:
		return alertPattern.Match(source)
	}
	return b.Section != incident.SectionPerspectives && b.Section != incident.SectionFollowUps
}

var (
	alertPattern = regexp.MustCompile(`^\s*>\s*\[![A-Za-z]+\]`)
	fencePattern = regexp.MustCompile("(?ms)^[ \t>]*(?:```|~~~).*?(?:^[ \t>]*(?:```|~~~)[ \t]*$|\\z)")
	quotePattern = regexp.MustCompile(`(?m)^[ \t]*(?:[-*+] |\d+[.)] )?[ \t]*>.*$`)
	notTheirs    = regexp.MustCompile("``[^`].*?``|`[^`\n]*`" + `|<!--(?s:.*?)-->|</?[A-Za-z][^>\n]*>|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|https?://[^\s)>]+` +
		`|"[^"\n]*(?:\n[^"\n]+){0,6}"|“[^”]{0,800}”|«[^»]{0,800}»|„[^“”]{0,800}[“”]`)
)

// hide replaces what is not the author's own by bytes of 0x01, line ends kept.
func hide(text string) string {
	b := []byte(text)
	hideAll := func(p *regexp.Regexp) {
		for _, at := range p.FindAllIndex(b, -1) {
			for i := at[0]; i < at[1]; i++ {
				if b[i] != '\n' {
					b[i] = 1
				}
			}
		}
	}
	if strings.Contains(text, "```") || strings.Contains(text, "~~~") {
		hideAll(fencePattern)
	}
	if strings.Contains(text, ">") && !alertPattern.MatchString(text) {
		hideAll(quotePattern)
	}
	hideAll(notTheirs)
	return string(b)
}

func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// place returns the line of the file and the column, in characters, of an offset
// of a narrative's source.
func place(n *incident.Narrative, starts []int, offset int) (line, column int) {
	i, _ := slices.BinarySearch(starts, offset+1)
	i--
	return n.Line + i, utf8.RuneCount(n.Source[starts[i]:offset]) + 1
}
