package redact

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// Marks replace findings by words such as «[secret 1]». Within one Marks the same
// value has the same mark, so that a reader can tell that two lines speak of one
// thing; marks are numbered in the order in which their values first come. The
// zero value is ready. It keeps no value, only what tells two of them apart.
type Marks struct {
	numbers map[Kind]map[[sha256.Size]byte]int
}

// Replace returns text with a mark in the place of each finding. The findings
// are those that Find returned for the same text.
func (m *Marks) Replace(text string, found []Finding) string {
	if len(found) == 0 {
		return text
	}
	var b strings.Builder
	end := 0
	for _, f := range found {
		b.WriteString(text[end:f.Start])
		fmt.Fprintf(&b, "[%s %d]", f.Kind, m.number(f.Kind, text[f.Start:f.End]))
		end = f.End
	}
	b.WriteString(text[end:])
	return b.String()
}

// number returns the number of a value, a new one if it is new.
func (m *Marks) number(kind Kind, value string) int {
	if m.numbers == nil {
		m.numbers = make(map[Kind]map[[sha256.Size]byte]int)
	}
	if m.numbers[kind] == nil {
		m.numbers[kind] = make(map[[sha256.Size]byte]int)
	}
	sum := sha256.Sum256([]byte(value))
	n, known := m.numbers[kind][sum]
	if !known {
		n = len(m.numbers[kind]) + 1
		m.numbers[kind][sum] = n
	}
	return n
}
