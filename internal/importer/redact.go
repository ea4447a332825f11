package importer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/redact"
)

// Redaction says how evidence is made fit to be written down.
type Redaction struct {
	Finder *redact.Finder
	Marks  *redact.Marks // that have been given out already; nil: none
	Allow  []redact.Kind // kinds that stay, each for a reason on record
}

// Found is what was replaced in one place: never its value.
type Found struct {
	Kind  redact.Kind
	What  string
	Where string // a message's id, or a part of the evidence
	Count int
}

// String says where and what, never the value.
func (f Found) String() string {
	if f.Count > 1 {
		return fmt.Sprintf("%s: %s, %d times", f.Where, f.What, f.Count)
	}
	return fmt.Sprintf("%s: %s", f.Where, f.What)
}

// A redactor goes through the evidence once.
type redactor struct {
	Redaction
	list []Found
}

// Redact puts marks such as [secret 1] in the place of secrets, addresses,
// numbers and names that the book's settings list, in everything that may be
// written. One value has one mark. Call it after Name: addresses find profiles.
func (e *Evidence) Redact(o Redaction) []Found {
	if o.Marks == nil {
		o.Marks = new(redact.Marks)
	}
	r := redactor{Redaction: o}
	e.Title = r.clean("title", e.Title)
	e.URL = r.clean("address", e.URL)
	for i := range e.Services {
		e.Services[i] = r.clean("services", e.Services[i])
	}
	for i := range e.Messages {
		m := &e.Messages[i]
		m.Who = r.clean(m.ID, m.Who)
		m.Text = r.clean(m.ID, m.Text)
		for f := range m.Files {
			m.Files[f] = r.clean(m.ID, m.Files[f])
		}
	}
	e.Body = []byte(r.clean("document", string(e.Body)))
	for i := range e.People {
		p := &e.People[i]
		p.Name, p.Title, p.Team = r.clean("people", p.Name), r.clean("people", p.Title), r.clean("people", p.Team)
	}
	return r.list
}

func (r *redactor) clean(where, text string) string {
	if text == "" {
		return text
	}
	found := r.found(text)
	for _, f := range found {
		r.note(Found{Kind: f.Kind, What: f.What, Where: where, Count: 1})
	}
	return r.Marks.Replace(text, found)
}

func (r *redactor) note(f Found) {
	i := slices.IndexFunc(r.list, func(o Found) bool { return o.What == f.What && o.Where == f.Where })
	if i < 0 {
		r.list = append(r.list, f)
		return
	}
	r.list[i].Count++
}

func (o Redaction) found(text string) []redact.Finding {
	return slices.DeleteFunc(o.Finder.Find(text), func(f redact.Finding) bool { return slices.Contains(o.Allow, f.Kind) })
}

// Verify looks through files that are about to be written, and fails when
// anything is left that should have been replaced: nothing is written then.
func (o Redaction) Verify(files []File) error {
	for _, f := range files {
		if left := o.found(string(f.Data)); len(left) > 0 {
			first := slices.MinFunc(left, func(a, b redact.Finding) int { return cmp.Compare(a.Start, b.Start) })
			return fmt.Errorf("write %q: %s is left in it at byte %d; nothing was written", f.Path, first.What, first.Start)
		}
	}
	return nil
}

// AllowRule is the check that a review waives where a kind was allowed to stay.
func AllowRule(kind redact.Kind) string {
	switch kind {
	case redact.Secret, redact.Payment:
		return "secret"
	case redact.Email:
		return "email-address"
	case redact.Phone:
		return "phone-number"
	}
	return "listed-name"
}
