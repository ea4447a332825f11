package edition

import "github.com/casebook-dev/casebook/internal/incident"

// Earlier returns how the narratives of a book's earlier days may be seen: what is
// hidden today was written under its name then.
func Earlier(book *incident.Book) func(incident.Narrative) incident.Narrative {
	v := newVeil(book)
	if len(v.names) == 0 {
		return func(n incident.Narrative) incident.Narrative { return n }
	}
	return v.narrative
}
