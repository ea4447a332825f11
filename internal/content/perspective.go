package content

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// readPerspectives reads the accounts in the bundle's perspectives/.
func (l *loader) readPerspectives(d *draftReview) error {
	for _, file := range d.source.perspectives {
		doc, found, err := l.open(file)
		if err != nil {
			return err
		}
		d.problems = append(d.problems, found...)
		if doc.broken {
			continue
		}
		d.Perspectives = append(d.Perspectives, d.perspective(l, file, doc.Document))
	}
	return nil
}

func (d *draftReview) perspective(l *loader, file string, doc frontmatter.Document) incident.Perspective {
	c := ownWords(l.config)
	r := newReader(file, &c, doc, nil)
	r.notes = d.notes
	p := incident.Perspective{Who: d.named(person, stem(file)), Confirmed: r.moment("confirmed")}
	r.extra()
	n, problems := markdown.Parse(file, doc.Body, doc.BodyLine, d.markdownOptions(l))
	p.Narrative = n
	d.keep(problems)
	if other := d.perspectiveOf(p.Who); other != nil {
		r.warn(&frontmatter.Node{Line: 1}, "perspective-twice", fmt.Sprintf("%s has two accounts: this, and %s", p.Who, other.Narrative.File), "put them into one file")
	}
	return p
}

func (d *draftReview) perspectiveOf(who string) *incident.Perspective {
	for i := range d.Perspectives {
		if d.Perspectives[i].Who == who {
			return &d.Perspectives[i]
		}
	}
	return nil
}

func (d *draftReview) markdownOptions(l *loader) markdown.Options {
	return markdown.Options{Sections: l.config.Sections, Zone: l.config.Zone, Started: d.Started, KeepFields: true, Brief: true}
}

// headingPerspectives finds the accounts under subheadings of Perspectives that
// name a person.
func (d *draftReview) headingPerspectives(l *loader) {
	top := 0 // level of the section's own heading; 0 outside the section
	for i, b := range d.Narrative.Blocks {
		if b.Kind != incident.Heading {
			continue
		}
		if top > 0 && b.Level <= top {
			top = 0
		}
		switch {
		case top == 0 && b.Section == incident.SectionPerspectives:
			top = b.Level
		case top > 0:
			d.headingPerspective(l, i)
		}
	}
}

// headingPerspective keeps the account under the i-th block, a heading, if that
// names somebody who is known or took part.
func (d *draftReview) headingPerspective(l *loader, i int) {
	b := d.Narrative.Blocks[i]
	who, ok := d.personIn(b.Text)
	if !ok || b.Inner {
		return
	}
	src, line := under(d.Narrative, i)
	n, _ := markdown.Parse(d.Path, src, line, d.markdownOptions(l)) // its problems are known from the whole
	d.Perspectives = append(d.Perspectives, incident.Perspective{Who: who, Narrative: n, Heading: b.ID})
}

// personIn returns the person whom a heading names, by key, @key or name, also
// with a remark after it: «Kieran, on call for the broker».
func (d *draftReview) personIn(heading string) (string, bool) {
	names := []string{heading}
	if i := strings.IndexAny(heading, ",(:–—"); i > 0 {
		names = append(names, heading[:i])
	}
	for _, name := range names {
		name = strings.TrimPrefix(strings.TrimSpace(name), "@")
		if key, ok := d.words.known(name); ok {
			return key, true
		}
		if key := incident.Key(name); key != "" && d.takesPart(key) {
			return key, true
		}
	}
	return "", false
}

// under returns the source below the i-th block, a heading, up to the next
// heading that is not below it, and the line on which it begins.
func under(n incident.Narrative, i int) (src []byte, line int) {
	level := n.Blocks[i].Level
	line = n.Blocks[i].Line + 1
	end := -1
	for _, b := range n.Blocks[i+1:] {
		if b.Kind == incident.Heading && b.Level <= level {
			end = b.Line
			break
		}
	}
	lines := bytes.SplitAfter(n.Source, []byte("\n"))
	from, to := min(line-n.Line, len(lines)), len(lines)
	if end >= 0 {
		to = min(end-n.Line, to)
	}
	return bytes.Join(lines[from:max(from, to)], nil), line
}
