package index

import (
	"slices"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// TestTermsStandAsInADictionary: accents after their letters, numbers by size.
func TestTermsStandAsInADictionary(t *testing.T) {
	var tags []*incident.Term
	for _, name := range []string{"tag-10", "Zebra", "çelik", "tag-2", "Đặng", "apple", "Éclair", "dora"} {
		tags = append(tags, &incident.Term{Key: incident.Key(name), Name: name})
	}
	var names []string
	for _, term := range New(&incident.Book{Tags: tags}, Options{}).Taxonomy(Tags).Terms {
		names = append(names, term.Name)
	}
	if want := []string{"apple", "çelik", "Đặng", "dora", "Éclair", "tag-2", "tag-10", "Zebra"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}
