package check

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/casebook-dev/casebook/internal/diag"
)

// A Branch knows which files, and which of their lines, differ from what a branch
// began with.
type Branch struct {
	base, head fs.FS
	was        map[string]string // by the name of a file, the one that it had before
	files      map[string]*touched
	err        error
}

// touched says what of a file is new.
type touched struct {
	changed bool
	whole   bool   // the file is new
	lines   []bool // by line, from 0
}

// NewBranch compares two states of a casebook. was has the former names of files
// that were renamed; it may be nil.
func NewBranch(base, head fs.FS, was map[string]string) *Branch {
	return &Branch{base: base, head: head, was: was, files: make(map[string]*touched)}
}

// Changed tells whether a file is new, or says something else than before.
func (b *Branch) Changed(file string) bool { return b.file(file).changed }

// Keep returns the problems that are on lines which the branch touched, on the
// lines beside what it took away, or of files that it touched as a whole. The
// error is a file that could not be read.
func (b *Branch) Keep(list diag.List) (diag.List, error) {
	var kept diag.List
	for _, p := range list {
		if b.touches(p.Position) {
			kept = append(kept, p)
		}
	}
	return kept, b.err
}

func (b *Branch) touches(at diag.Position) bool {
	f := b.file(at.File)
	switch {
	case !f.changed:
		return false
	case f.whole || at.Line == 0 || at.Line > len(f.lines):
		return true
	}
	return f.lines[at.Line-1]
}

// file compares one file, the first time that somebody asks.
func (b *Branch) file(name string) *touched {
	if f := b.files[name]; f != nil {
		return f
	}
	f := b.compare(name)
	b.files[name] = f
	return f
}

func (b *Branch) compare(name string) *touched {
	after, there := b.read(b.head, name)
	if !there {
		return &touched{}
	}
	before, there := b.read(b.base, name)
	if was := b.was[name]; !there && was != "" {
		before, there = b.read(b.base, was)
	}
	switch {
	case !there:
		return &touched{changed: true, whole: true}
	case bytes.Equal(before, after):
		return &touched{}
	}
	return &touched{changed: true, lines: touchedLines(splitLines(before), splitLines(after))}
}

// read returns a file's content, and whether there is such a file. What is no
// file of its own is not read: a pipe may never end, a link may lead anywhere.
func (b *Branch) read(fsys fs.FS, name string) ([]byte, bool) {
	if !fs.ValidPath(name) || name == "." {
		return nil, false
	}
	info, err := fs.Lstat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, false
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(fsys, name)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.err = errors.Join(b.err, fmt.Errorf("compare %q: %w", name, err))
	}
	return data, err == nil
}

func splitLines(data []byte) []string {
	var lines []string
	for line := range bytes.Lines(data) {
		lines = append(lines, string(bytes.TrimRight(line, "\r\n")))
	}
	return lines
}

// touchedLines tells of each line of after whether it is new, or stands beside a
// line that was taken away.
func touchedLines(before, after []string) []bool {
	start := 0
	for start < len(before) && start < len(after) && before[start] == after[start] {
		start++
	}
	end := 0
	for end < len(before)-start && end < len(after)-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	lines := make([]bool, len(after))
	middle := after[start : len(after)-end]
	kept, gaps := commonLines(before[start:len(before)-end], middle)
	for i := range middle {
		lines[start+i] = !kept[i]
	}
	for _, gap := range gaps { // before the line with this index something is missing
		above, below := max(start+gap-1, 0), min(start+gap, len(lines)-1)
		replaced := gap < len(kept) && !kept[gap] || gap > 0 && !kept[gap-1]
		if below >= 0 && !replaced {
			lines[above], lines[below] = true, true
		}
	}
	return lines
}

// commonLines finds a longest common sequence of two lists of lines, and tells
// which lines of b are in it, and before which of them lines of a are missing. In
// lists that are too long to be held against each other, those lines of b count
// as common that a has anywhere.
func commonLines(a, b []string) (kept []bool, gaps []int) {
	const most = 4 << 20
	kept = make([]bool, len(b))
	if len(a)*len(b) > most {
		in := make(map[string]bool, len(a))
		for _, line := range a {
			in[line] = true
		}
		for i, line := range b {
			kept[i] = in[line]
		}
		return kept, nil
	}
	rest := commonLengths(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			kept[j] = true
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && rest[i+1][j] >= rest[i][j+1]:
			gaps = append(gaps, j)
			i++
		default:
			j++
		}
	}
	return kept, gaps
}

// commonLengths returns, for each place in a and b, how many lines what follows
// has in common.
func commonLengths(a, b []string) [][]int32 {
	rest := make([][]int32, len(a)+1)
	for i := range rest {
		rest[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				rest[i][j] = rest[i+1][j+1] + 1
			} else {
				rest[i][j] = max(rest[i+1][j], rest[i][j+1])
			}
		}
	}
	return rest
}
