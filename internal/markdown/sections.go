package markdown

import (
	"iter"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/casebook-dev/casebook/internal/incident"
)

// sections follows which section the reading is in. A heading that means
// nothing keeps the section of the heading above it.
type sections struct {
	extra  map[string]incident.Section // the settings' synonyms
	stack  []sectionLevel
	pseudo incident.Section // said by a bold line, until the next heading
}

type sectionLevel struct {
	level   int
	section incident.Section
}

func (s *sections) current() incident.Section {
	if s.pseudo != incident.NoSection {
		return s.pseudo
	}
	if len(s.stack) == 0 {
		return incident.NoSection
	}
	return s.stack[len(s.stack)-1].section
}

// enter begins what a heading heads and returns the section that it begins
// itself, if any.
func (s *sections) enter(level int, text string) incident.Section {
	s.pseudo = incident.NoSection
	for len(s.stack) > 0 && s.stack[len(s.stack)-1].level >= level {
		s.stack = s.stack[:len(s.stack)-1]
	}
	section, ok := s.meaning(text, level)
	if section == incident.SectionNarrative && s.current() != incident.NoSection {
		ok = false // «Detection» under the lessons is about lessons
	}
	if !ok {
		s.stack = append(s.stack, sectionLevel{level: level, section: s.current()})
		return incident.NoSection
	}
	s.stack = append(s.stack, sectionLevel{level: level, section: section})
	return section
}

// stay keeps the timeline going under a heading that is a time, even where the
// heading's level would end it.
func (s *sections) stay(level int) {
	s.pseudo = incident.NoSection
	top := len(s.stack) - 1
	if top >= 0 && s.stack[top].level < level {
		return
	}
	for len(s.stack) > 0 && s.stack[len(s.stack)-1].level >= level {
		s.stack = s.stack[:len(s.stack)-1]
	}
	s.stack = append(s.stack, sectionLevel{level: level, section: incident.SectionTimeline})
}

// enterHeading follows a heading into its section. One that is a time stays in
// the timeline, whatever its level.
func (d *document) enterHeading(h *ast.Heading, text string) {
	if d.timeline.active {
		if _, n := incident.ReadStamp(text); n > 0 {
			d.sections.stay(h.Level)
			return
		}
	}
	own := d.sections.enter(h.Level, text)
	switch {
	case own == incident.SectionTimeline:
		d.timeline.begin(d, h.Level, h.Pos(), text)
	case d.sections.current() != incident.SectionTimeline:
		d.timeline.end(d)
	}
}

// pseudoHeading tells whether a paragraph is a bold line that names a section,
// as people write who have no smaller heading left.
func (d *document) pseudoHeading(n ast.Node, from mark) (incident.Section, bool) {
	p, ok := n.(*ast.Paragraph)
	if !ok || p.ChildCount() != 1 {
		return "", false
	}
	e, ok := p.FirstChild().(*ast.Emphasis)
	if !ok || e.Level != 2 {
		return "", false
	}
	section, _ := d.sections.meaning(string(d.text[from.text:]), 6)
	return section, section != incident.NoSection
}

func (d *document) enterPseudo(section incident.Section) {
	d.sections.pseudo = section
	switch {
	case section != incident.SectionTimeline:
		d.timeline.settle(d)
	case d.timeline.active:
	default:
		d.timeline.begin(d, 7, 0, "")
	}
}

// meaning returns the section that a heading's words mean, and whether they mean
// anything; some mean that what follows is in no section.
func (s *sections) meaning(text string, level int) (incident.Section, bool) {
	const longest = 200
	if len(text) > longest {
		return incident.NoSection, false
	}
	for words := range wordings(text, level) {
		if section, ok := s.extra[words]; ok {
			return section, true
		}
		if section, ok := synonyms[words]; ok {
			return section, true
		}
	}
	return incident.NoSection, false
}

// wordings yields the words of a heading, from all of them to the fewest that
// may still carry its meaning. Most headings mean something by the first.
func wordings(text string, level int) iter.Seq[string] {
	return func(yield func(string) bool) {
		whole := words(text)
		if !yield(whole) {
			return
		}
		for _, w := range shorter(text, whole, level) {
			if !yield(w) {
				return
			}
		}
	}
}

func shorter(text, whole string, level int) []string {
	all := []string{whole, unnumbered(whole)}
	if level > 1 {
		if head, _, ok := strings.Cut(text, ":"); ok {
			all = append(all, unnumbered(words(head)))
		}
		if head, _, ok := strings.Cut(text, " - "); ok {
			all = append(all, unnumbered(words(head)))
		}
	}
	for _, part := range strings.Split(text, "/") {
		all = append(all, unnumbered(words(part)))
	}
	for _, w := range all {
		all = append(all, withoutNoise(w))
	}
	return all
}

// words returns the words of a heading in lower case, one space apart: without
// emoji, punctuation and what stands in brackets.
func words(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	depth, gap := 0, false
	if strings.ContainsAny(text, "(&+") {
		text = plural.Replace(text)
	}
	for _, r := range text {
		switch {
		case r == '(' || r == '[' || r == '{':
			depth++
		case r == ')' || r == ']' || r == '}':
			depth = max(depth-1, 0)
			gap = true
		case depth > 0:
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

var plural = strings.NewReplacer("(s)", "s", "(S)", "S", "(es)", "es", "&", " and ", "+", " and ")

// unnumbered takes away the numbering before a heading's words.
func unnumbered(words string) string {
	for {
		first, rest, ok := strings.Cut(words, " ")
		if !ok || !isNumbering(first) {
			return words
		}
		words = rest
	}
}

func isNumbering(word string) bool {
	switch word {
	case "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "section", "part", "step":
		return true
	}
	return strings.Trim(word, "0123456789") == ""
}

// withoutNoise takes away the words that every template puts around the ones
// that matter: «Incident», «Executive», «the».
func withoutNoise(words string) string {
	for {
		first, rest, ok := strings.Cut(words, " ")
		if !ok || !strings.Contains(noise, " "+first+" ") {
			break
		}
		words = rest
	}
	for {
		i := strings.LastIndexByte(words, ' ')
		if i < 0 || !strings.Contains(noise, " "+words[i+1:]+" ") {
			break
		}
		words = words[:i]
	}
	// A timeline's heading goes on with its zone and days.
	if first, _, _ := strings.Cut(words, " "); first == "timeline" {
		return first
	}
	return words
}

const noise = " the a an our your incident incidents outage issue issues problem event events postmortem post mortem review executive high level brief short detailed full initial overall key main " +
	"what summary analysis details detail section of and from this that "

// extraSynonyms are the headings that a book's settings add.
func extraSynonyms(extra map[incident.Section][]string) map[string]incident.Section {
	if len(extra) == 0 {
		return nil
	}
	m := make(map[string]incident.Section)
	for _, section := range incident.Sections {
		for _, heading := range extra[section] {
			m[words(heading)] = section
		}
	}
	return m
}
