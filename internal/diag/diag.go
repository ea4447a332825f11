// Package diag holds what an author should mend: problems with a position, a
// rule and a hint, kept apart from errors, which are what a machine got wrong.
//
// A command collects the problems of a whole run in a [List], sorts it once and
// writes it once, in one of the [Formats]: each is a file of this package, named
// for the program or the code host that reads it.
package diag

import (
	"cmp"
	"slices"
)

// A Severity says how much a problem matters to whoever builds the site.
type Severity int

// The severities, from the least to the most serious.
const (
	Note    Severity = iota // worth knowing; nothing need change
	Warning                 // the site is built, and says less or other than meant
	Error                   // the file cannot be read as a review, profile or setting
)

// String returns the word that people and programs read: note, warning, error.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	default:
		return "error"
	}
}

// A Position is a place in a file of the repository.
type Position struct {
	File   string `json:"file"`             // slash-separated, relative to the source
	Line   int    `json:"line,omitempty"`   // from 1; 0 means the whole file
	Column int    `json:"column,omitempty"` // in characters from 1; 0 means the whole line
}

// A Problem is one thing that an author should mend or know.
type Problem struct {
	Position
	Rule     string   `json:"rule"` // kebab-case, stable: `waive:` names it
	Severity Severity `json:"-"`
	Message  string   `json:"message"`          // what is the case, without a final full stop
	Hint     string   `json:"hint,omitempty"`   // what to do; may hold lines to paste
	Length   int      `json:"length,omitempty"` // in characters from Column; 0 means not known
	Mend     Mend     `json:"mend,omitzero"`

	Private bool `json:"-"` // its line holds what must not be shown again
}

// A Mend is a change to the problem's line that a person may take over with one
// click. The zero value is none.
type Mend struct {
	Old string `json:"old,omitempty"` // a part of the line, first found from Column on; empty means the whole line
	New string `json:"new"`           // what it should be; of a whole line without its end
}

// A List is the problems of one run.
type List []Problem

// Sort orders the list by file, line, column, rule and message, and drops what
// is said twice.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
	*l = slices.Compact(*l)
}

// Count returns how many problems of the list have the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}
