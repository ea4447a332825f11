package insight

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Sentence is plain words, some of which lead to a page.
type Sentence []Part

// A Part of a sentence is words, and the address they lead to, from the site's
// root; it may be empty.
type Part struct {
	Text    string
	Address string
}

// String is the sentence without its links.
func (s Sentence) String() string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.Text)
	}
	return b.String()
}

// MarshalJSON writes the sentence as text.
func (s Sentence) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// say makes a sentence of a format in which each %v stands for the next of its
// arguments: a Part, a Sentence, or anything that fmt prints.
func say(format string, args ...any) Sentence {
	var s Sentence
	for i, text := range strings.Split(format, "%v") {
		if i > 0 && i <= len(args) {
			s = s.with(args[i-1])
		}
		s = s.with(text)
	}
	return s
}

func (s Sentence) with(arg any) Sentence {
	switch a := arg.(type) {
	case Sentence:
		for _, p := range a {
			s = s.with(p)
		}
		return s
	case Part:
		if a.Address != "" {
			return append(s, a)
		}
		return s.with(a.Text)
	}
	text := fmt.Sprint(arg)
	if text == "" {
		return s
	}
	if n := len(s); n > 0 && s[n-1].Address == "" {
		s[n-1].Text += text
		return s
	}
	return append(s, Part{Text: text})
}

// all joins parts as people list things: a, b and c.
func all(parts []Part) Sentence {
	var s Sentence
	for i, p := range parts {
		switch {
		case i > 0 && i == len(parts)-1:
			s = s.with(" and ")
		case i > 0:
			s = s.with(", ")
		}
		s = s.with(p)
	}
	return s
}

// some joins parts as all does, but names no more than n of them.
func some(parts []Part, n int) Sentence {
	if len(parts) <= n {
		return all(parts)
	}
	return all(append(parts[:n-1:n-1], Part{Text: fmt.Sprintf("%d more", len(parts)-n+1)}))
}

// words are parts that lead nowhere.
func words(list []string) []Part {
	parts := make([]Part, 0, len(list))
	for _, text := range list {
		parts = append(parts, Part{Text: text})
	}
	return parts
}

// count says how many there are: 1 review, 2 reviews.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if one == "person" {
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// times says how often: once, twice, 3 times.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// decimal writes a number to one place.
func decimal(f float64) string { return fmt.Sprintf("%.1f", f) }

// day writes a calendar day as a page does.
func day(t time.Time) string { return t.Format("2 January 2006") }

// names are what things of the book are called.
type names map[thing]string

// A thing is a kind, and a key of it.
type thing struct{ kind, key string }

// The kinds of things that have names, as in their addresses.
const (
	kindPerson  = "people"
	kindTeam    = "teams"
	kindService = "services"
	kindTag     = "tags"
)

func newNames(b *incident.Book) names {
	n := names{}
	add := func(kind string, t incident.Term) { n[thing{kind, t.Key}] = cmp.Or(t.Name, t.Key) }
	for _, p := range b.People {
		add(kindPerson, p.Term)
	}
	for _, t := range b.Teams {
		add(kindTeam, t.Term)
	}
	for _, s := range b.Services {
		add(kindService, s.Term)
	}
	for _, t := range b.Tags {
		add(kindTag, *t)
	}
	return n
}

func (n names) part(kind, key, address string) Part {
	name, ok := n[thing{kind, key}]
	if !ok {
		return Part{Text: key}
	}
	return Part{Text: name, Address: address}
}

func (n names) person(key string) Part {
	return n.part(kindPerson, key, incident.PersonAddress(key))
}

func (n names) team(key string) Part { return n.part(kindTeam, key, incident.TeamAddress(key)) }

func (n names) service(key string) Part {
	return n.part(kindService, key, incident.ServiceAddress(key))
}

func (n names) tag(key string) Part { return n.part(kindTag, key, incident.TagAddress(key)) }

// each names several things of a kind.
func each(keys []string, name func(string) Part) []Part {
	parts := make([]Part, 0, len(keys))
	for _, key := range keys {
		parts = append(parts, name(key))
	}
	return parts
}

// review names a review by its title, in a table.
func review(r *incident.Review) Part {
	return Part{Text: r.Title, Address: incident.ReviewAddress(r.Slug)}
}

// story names a review in a sentence: titles are sentences themselves.
func story(r *incident.Review) Part {
	return Part{Text: "“" + r.Title + "”", Address: incident.ReviewAddress(r.Slug)}
}
