package edition

import "github.com/casebook-dev/casebook/internal/incident"

// Earlier returns how the narratives of a book's earlier days may be seen: who is
// hidden today was written of by name then, with an @ or without one, and nobody
// can mend those texts.
func Earlier(book *incident.Book) func(incident.Narrative) incident.Narrative {
	v := newVeil(book)
	if len(v.names) == 0 {
		return func(n incident.Narrative) incident.Narrative { return n }
	}
	v.past = true
	return v.narrative
}
