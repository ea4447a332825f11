package content

import (
	"cmp"
	"path"
	"strings"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A place is a sort of document by the folder it lies in.
type place int

const (
	placePeople place = iota
	placeTeams
	placeServices
	placeTags
	placeFactors
	placeCalendar
	placePatterns
	placePages
)

// folders are the folders of the places, in their order.
func folders(p config.Places) []string {
	return []string{p.People, p.Teams, p.Services, p.Tags, p.Factors, p.Calendar, p.Patterns, p.Pages}
}

// A document is a Markdown file that is no review: a profile, an event, a page.
type document struct {
	*reader
	place   place
	folder  string
	body    incident.Narrative
	broken  bool
	aliases []located
}

// readDocument reads a profile, an event or a page.
func (l *loader) readDocument(p place, folder, file string) (*document, error) {
	doc, found, err := l.open(file)
	if err != nil {
		return nil, err
	}
	c := ownWords(l.config)
	d := &document{reader: newReader(file, &c, doc.Document, found), place: p, folder: folder, broken: doc.broken}
	d.body = d.parse(doc.Body, doc.BodyLine)
	return d, nil
}

// ownWords are the settings for front matter that is always casebook's own:
// another schema's keys and values are those of its reviews.
func ownWords(c config.Config) config.Config {
	c.Fields, c.Values, c.BodyFields = nil, nil, false
	return c
}

// parse reads Markdown that belongs to the document.
func (d *document) parse(src []byte, line int) incident.Narrative {
	if strings.TrimSpace(string(src)) == "" {
		return incident.Narrative{}
	}
	n, problems := markdown.Parse(d.file, src, line, markdown.Options{Sections: d.config.Sections, Zone: d.config.Zone})
	d.keep(problems)
	return n
}

// term is what all profiles have in common.
func (d *document) term() incident.Term {
	t := incident.Term{
		Key:     incident.Key(stem(d.file)),
		Name:    cmp.Or(d.text("name"), stem(d.file)),
		Profile: d.body,
		Path:    d.file,
	}
	if isIndex(d.file) {
		t.Key = incident.Key(path.Base(path.Dir(d.file)))
	}
	d.aliases = d.sentences("aliases")
	for _, a := range d.aliases {
		t.Aliases = append(t.Aliases, a.text)
	}
	return t
}

// page is free text; folders within the place are part of its address.
func page(d *document) *incident.Page {
	return &incident.Page{
		Key:   pageKey(d.folder, d.file),
		Title: cmp.Or(d.text("title"), firstHeading(d.body), titleFromName(stem(d.file)), stem(d.file)),
		Body:  d.body,
		Path:  d.file,
	}
}

func pageKey(folder, file string) string {
	rel := strings.TrimPrefix(strings.TrimPrefix(file, folder), "/")
	parts := strings.Split(path.Join(path.Dir(rel), stem(rel)), "/")
	if isIndex(file) && len(parts) > 1 {
		parts = parts[:len(parts)-1]
	}
	for i, p := range parts {
		parts[i] = incident.Key(p)
	}
	return strings.Join(parts, "/")
}

// event is one stretch of the calendar.
func event(d *document) *incident.Event {
	e := &incident.Event{
		Key:   incident.Key(stem(d.file)),
		Title: cmp.Or(d.text("title"), firstHeading(d.body), titleFromName(stem(d.file)), stem(d.file)),
		Start: d.moment("start"),
		End:   d.moment("end"),
		Kind:  d.oneOf("kind", incident.EventKinds),
		Body:  d.body,
		Path:  d.file,
	}
	if !e.Start.Known() {
		d.warn(&frontmatter.Node{}, "event-without-start", "this event has no day on the calendar", "add `start: DATE`")
	}
	return e
}
