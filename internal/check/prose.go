package check

import (
	"regexp"
	"slices"
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

var alertPattern = regexp.MustCompile(`^\s*>\s*\[![A-Za-z]+\]`)

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
