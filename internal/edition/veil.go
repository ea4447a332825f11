package edition

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// hiddenName stands for somebody who is not to be named. It is no key, so it
// leads to no page.
const hiddenName = "a colleague"

// A veil puts other names in the place of people who asked for it.
type veil struct {
	names    map[string]string // key → what stands for it: a pseudonym's key, or hiddenName
	mentions *regexp.Regexp    // @key of any of them
	people   []*incident.Person
	without  bare // for texts that name them without an @
	past     bool // every text is such a one
}

// newVeil numbers pseudonyms by the first review in which each person appears,
// the oldest first, so that a growing book does not rename anybody.
func newVeil(b *incident.Book) veil {
	v := veil{names: map[string]string{}, people: b.People}
	wanted := map[string]incident.Visibility{}
	for _, p := range b.People {
		if p.Visibility == incident.Pseudonym || p.Visibility == incident.Hidden {
			wanted[p.Key] = p.Visibility
		}
	}
	if len(wanted) == 0 {
		return v
	}
	number := 0
	give := func(key string) {
		if v.names[key] != "" {
			return
		}
		switch wanted[key] {
		case incident.Hidden:
			v.names[key] = hiddenName
		case incident.Pseudonym:
			number++
			v.names[key] = fmt.Sprintf("colleague-%d", number)
		}
	}
	for _, r := range slices.Backward(b.Reviews) {
		for _, part := range r.Participants {
			give(part.Who)
		}
	}
	for _, p := range b.People {
		give(p.Key)
	}
	v.mentions = mentions(v.names)
	v.without = v.bare()
	return v
}

// mentions matches @key of the names, longer keys first, so that @ana does not
// match the beginning of @ana-maria.
func mentions(names map[string]string) *regexp.Regexp {
	var keys []string
	for key := range names {
		keys = append(keys, regexp.QuoteMeta(key))
	}
	slices.Sort(keys)
	slices.Reverse(keys)
	return regexp.MustCompile(`(?i)@(` + strings.Join(keys, "|") + `)([^\pL\pN_-]|-[^\pL\pN]|$)`)
}

func (v veil) key(key string) string {
	if name, ok := v.names[key]; ok {
		return name
	}
	return key
}

func (v veil) keys(list []string) []string {
	if list == nil {
		return nil
	}
	out := make([]string, 0, len(list))
	for _, key := range list {
		out = append(out, v.key(key))
	}
	return out
}

// text replaces mentions: a pseudonym stays a mention, a hidden person becomes
// words.
func (v veil) text(s string) string {
	if s = v.mentioned(s); v.past {
		return v.without.text(s)
	}
	return s
}

func (v veil) mentioned(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	return v.mentions.ReplaceAllStringFunc(s, func(m string) string {
		parts := v.mentions.FindStringSubmatch(m)
		name := v.names[strings.ToLower(parts[1])]
		if name == "" || name == hiddenName {
			return hiddenName + parts[2]
		}
		return "@" + name + parts[2]
	})
}

func (v veil) book(b *incident.Book) *incident.Book {
	out := *b
	out.Reviews = mapped(b.Reviews, v.review)
	out.People = nil
	for _, p := range b.People {
		switch name := v.key(p.Key); {
		case name == hiddenName:
		case name != p.Key:
			out.People = append(out.People, pseudonymous(name))
		default:
			out.People = append(out.People, v.person(p))
		}
	}
	slices.SortFunc(out.People, func(a, b *incident.Person) int { return strings.Compare(a.Key, b.Key) })
	out.Teams = mapped(b.Teams, func(t *incident.Team) *incident.Team {
		c := *t
		c.Profile = v.narrative(c.Profile)
		return &c
	})
	out.Services = mapped(b.Services, func(s *incident.Service) *incident.Service {
		c := *s
		c.Profile = v.narrative(c.Profile)
		return &c
	})
	out.Tags, out.Factors = mapped(b.Tags, v.term), mapped(b.Factors, v.term)
	out.Pages, out.Patterns = mapped(b.Pages, v.page), mapped(b.Patterns, v.page)
	out.Events = mapped(b.Events, func(e *incident.Event) *incident.Event {
		c := *e
		c.Body = v.narrative(c.Body)
		return &c
	})
	return &out
}

func mapped[T any](list []*T, change func(*T) *T) []*T {
	out := make([]*T, 0, len(list))
	for _, item := range list {
		out = append(out, change(item))
	}
	return out
}

// pseudonymous is a person of whom nothing is known but a made-up name.
func pseudonymous(key string) *incident.Person {
	name := strings.ToUpper(key[:1]) + strings.ReplaceAll(key[1:], "-", " ")
	return &incident.Person{Term: incident.Term{Key: key, Name: name}, Visibility: incident.Pseudonym}
}

func (v veil) person(p *incident.Person) *incident.Person {
	c := *p
	c.Asks, c.Profile = v.text(c.Asks), v.narrative(c.Profile)
	return &c
}

func (v veil) term(t *incident.Term) *incident.Term {
	c := *t
	c.Profile = v.narrative(c.Profile)
	return &c
}

func (v veil) page(p *incident.Page) *incident.Page {
	c := *p
	c.Body = v.narrative(c.Body)
	return &c
}
