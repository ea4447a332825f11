package site

import (
	"fmt"
	"io/fs"

	"github.com/casebook-dev/casebook/internal/incident"
)

// planFiles are the files copied or bundled as they are: styles, scripts and the
// pictures that pages show.
func (p *press) planFiles() []page {
	var pages []page
	for _, f := range p.bundle.files {
		pages = append(pages, page{address: f.name, raw: func() ([]byte, error) { return f.data, nil }})
	}
	if p.o.Source == nil {
		return pages
	}
	for _, picture := range p.book.Pictures {
		pages = append(pages, page{
			address: incident.PictureAddress(picture.Path),
			source:  picture.Path,
			raw: func() ([]byte, error) {
				data, err := fs.ReadFile(p.o.Source, picture.Path)
				if err != nil {
					return nil, fmt.Errorf("read picture %q: %w", picture.Path, err)
				}
				return data, nil
			},
		})
	}
	return pages
}
