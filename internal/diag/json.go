package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// MarshalJSON writes the severity as its word.
func (s Severity) MarshalJSON() ([]byte, error) {
	return json.Marshal(s.String())
}

// MarshalJSON writes the problem as one flat object, its severity included.
func (p Problem) MarshalJSON() ([]byte, error) {
	type plain Problem // without this method
	return json.Marshal(struct {
		plain
		Severity Severity `json:"severity"`
	}{plain(p), p.Severity})
}

// writePlainJSON is WriteJSON for Write.
func (l List) writePlainJSON(w *writer) error { return l.WriteJSON(w) }

// WriteJSON writes the list for a program: an array with one object a problem,
// in the list's order. An empty list is an empty array.
func (l List) WriteJSON(w io.Writer) error {
	if l == nil {
		l = List{}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(l); err != nil {
		return fmt.Errorf("write problems: %w", err)
	}
	return nil
}
