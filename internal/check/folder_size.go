package check

import (
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
)

// maxFolder is how many reviews a folder may hold before Git becomes slow at it.
const maxFolder = 1000

// folderSize sees folders that hold too many reviews.
func folderSize() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "folder-size",
			About:  "a folder holds more than 1,000 reviews",
			Why:    "Git writes the list of a folder's files anew with every commit. With thousands in one folder every commit and every look at the past becomes slow. Addresses do not change when files move.",
			Before: "content/reviews/2026-03-14-consul-dns.md",
			After:  "content/reviews/2026/2026-03-14-consul-dns.md",
		},
		book: func(c *checker) {
			held := make(map[string]int)
			for _, r := range c.Reviews {
				where := r.Path
				if r.Bundle != "" {
					where = r.Bundle
				}
				held[path.Dir(where)]++
			}
			for _, folder := range slices.Sorted(maps.Keys(held)) {
				if n := held[folder]; n > maxFolder {
					c.report(diag.Note, folder, 0, fmt.Sprintf("%d reviews lie in one folder, which makes every commit slow", n), "put them into folders by year: addresses do not change")
				}
			}
		},
	}
}
