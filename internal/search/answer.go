package search

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// An Answer is what a query found. Offsets in it are in UTF-16 code units, as
// browsers count.
type Answer struct {
	Query   string             `json:"query"`
	Mode    string             `json:"mode"` // ModeAll or ModeAny
	Total   int                `json:"total"`
	All     int                `json:"all"` // of Total, those that have all words
	Notes   []string           `json:"notes,omitempty"`
	Instead []Instead          `json:"instead,omitempty"`
	Nearest []string           `json:"nearest,omitempty"` // words of the book, when nothing was found
	Hits    []Hit              `json:"hits"`              // the first of Total
	Facets  map[string][]Value `json:"facets,omitempty"`
}

// The modes of an answer: its hits have all words asked for, or, because few
// have, most of them.
const (
	ModeAll = "all"
	ModeAny = "any"
)

// An Instead is a word that the book does not have, and the words of the book
// that were taken for it.
type Instead struct {
	Word  string   `json:"word"`
	Words []string `json:"words"`
}

// A Hit is a review that was found.
type Hit struct {
	Slug       string   `json:"slug"`
	Address    string   `json:"address"` // from the site's root
	Title      string   `json:"title"`
	Day        string   `json:"day,omitempty"` // 2026-03-14
	Kind       string   `json:"kind,omitempty"`
	Severity   string   `json:"severity,omitempty"`
	Status     string   `json:"status,omitempty"` // empty: published
	ID         string   `json:"id,omitempty"`
	Services   []string `json:"services,omitempty"`
	Summary    string   `json:"summary,omitempty"`
	Path       string   `json:"path,omitempty"` // of the file, from the source; not in the static form
	Score      float64  `json:"score"`
	Where      *Where   `json:"where,omitempty"` // nil: the title or a filter alone
	Snippet    string   `json:"snippet,omitempty"`
	Marks      []Mark   `json:"marks,omitempty"` // of the snippet
	TitleMarks []Mark   `json:"titleMarks,omitempty"`
}

// A Where is the place of a review that says what was asked for.
type Where struct {
	Part    string `json:"part"`
	Label   string `json:"label,omitempty"` // the heading above it, the time of an entry, who said it
	Anchor  string `json:"anchor,omitempty"`
	Address string `json:"address"` // from the site's root, with the anchor
}

// A Mark is a stretch of text that was asked for: from and to.
type Mark [2]int

// A Value is one value of a group, and how many of the found reviews have it.
type Value struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Count  int    `json:"count"`
	Chosen bool   `json:"chosen,omitempty"` // the query asks for it
}

// Asking says what an answer should hold.
type Asking struct {
	Limit  int  // hits; 0: 10
	Facets bool // count the values of every group
}

const usualLimit = 10

// An archive has the text of documents: the content of the static form's files
// of a review.
type archive interface {
	text(doc, chunk int32) (content []byte, path string, err error)
}

// ask answers a query from an index.
func ask(text string, lang language, s source, a archive, o Asking) (Answer, error) {
	p, err := compile(Parse(text), lang, s)
	if err != nil {
		return Answer{}, fmt.Errorf("search for %q: %w", text, err)
	}
	r, err := evaluate(p, s)
	if err != nil {
		return Answer{}, fmt.Errorf("search for %q: %w", text, err)
	}
	answer := Answer{Query: text, Mode: ModeAll, Total: len(r.hits), All: r.all, Notes: r.notes(), Instead: r.instead(), Hits: []Hit{}}
	if r.any {
		answer.Mode = ModeAny
	}
	if len(r.hits) == 0 {
		if answer.Nearest, err = r.nearest(s); err != nil {
			return Answer{}, fmt.Errorf("search for %q: %w", text, err)
		}
	}
	limit := o.Limit
	if limit <= 0 {
		limit = usualLimit
	}
	marker := newMarker(r, lang, s)
	for _, h := range r.hits[:min(limit, len(r.hits))] {
		hit, err := r.hit(h, a, marker)
		if err != nil {
			return Answer{}, fmt.Errorf("show what %q found: %w", text, err)
		}
		answer.Hits = append(answer.Hits, hit)
	}
	if o.Facets {
		answer.Facets, err = r.facets(s)
	}
	return answer, err
}

func (r *result) facets(s source) (map[string][]Value, error) {
	all := map[string][]Value{}
	for _, group := range groups {
		list, err := r.counts(s, group)
		if err != nil {
			return nil, fmt.Errorf("count the values of %q: %w", group, err)
		}
		if len(list) > 0 {
			all[group] = list
		}
	}
	return all, nil
}

func (r *result) notes() []string {
	if r.plan.common {
		return append(r.plan.notes, "These words stand everywhere: add one that says what it was about.")
	}
	return r.plan.notes
}

func (r *result) instead() []Instead {
	var list []Instead
	for _, m := range r.matches {
		if len(m.near) > 0 {
			list = append(list, Instead{m.surface, m.near})
		}
	}
	return list
}

// shown is a score in the unit that people see.
func (r *result) shown(score int) float64 {
	unit := perWord
	if r.any {
		unit *= r.loose()
	}
	return float64(score) / float64(unit)
}

// hit shows a document that was found.
func (r *result) hit(h hit, a archive, m *marker) (Hit, error) {
	chunk, err := r.chunk(h.doc, m.source)
	if err != nil {
		return Hit{}, err
	}
	content, path, err := a.text(h.doc, chunk)
	if err != nil {
		return Hit{}, err
	}
	var f storedText
	if err := json.Unmarshal(content, &f); err != nil {
		return Hit{}, fmt.Errorf("read document %d: %w", h.doc, err)
	}
	out := Hit{
		Slug: f.Slug, Address: f.Address, Title: f.Title, Day: f.Day, Kind: f.Kind, Severity: f.Severity,
		Status: f.Status, ID: f.ID, Services: f.Services, Summary: f.Summary,
		Path: path, Score: r.shown(h.score), TitleMarks: m.marks(f.Title, inTitle),
	}
	m.show(&out, f.Passages)
	return out, nil
}

// chunk returns the piece of a document's text that its clauses stand in, by
// what they give it.
func (r *result) chunk(doc int32, s source) (int32, error) {
	votes := map[int32]int{}
	best := int32(0)
	for _, m := range r.matches {
		p, ok := m.at(doc)
		if !ok || m.not {
			continue
		}
		chunk, err := s.chunk(m.wanted[p.term], doc)
		if err != nil {
			return 0, err
		}
		votes[chunk] += p.score
	}
	for c, n := range votes {
		if n > votes[best] || n == votes[best] && c < best {
			best = c
		}
	}
	return best, nil
}

// A storedText is one file of a review's text.
type storedText struct {
	row
	Passages []storedPassage `json:"p"`
}

// A storedPassage is a passage as the file has it: its part, anchor, label, text.
type storedPassage struct{ passage }

// UnmarshalJSON implements json.Unmarshaler.
func (p *storedPassage) UnmarshalJSON(data []byte) error {
	fields := [4]any{&p.part, &p.anchor, &p.label, &p.text}
	return json.Unmarshal(data, &fields)
}

// utf16Length is how many code units a text has in a browser.
func utf16Length(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i, n = i+1, n+1
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i, n = i+size, n+1
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
