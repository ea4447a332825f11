package pullrequest

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// authors are the keys of those who wrote what the branch changes in a review, as
// far as its history is known: of each file the revisions since it was what it is
// without the branch.
func (c *comparison) authors(r *incident.Review) []string {
	list := slices.Clone(c.o.Authors)
	if r.Provenance == nil {
		return list
	}
	reached := map[string]bool{} // files at the revision that the branch began with
	for _, v := range r.Provenance.Revisions {
		if reached[v.File] = reached[v.File] || v.Blob != "" && v.Blob == blobOf(c.sides[0].Files, v.File); reached[v.File] {
			continue
		}
		for _, who := range append([]incident.Contributor{v.Author}, v.CoAuthors...) {
			if who.Key != "" && !slices.Contains(list, who.Key) {
				list = append(list, who.Key)
			}
		}
	}
	return list
}

// blobOf is the hash by which Git knows the content of a file; empty where there
// is none.
func blobOf(files fs.FS, name string) string {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return ""
	}
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
