package incident

import (
	"slices"
	"testing"
)

// TestPerspectiveAnchorsAreTheirOwn: two people who are not to be named gave
// accounts of one review.
func TestPerspectiveAnchorsAreTheirOwn(t *testing.T) {
	r := &Review{Perspectives: []Perspective{{Who: "a colleague"}, {Who: "ana"}, {Who: "a colleague"}}}
	var anchors []string
	for i := range r.Perspectives {
		anchors = append(anchors, r.PerspectiveAnchor(i))
	}
	want := []string{"c-perspective-a-colleague", "c-perspective-ana", "c-perspective-a-colleague-2"}
	if !slices.Equal(anchors, want) {
		t.Errorf("%v, want %v", anchors, want)
	}
}
