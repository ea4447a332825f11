package index

import (
	"context"
	"fmt"
	"testing"

	"github.com/casebook-dev/casebook/internal/booktest"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
)

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			book, _, err := content.Load(context.Background(), booktest.Files(n), content.Options{Config: config.Default()})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				New(book, Options{})
			}
		})
	}
}
