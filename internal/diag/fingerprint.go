package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// fingerprints are the names under which a code host knows problems again from
// one commit to the next: by file, rule and message, and which of those it is
// in its file – never by line, which a change above it moves.
func (l List) fingerprints(w *writer) []string {
	seen := make(map[string]int)
	list := make([]string, len(l))
	for i, p := range l {
		key := fmt.Sprintf("%q %q %q", w.path(p.File), p.Rule, p.Message)
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, seen[key]))
		seen[key]++
		list[i] = hex.EncodeToString(sum[:16])
	}
	return list
}
