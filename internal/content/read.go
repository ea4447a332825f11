package content

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// read reads one review: its file, its perspectives and its conversation.
func (l *loader) read(s source) (*draftReview, error) {
	d := &draftReview{
		Review: &incident.Review{Slug: incident.Key(s.name()), Path: s.path, Bundle: s.bundle},
		notes:  &notes{}, source: s, words: l.words,
	}
	doc, found, err := l.open(s.path)
	if err != nil {
		return nil, err
	}
	d.problems, d.broken = found, doc.broken
	if d.broken {
		return d, nil
	}
	l.tell(d, doc.Document)
	if err := l.readPerspectives(d); err != nil {
		return nil, err
	}
	if err := l.readTranscript(d); err != nil {
		return nil, err
	}
	d.recognise()
	return d, nil
}

// tell reads the review's own file: facts, narrative, and what each says of the
// other.
func (l *loader) tell(d *draftReview, doc frontmatter.Document) {
	r := newReader(d.Path, &l.config, doc, nil)
	r.notes, r.ofReview = d.notes, true
	d.Started = l.startedBefore(d, doc)
	d.narrate(l, doc)
	if l.config.BodyFields {
		r.body = d.Narrative.Fields
	}
	given := d.Started
	d.facts(r)
	if !d.Started.Known() {
		d.Started = dateLine(r, d.Narrative.Fields)
	}
	if d.Started != given {
		d.narrate(l, doc) // again: the timeline begins on another day
	}
	if d.Title == "" {
		d.Title = d.defaultTitle(r)
	}
	if d.Summary == "" {
		d.Summary = defaultSummary(d.Narrative)
	}
	d.followUps()
	d.headingPerspectives(l)
	d.complete()
	d.compareName(r)
	d.Lines = slices.Clone(r.lines) // without room to grow
	d.Participants = slices.Clone(d.Participants)
	d.keep(d.told)
}

// startedBefore returns when the incident started, as far as the front matter
// and the file's name tell: the narrative's timeline needs to know it.
func (l *loader) startedBefore(d *draftReview, doc frontmatter.Document) incident.Moment {
	quiet := newReader(d.Path, &l.config, doc, nil)
	if m := quiet.momentOn("started", dateOf(d.source)); m.Known() {
		return m
	}
	return dateOf(d.source)
}

// narrate reads the body. What was found wrong in it replaces what an earlier
// reading found.
func (d *draftReview) narrate(l *loader, doc frontmatter.Document) {
	n, problems := markdown.Parse(d.Path, doc.Body, doc.BodyLine, d.markdownOptions(l))
	d.Narrative, d.told = n, problems
}

// dateLine reads the day from a line such as «Date: 14 March 2026».
func dateLine(r *reader, fields []incident.BodyField) incident.Moment {
	for _, f := range fields {
		switch fieldKey(f.Key) {
		case "date", "incident_date", "date_of_incident":
			if m, _ := incident.ParseMoment(f.Value, r.zone); m.Known() {
				r.place("started", f.Line)
				return m
			}
		}
	}
	return incident.Moment{}
}

// recognise makes mentions those of the people meant, whatever name of theirs
// was written.
func (d *draftReview) recognise() {
	d.recogniseIn(&d.Narrative)
	for i := range d.Perspectives {
		d.recogniseIn(&d.Perspectives[i].Narrative)
	}
}

func (d *draftReview) recogniseIn(n *incident.Narrative) {
	for i, m := range n.Mentions {
		if key, ok := d.words.known(m.Key); ok {
			n.Mentions[i].Key = key
		}
	}
	for i, e := range n.Entries {
		var keys []string
		for _, k := range e.Mentions {
			if key, ok := d.words.known(k); ok {
				k = key
			}
			keys = appendNew(keys, k)
		}
		n.Entries[i].Mentions = keys
	}
}

// isField tells whether a line states a fact, such as «Severity: 2». One that
// goes on for long is a sentence that has a colon.
func isField(n incident.Narrative, line int) bool {
	const longest = 80
	for _, f := range n.Fields {
		if f.Line == line {
			return len(f.Value) <= longest
		}
	}
	return false
}
