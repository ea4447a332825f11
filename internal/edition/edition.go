// Package edition makes, of a whole book, the book that an audience may see.
// Everything that is computed or shown afterwards knows only that.
//
// The internal edition carries every review. In it, as in any other, a person
// whose profile asks for it stands under a pseudonym or not by name at all: in
// lists, in addresses, in the text wherever it says @key; in earlier drafts, in
// commits' subjects and in what machines wrote also where it says their name or
// key alone. A name without an @ in a text of today, and what people wrote in a
// conversation, are for their authors to mend.
//
// Conversations can be left out of it: then no page, search, figure or link knows
// of a message.
package edition

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Internal is the edition for the organisation itself.
const Internal = "internal"

// Names lists the editions that can be built.
func Names() []string { return []string{Internal} }

// Transcript is the part of a book that holds its conversations.
const Transcript = "transcript"

// Options say whose edition it is.
type Options struct {
	Name string   // one of Names; empty: Internal
	Drop []string // parts that are left out: Transcript
}

// Of returns the book of the edition. The given book is not changed.
func Of(book *incident.Book, o Options) (*incident.Book, error) {
	if o.Name != "" && o.Name != Internal {
		return nil, fmt.Errorf("choose edition %q: there is only %q", o.Name, Internal)
	}
	if v := newVeil(book); len(v.names) > 0 {
		book = v.book(book)
	}
	if slices.Contains(o.Drop, Transcript) {
		book = unspoken(book)
	}
	return book, nil
}
