package search

import (
	"context"
	"testing"
)

func TestTryRelatives(t *testing.T) {
	book, o := demoBook(t)
	r, err := NewRelatives(context.Background(), book, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range r.reviews {
		t.Logf("%s", one.review.Slug)
		for _, l := range r.Of(one.review.Slug) {
			t.Logf("    %.3f %s words %v services %v factors %v tags %v", l.Score, l.Slug, l.Words, l.Services, l.Factors, l.Tags)
		}
	}
}
