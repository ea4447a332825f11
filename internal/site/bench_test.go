package site

import (
	"context"
	"fmt"
	"testing"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/incident"
)

// nowhere is a sink that keeps nothing: the benchmark is of making pages.
type nowhere struct{}

func (nowhere) Write(string, []byte) error { return nil }

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cfg := config.Default()
			book, _, err := content.Load(context.Background(), booktest.Files(n), content.Options{Config: cfg})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Build(context.Background(), book, Options{Config: cfg}, nowhere{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen is what a change asks of the site in the preview: the plan, and
// the page of one review.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cfg := config.Default()
			book, _, err := content.Load(context.Background(), booktest.Files(n), content.Options{Config: cfg})
			if err != nil {
				b.Fatal(err)
			}
			var before *Planned
			b.ReportAllocs()
			for b.Loop() {
				site, _, err := Open(book, Options{Config: cfg, Before: before})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := site.ReadFile(incident.ReviewAddress(book.Reviews[n/2].Slug) + "index.html"); err != nil {
					b.Fatal(err)
				}
				before = site
			}
		})
	}
}
