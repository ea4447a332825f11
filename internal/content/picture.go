package content

import (
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // DecodeConfig reads what is registered
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A shown is the first place where the book shows a picture.
type shown struct {
	file string // the picture
	at   diag.Position
}

// pictures finds the pictures that the book shows or links to, and measures them.
func (l *loader) pictures(ctx context.Context, b *incident.Book) error {
	found := shownPictures(b)
	pictures := make([]incident.Picture, len(found))
	problems := make(diag.List, len(found))
	err := l.each(ctx, len(found), func(i int) error {
		var err error
		pictures[i], problems[i], err = l.measure(found[i])
		return err
	})
	for i, p := range pictures {
		if p.Path != "" {
			b.Pictures = append(b.Pictures, p)
		}
		if problems[i].Rule != "" {
			l.problems = append(l.problems, problems[i])
		}
	}
	return err
}

// shownPictures are the files of pictures that narratives name, each once, by
// path.
func shownPictures(b *incident.Book) []shown {
	var list []shown
	for _, n := range narratives(b) {
		for _, link := range n.Links {
			file, _, ok := incident.Local(n.File, link.Dest)
			if ok && (link.Image && file != n.File || pictureFormat(file) != "") {
				list = append(list, shown{file, diag.Position{File: n.File, Line: link.Line, Column: link.Column}})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b shown) int { return strings.Compare(a.file, b.file) })
	return slices.CompactFunc(list, func(a, b shown) bool { return a.file == b.file })
}

// pictureFormat returns the format that a file's extension promises; empty for
// what is not shown.
func pictureFormat(file string) string {
	switch strings.ToLower(path.Ext(file)) {
	case ".png":
		return "png"
	case ".jpg", ".jpeg":
		return "jpeg"
	case ".gif":
		return "gif"
	}
	return ""
}

// measure looks at one picture. A picture that is not there is the links' affair.
func (l *loader) measure(s shown) (incident.Picture, diag.Problem, error) {
	refuse := func(message, hint string) (incident.Picture, diag.Problem, error) {
		return incident.Picture{}, diag.Problem{
			Position: s.at, Rule: "bad-picture", Severity: diag.Warning,
			Message: fmt.Sprintf("%s %s; its text is shown instead", s.file, message), Hint: hint,
		}, nil
	}
	f, err := l.fsys.Open(s.file)
	if missing(err) {
		return incident.Picture{}, diag.Problem{}, nil
	}
	if err != nil {
		return incident.Picture{}, diag.Problem{}, fmt.Errorf("read picture %q: %w", s.file, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return incident.Picture{}, diag.Problem{}, fmt.Errorf("read picture %q: %w", s.file, err)
	}
	switch promised := pictureFormat(s.file); {
	case info.IsDir():
		return incident.Picture{}, diag.Problem{}, nil
	case promised == "":
		return refuse("is no PNG, JPEG or GIF", "export it as PNG; a vector picture could carry a script")
	case info.Size() > maxPicture:
		return refuse(fmt.Sprintf("is larger than %d MB", maxPicture>>20), "make it smaller")
	default:
		c, format, err := image.DecodeConfig(f)
		switch {
		case err != nil:
			return refuse("cannot be read as a picture", "export it again")
		case format != promised:
			return refuse(fmt.Sprintf("is a %s by its content", strings.ToUpper(format)), "give it the extension of what it is")
		case c.Width*c.Height > maxPixels:
			return refuse(fmt.Sprintf("has more than %d million pixels", maxPixels/1_000_000), "make it smaller")
		}
		return incident.Picture{Path: s.file, Width: c.Width, Height: c.Height}, diag.Problem{}, nil
	}
}

// missing tells whether there is no such file, or none that could be.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid)
}
