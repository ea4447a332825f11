package content

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
)

// Limits of what is read. Whoever writes more has put something else there.
const (
	maxMarkdown   = 1 << 20
	maxTranscript = 20 << 20
	maxPicture    = 20 << 20
	maxPixels     = 50_000_000
	maxLine       = 256 << 10 // of a conversation
)

// An opened document is a file split into front matter and body.
type opened struct {
	frontmatter.Document
	broken bool // an error of this file: it must not be taken for what it says
}

// neverOpened is front matter of which the first line is missing: keys in small
// letters up to a line of three hyphens.
var neverOpened = regexp.MustCompile(`\A(?:[A-Za-z_]+:(?: .*)?\r?\n(?:[ \t-].*\r?\n)*?){1,40}---[ \t]*(?:\r?\n|\z)`)

// open reads a Markdown file and its front matter.
func (l *loader) open(file string) (opened, diag.List, error) {
	src, tooLarge, err := readLimited(l.fsys, file, maxMarkdown)
	if err != nil {
		return opened{}, nil, err
	}
	if tooLarge != nil {
		return opened{broken: true}, tooLarge, nil
	}
	src, problems := validText(file, src)
	doc, found := frontmatter.Parse(file, src)
	if doc.Format == "" && neverOpened.Match(src) {
		problems = append(problems, diag.Problem{
			Position: diag.Position{File: file, Line: 1}, Rule: "front-matter-not-opened", Severity: diag.Warning,
			Message: "the file begins like front matter, but without its first line; it is read as text",
			Hint:    "write --- as the first line",
		})
	}
	doc.Body = bytes.Clone(doc.Body) // the book keeps it, and need not keep the rest of the file
	return opened{doc, found.Count(diag.Error) > 0}, append(problems, found...), nil
}

// readLimited reads a file of at most limit bytes. One that is larger is a
// problem of the file, not of the machine.
func readLimited(fsys fs.FS, file string, limit int64) ([]byte, diag.List, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("read %q: %w", file, err)
	}
	defer f.Close()
	src, err := readAll(f, limit)
	if err != nil {
		return nil, nil, fmt.Errorf("read %q: %w", file, err)
	}
	if int64(len(src)) > limit {
		return nil, diag.List{{
			Position: diag.Position{File: file}, Rule: "too-large", Severity: diag.Error,
			Message: fmt.Sprintf("the file is larger than %d MB; it is left out", limit>>20),
			Hint:    "split it, or keep what is not prose in a file of its own",
		}}, nil
	}
	return src, nil, nil
}

// readAll reads into a buffer of the file's size, and one byte beyond the limit
// at most. A byte more than the size is room to see that the file ends there.
func readAll(f fs.File, limit int64) ([]byte, error) {
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = max(info.Size(), 0)
	}
	b := make([]byte, min(size, limit)+1)
	n, err := io.ReadFull(f, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return b[:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(f, limit+1-int64(n))) // it is larger than it said
	return append(b, rest...), err
}

// validText makes a file readable that is not UTF-8, and reports it.
func validText(file string, src []byte) ([]byte, diag.List) {
	if utf8.Valid(src) {
		return src, nil
	}
	line, rest := 1, src
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[n:]
	}
	return bytes.ToValidUTF8(src, []byte("\uFFFD")), diag.List{{
		Position: diag.Position{File: file, Line: line}, Rule: "not-utf-8", Severity: diag.Warning,
		Message: "the file is not UTF-8; signs that cannot be read are shown as \uFFFD",
		Hint:    "save it as UTF-8",
	}}
}
