package scaffold

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A parser reads one text of the past.
type parser struct {
	*past
	*text
}

// stepLine is the line that begins a step.
var stepLine = regexp.MustCompile(`^(\d{4}-\d\d-\d\d) (\d\d:\d\d) ([\pL\pN-]+)(?: with ([\pL\pN, -]+?))?(?: (merges|squashes)|( pushes)?: (\S.*))$`)

// directive is an indented line that says something of its own.
var directive = regexp.MustCompile(`^(in|file|was|whole|status|branch|approved):(?: +(.*))?$`)

// parse reads a text line by line.
func (p parser) parse(src string) {
	var at *step
	var file *fileStep
	apart := true // the line before ends a change
	number := 0
	for line := range strings.Lines(src) {
		number++
		line = strings.TrimRight(line, " \t\r\n")
		inner := strings.TrimLeft(line, " \t")
		switch {
		case line == "":
			if at != nil && len(at.body) > 0 && at.body[len(at.body)-1] != "" {
				at.body = append(at.body, "")
			}
			apart = true
			continue
		case strings.HasPrefix(line, "#"):
			continue
		case inner == line:
			if at = p.step(line, number); at == nil {
				p.warn(p.file, number, "this is no line of a past", "begin it with `2026-07-03 14:20 WHO: SUBJECT`, or indent it below such a line")
				return
			}
			p.steps = append(p.steps, at)
			file, apart = nil, true
			continue
		case at == nil:
			p.warn(p.file, number, "nobody does this", "write a line with a date, a time and a person above it")
			return
		}
		if m := directive.FindStringSubmatch(inner); m != nil {
			file = p.direct(at, file, number, m[1], m[2])
			apart = true
			continue
		}
		if sign := inner[0]; (sign == '-' || sign == '+') && (len(inner) == 1 || inner[1] == ' ') {
			if file == nil {
				file = p.mainFile(at, number)
			}
			if file != nil {
				file.change(sign, strings.TrimPrefix(inner[1:], " "), number, apart)
			}
			apart = false
			continue
		}
		at.body = append(at.body, inner)
		apart = true
	}
}

// step reads the line that begins one; nil if it is none.
func (p parser) step(line string, number int) *step {
	m := stepLine.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	s := &step{text: p.text, line: number, who: m[3], subject: m[7]}
	switch {
	case m[5] == "merges":
		s.kind = merges
	case m[5] == "squashes":
		s.kind = squashes
	case m[6] != "":
		s.kind = pushes
	}
	for name := range strings.FieldsFuncSeq(m[4], func(r rune) bool { return r == ',' || r == ' ' }) {
		s.with = append(s.with, name)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", m[1]+" "+m[2], p.clock(s.who))
	if err != nil {
		p.warn(p.file, number, fmt.Sprintf("%s %s is no time", m[1], m[2]), "write it as 2026-07-03 14:20")
	}
	s.when = when
	for _, who := range append([]string{s.who}, s.with...) {
		if p.person(who) == nil && strings.ToLower(who) == who {
			p.warn(p.file, number, fmt.Sprintf("there is no profile of %q", who), "write a person's key; a bot's name begins with a capital letter")
		}
	}
	return s
}

// direct carries out one directive, and returns the file that changes concern
// from there on.
func (p parser) direct(at *step, file *fileStep, number int, word, value string) *fileStep {
	switch word {
	case "in":
		return p.fileOf(at, number, value)
	case "file":
		p.adds(at, number, value)
		return file
	case "branch":
		at.branch = value
	case "approved":
		at.approved = []string{}
		for who := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ' ' }) {
			at.approved = append(at.approved, who)
		}
	case "was", "status", "whole":
		if file == nil {
			file = p.mainFile(at, number)
		}
		if file != nil {
			p.setFile(file, number, word, value)
		}
	}
	return file
}

func (p parser) setFile(f *fileStep, number int, word, value string) {
	switch word {
	case "was":
		f.was = path.Join(path.Dir(f.path), value)
		if p.review != nil && p.review.Bundle != "" && f.path == p.review.Path {
			f.was = path.Join(path.Dir(p.review.Bundle), value)
		}
	case "status":
		f.status = value
		if !validStatus(value) {
			p.warn(p.file, number, fmt.Sprintf("%q is no status", value), "")
		}
	case "whole":
		data, err := fs.ReadFile(p.Texts, value)
		if err != nil {
			p.warn(p.file, number, fmt.Sprintf("there is no %q beside this text", value), "")
		}
		f.whole = append([]byte{}, data...)
	}
}

func validStatus(s string) bool {
	for _, known := range incident.Statuses {
		if s == string(known) {
			return true
		}
	}
	return false
}

// mainFile returns the step's work on the review's own file.
func (p parser) mainFile(at *step, number int) *fileStep {
	if p.review == nil {
		p.warn(p.file, number, "it is not said in which file", "write `in: PATH` above")
		return nil
	}
	return at.file(p.review.Path)
}

// fileOf returns the step's work on a file named from the review's folder, or
// from the top; nil if there is none.
func (p parser) fileOf(at *step, number int, name string) *fileStep {
	for _, full := range []string{path.Join(p.folder, name), path.Clean(name)} {
		if _, ok := p.files[full]; ok {
			return at.file(full)
		}
	}
	p.warn(p.file, number, fmt.Sprintf("there is no file %q", name), "name it from the review's folder, or from content/")
	return nil
}

// adds makes a file, or all of a folder, come with the step.
func (p parser) adds(at *step, number int, name string) {
	found := false
	for _, dir := range []string{path.Join(p.folder, name), path.Clean(name)} {
		for _, file := range p.paths() {
			if file == dir || strings.HasPrefix(file, dir+"/") {
				at.file(file)
				found = true
			}
		}
		if found {
			return
		}
	}
	p.warn(p.file, number, fmt.Sprintf("there is no file %q", name), "name it from the review's folder, or from content/")
}

// file returns the step's work on a file.
func (s *step) file(name string) *fileStep {
	for _, f := range s.files {
		if f.path == name {
			return f
		}
	}
	f := &fileStep{step: s, path: name}
	s.files = append(s.files, f)
	return f
}

// change keeps one line of a change.
func (f *fileStep) change(sign byte, line string, number int, begins bool) {
	last := len(f.edits) - 1
	if begins || last < 0 || sign == '-' && len(f.edits[last].now) > 0 {
		f.edits = append(f.edits, edit{line: number})
		last++
	}
	if sign == '-' {
		f.edits[last].was = append(f.edits[last].was, line)
	} else {
		f.edits[last].now = append(f.edits[last].now, line)
	}
}

// clock returns the zone by which somebody tells the time.
func (p *past) clock(who string) *time.Location {
	if x := p.person(who); x != nil {
		if zone := incident.LoadZone(x.Timezone); zone != nil {
			return zone
		}
	}
	return time.UTC
}
