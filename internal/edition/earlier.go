package edition

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Earlier returns how the narratives of a book's earlier days may be seen: who is
// hidden today was written of by name then, with an @ or without one, and nobody
// can mend those texts.
func Earlier(book *incident.Book, o Options) func(incident.Narrative) incident.Narrative {
	v := newVeil(book)
	v.past = true
	return func(n incident.Narrative) incident.Narrative {
		if len(v.names) > 0 {
			n = v.narrative(n)
		}
		if slices.Contains(o.Drop, Transcript) {
			n = uncited(n)
		}
		return n
	}
}
