package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkDir builds sites of 10,000 pages of 8 KB, each in a directory of its
// own as pages of a site are.
func BenchmarkDir(b *testing.B) {
	body := bytes.Repeat([]byte("incident "), 900)
	site := func(b *testing.B, dir string, changed int) {
		d, err := Open(dir, "")
		if err != nil {
			b.Fatal(err)
		}
		for i := range 10_000 {
			text := body
			if i < changed {
				text = fmt.Append(nil, b.N, b.Elapsed(), i)
			}
			if err := d.Write(fmt.Sprintf("reviews/%d/index.html", i), text); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := d.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		dir := b.TempDir()
		for i := 0; b.Loop(); i++ {
			public := filepath.Join(dir, fmt.Sprint(i))
			site(b, public, 0)
			b.StopTimer()
			os.RemoveAll(public)
			b.StartTimer()
		}
	})
	for name, changed := range map[string]int{"unchanged": 0, "one changed": 1, "all changed": 10_000} {
		b.Run(name, func(b *testing.B) {
			public := filepath.Join(b.TempDir(), "public")
			site(b, public, 0)
			for b.Loop() {
				site(b, public, changed)
			}
		})
	}
}
