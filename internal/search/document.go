package search

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A document is a review as search knows it: the row that a list of results
// shows, its text in passages, and the terms by which it can be picked.
type document struct {
	row
	path     string // of its file
	day      int    // since 1970-01-01; noDay when the start is not known
	passages []passage
	keys     []key  // what it can be picked by: service:checkout
	picks    []pick // the same, one for each value, as lists show them
}

// A row is what a list of results shows of a review. Its JSON is of the static
// form.
type row struct {
	Slug     string   `json:"s"`
	Address  string   `json:"a"`
	Title    string   `json:"t"`
	Day      string   `json:"d,omitempty"`
	Kind     string   `json:"k,omitempty"`
	Severity string   `json:"v,omitempty"`
	Status   string   `json:"x,omitempty"` // empty: published
	ID       string   `json:"i,omitempty"`
	Services []string `json:"n,omitempty"` // names
	Summary  string   `json:"m,omitempty"`
}

// A passage is a stretch of text with one place on the site: a paragraph, an
// entry, a message.
type passage struct {
	part   part
	anchor string // fragment on the part's page; empty: the page
	label  string // the heading above it, the time of an entry, who said it and when
	text   string
}

// A key is a value that a field of the query language can ask for.
type key struct{ group, value string }

func (k key) term() string { return k.group + ":" + k.value }

const noDay = -1

// A writer makes documents of a book's reviews.
type writer struct {
	people  map[string]string // names by key
	names   map[string]map[string]*incident.Term
	options markdown.Options
}

func newWriter(b *incident.Book, c config.Config) *writer {
	w := &writer{
		people:  make(map[string]string, len(b.People)),
		names:   map[string]map[string]*incident.Term{},
		options: markdown.Options{Sections: c.Sections, Zone: c.Zone},
	}
	add := func(group string, t *incident.Term) {
		if w.names[group] == nil {
			w.names[group] = map[string]*incident.Term{}
		}
		w.names[group][t.Key] = t
	}
	for _, p := range b.People {
		w.people[p.Key] = p.Name
		add("person", &p.Term)
	}
	for _, t := range b.Teams {
		add("team", &t.Term)
	}
	for _, s := range b.Services {
		add("service", &s.Term)
	}
	for group, terms := range map[string][]*incident.Term{"tag": b.Tags, "factor": b.Factors, "tech": b.Technologies, "party": b.ExternalParties} {
		for _, t := range terms {
			add(group, t)
		}
	}
	return w
}

// sameNames tells whether both call people and terms the same.
func (w *writer) sameNames(o *writer) bool {
	return w != nil && reflect.DeepEqual(w.people, o.people) && reflect.DeepEqual(w.names, o.names)
}

// searched are the reviews that can be found, the oldest first: the static form
// numbers them so, and a new one changes no other's number.
func searched(b *incident.Book) []*incident.Review {
	var list []*incident.Review
	for _, r := range b.Reviews {
		if r.Status.Listed() {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(x, y *incident.Review) int {
		if d := dayOf(x) - dayOf(y); d != 0 {
			return d
		}
		return strings.Compare(x.Slug, y.Slug)
	})
	return list
}

// dayOf is the day on which the review's incident started, since 1970-01-01.
func dayOf(r *incident.Review) int {
	if !r.Started.Known() {
		return noDay
	}
	return max(0, int(r.Started.Day().Unix()/int64(24*time.Hour/time.Second)))
}

func (w *writer) document(r *incident.Review) *document {
	d := &document{row: w.row(r), path: r.Path, day: dayOf(r)}
	if d.Summary != "" {
		d.add(inNarrative, "", "", d.Summary)
	}
	w.story(d, r)
	w.voices(d, r)
	w.actions(d, r)
	w.facts(d, r)
	w.talk(d, r)
	return d
}

func (w *writer) row(r *incident.Review) row {
	o := row{
		Slug: r.Slug, Address: incident.ReviewAddress(r.Slug), Title: r.Title, Kind: string(r.Kind),
		Severity: r.Severity, ID: r.ID, Summary: w.named(markdown.Plain(r.Summary)),
	}
	if r.Started.Known() {
		o.Day = r.Started.Day().Format(time.DateOnly)
	}
	if r.Status != incident.Published {
		o.Status = string(r.Status)
	}
	for _, k := range r.Services {
		o.Services = append(o.Services, w.name("service", k))
	}
	return o
}

// passageEnd stands between passages where they are one text.
const passageEnd = "\x1e"

// longestPassage bounds a passage's text in bytes: a snippet is cut from one.
const longestPassage = 4000

// add adds a text, in several passages where it is long.
func (d *document) add(p part, anchor, label, text string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, passageEnd, " "))
	for len(text) > longestPassage {
		cut := strings.LastIndexAny(text[:longestPassage], " \n")
		if cut < longestPassage/2 {
			cut = longestPassage
			for cut < len(text) && text[cut]&0xC0 == 0x80 { // within a character
				cut++
			}
		}
		d.passages = append(d.passages, passage{p, anchor, label, text[:cut]})
		text = strings.TrimSpace(text[cut:])
	}
	if text != "" {
		d.passages = append(d.passages, passage{p, anchor, label, text})
	}
}

// titlePassages are what the title's part holds: the title, the outside
// identifier, and the review's own name, in which its day stands too.
func (d *document) titlePassages() []passage {
	return []passage{{part: inTitle, text: d.Title}, {part: inTitle, text: d.ID}, {part: inTitle, text: d.Slug}}
}

// name is what a term is called.
func (w *writer) name(group, key string) string {
	if t := w.names[group][key]; t != nil && t.Name != "" {
		return t.Name
	}
	return key
}

// named puts the names of people in the place of their @keys.
func (w *writer) named(text string) string {
	at := strings.IndexByte(text, '@')
	if at < 0 {
		return text
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(text[:at])
		text = text[at+1:]
		n := mentionLength(text)
		name, known := w.people[incident.Key(text[:n])]
		if n > 0 && known {
			b.WriteString(name)
			text = text[n:]
		} else {
			b.WriteByte('@')
		}
		at = strings.IndexByte(text, '@')
	}
	b.WriteString(text)
	return b.String()
}

// mentionLength is how much of a text, after the @, is a person's key.
func mentionLength(text string) int {
	n := 0
	for i, r := range text {
		if isWord(r) {
			n = i + len(string(r))
		} else if r != '-' && r != '_' {
			break
		}
	}
	return n
}
