package diag

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// Options say how a list is written. The zero value is useful.
type Options struct {
	Format  string // one of Formats; empty: text
	Source  fs.FS  // the files that problems are in, for the lines they stand on; may be nil
	Prefix  string // the way from the repository's root to Source, which code hosts want before every file
	Colour  bool   // of text: for a terminal
	Version string // of the program
	Rules   []Rule // what the problems' rules mean, for formats that say so
}

// Formats lists the forms in which a list can be written.
func Formats() []string {
	return []string{"text", "json", "github", "sarif", "rdjson", "gitlab", "junit"}
}

// Write writes the list in the format that the options name.
func (l List) Write(w io.Writer, o Options) error {
	write := map[string]func(*writer) error{
		"": l.writeExcerpts, "text": l.writeExcerpts, "json": l.writePlainJSON, "github": l.writeGitHub,
		"sarif": l.writeSARIF, "rdjson": l.writeRDJSON, "gitlab": l.writeGitLab, "junit": l.writeJUnit,
	}[o.Format]
	if write == nil {
		return fmt.Errorf("write problems: there is no format %q", o.Format)
	}
	out := &writer{Writer: w, Options: o, files: make(map[string][]string), private: l.private()}
	if err := write(out); err != nil {
		return fmt.Errorf("write problems: %w", err)
	}
	return nil
}

// A writer writes one list, and reads the lines that it speaks of.
type writer struct {
	io.Writer
	Options
	files   map[string][]string // lines read so far
	private map[Position]bool   // lines that are not shown, whatever else is on them
}

// private are the lines that hold what must not be shown again.
func (l List) private() map[Position]bool {
	lines := make(map[Position]bool)
	for _, p := range l {
		if p.Private {
			lines[Position{File: p.File, Line: p.Line}] = true
		}
	}
	return lines
}

// path is a file's name from the repository's root; that of the folder itself
// for a problem of no file.
func (w *writer) path(file string) string {
	if p := path.Join(w.Prefix, file); p != "" {
		return p
	}
	return "."
}

// line returns the text of a problem's line without its end; not ok if it is not
// known.
func (w *writer) line(p Problem) (string, bool) {
	if p.Line == 0 || p.File == "" || w.Source == nil || w.private[Position{File: p.File, Line: p.Line}] {
		return "", false
	}
	lines, read := w.files[p.File]
	if !read {
		lines = readLines(w.Source, p.File)
		clear(w.files) // lists are sorted: the next problems are of one file
		w.files[p.File] = lines
	}
	if p.Line > len(lines) {
		return "", false
	}
	return lines[p.Line-1], true
}

// readLines returns the lines of a file, or none if it is no text to quote from.
func readLines(fsys fs.FS, file string) []string {
	const most = 20 << 20
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return nil
	}
	text, err := fs.ReadFile(fsys, file)
	if err != nil || !utf8.Valid(text) {
		return nil
	}
	var lines []string
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\uFEFF")) {
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	return lines
}

// A span is a part of a line, in bytes from 0.
type span struct{ from, to int }

// about is the part of a line that a problem is about. Without a length it is
// the word that begins there; without a column, the whole line.
func about(p Problem, line string) span {
	if p.Column == 0 {
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		return span{indent, len(line)}
	}
	from := byteAt(line, p.Column-1)
	if p.Length > 0 {
		return span{from, from + byteAt(line[from:], p.Length)}
	}
	to := from + len(line[from:]) - len(strings.TrimLeft(line[from:], "@#-_."))
	for to < len(line) && strings.IndexByte(" \t,;:()[]{}\"'`|", line[to]) < 0 {
		to++
	}
	return span{from, to}
}

// byteAt returns where the character with the index n begins; the line's end if
// it has fewer.
func byteAt(line string, n int) int {
	for i := range line {
		if n == 0 {
			return i
		}
		n--
	}
	return len(line)
}

// mended is the part of a line that a problem's mend replaces; not ok without
// one, or where the line does not hold what it should.
func mended(p Problem, line string) (span, bool) {
	switch {
	case p.Mend == (Mend{}):
		return span{}, false
	case p.Mend.Old == "":
		return span{0, len(line)}, true
	}
	from := byteAt(line, max(p.Column-1, 0))
	at := strings.Index(line[from:], p.Mend.Old)
	if at < 0 {
		return span{}, false
	}
	return span{from + at, from + at + len(p.Mend.Old)}, true
}

// advice is what a problem says and what to do, in one text.
func (p Problem) advice() string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "\n" + p.Hint
}

// describe returns what is known of a rule; its name alone if it is not listed.
func (w *writer) describe(name string) Rule {
	for _, r := range w.Rules {
		if r.Name == name {
			return r
		}
	}
	return Rule{Name: name}
}
