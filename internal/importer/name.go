package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A placeholder stands in a text where a source names a person: the signs are of
// Unicode's private use, and decode lets none through.
const (
	placeBegin  = '\uE000'
	placeMiddle = '\uE001'
	placeEnd    = '\uE002'
)

func placeholder(ref, name string) string {
	return string(placeBegin) + ref + string(placeMiddle) + name + string(placeEnd)
}

// Naming is what became of a source's people.
type Naming struct {
	Known  int               // found among the book's people
	New    int               // not found
	Unsure []string          // sentences: several people it could be
	keys   map[string]string // by what the source calls them
}

// Name puts keys in the place of the source's names: those of the people whose
// handles, address, name or alias agree, and new ones for the others. Bots keep
// their names. A person whose profile says pseudonym or hidden is called by their
// key in the texts too, wherever the source's name for them stands.
func (e *Evidence) Name(people []*incident.Person) Naming {
	n := Naming{keys: map[string]string{}}
	known := newRoster(people)
	var veils []veiled
	for i := range e.People {
		s := &e.People[i]
		if s.Bot {
			n.keys[s.Ref] = ""
			continue
		}
		found := known.find(*s)
		switch len(found) {
		case 0:
			n.propose(s, known)
		case 1:
			n.Known++
			n.keys[s.Ref] = found[0].Key
			if v := found[0].Visibility; v == incident.Pseudonym || v == incident.Hidden {
				veils = append(veils, veil(*s, found[0].Key)...)
			}
		default:
			n.Unsure = append(n.Unsure, fmt.Sprintf("%s may be %s: give the right one a handle", s.Name, keysOf(found)))
			n.propose(s, known)
		}
	}
	e.rename(n, veils)
	return n
}

// propose gives somebody whom no profile knows a key.
func (n *Naming) propose(s *Somebody, known roster) {
	key := incident.Key(s.Name)
	if s.Name == "" {
		key = incident.Key(s.Ref)
	}
	base := key
	for i := 2; known.keys[key]; i++ {
		key = fmt.Sprintf("%s-%d", base, i)
	}
	known.keys[key] = true
	n.keys[s.Ref] = key
	s.New = true
	n.New++
}

// rename puts the keys where the references were.
func (e *Evidence) rename(n Naming, veils []veiled) {
	key := func(ref string) string {
		if k := n.keys[ref]; k != "" {
			return k
		}
		return ref
	}
	for i := range e.Messages {
		m := &e.Messages[i]
		m.Who = key(m.Who)
		m.Text = cover(n.fill(m.Text), veils)
		for f := range m.Files {
			m.Files[f] = cover(m.Files[f], veils)
		}
	}
	e.Title = cover(e.Title, veils)
	e.Body = []byte(cover(string(e.Body), veils))
	for i := range e.Calls {
		e.Calls[i].Who = key(e.Calls[i].Who)
	}
	for i := range e.Stays {
		e.Stays[i].Who = key(e.Stays[i].Who)
	}
	for i := range e.People {
		e.People[i].Ref = key(e.People[i].Ref)
	}
}

// fill writes @key for each placeholder whose person has one, else the name.
func (n Naming) fill(text string) string {
	if !strings.ContainsRune(text, placeBegin) {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, string(placeBegin))
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, after, _ := strings.Cut(rest, string(placeEnd))
		ref, name, _ := strings.Cut(inner, string(placeMiddle))
		if k := n.keys[ref]; k != "" {
			name = "@" + k
		}
		b.WriteString(name)
		text = after
	}
}

// A veiled is a name that must not be written, and the key in its place.
type veiled struct {
	name *regexp.Regexp
	key  string
}

// veil notes what must not be written of somebody: their name and handles in any
// case, and each part of the name where it is written as a name.
func veil(s Somebody, key string) []veiled {
	var list []veiled
	add := func(pattern string) {
		list = append(list, veiled{regexp.MustCompile(`@?\b` + pattern + `\b`), "@" + key})
	}
	names := []string{s.Name}
	for _, h := range s.Handles {
		names = append(names, h.Name)
	}
	for _, name := range names {
		if utf8.RuneCountInString(name) > 2 {
			add("(?i:" + regexp.QuoteMeta(name) + ")")
		}
	}
	for part := range strings.FieldsSeq(s.Name) {
		if utf8.RuneCountInString(part) > 2 {
			add(regexp.QuoteMeta(part))
		}
	}
	return list
}

// cover puts keys in the place of veiled names.
func cover(text string, veils []veiled) string {
	for _, v := range veils {
		text = v.name.ReplaceAllString(text, v.key)
	}
	return text
}

func keysOf(people []*incident.Person) string {
	var keys []string
	for _, p := range people {
		keys = append(keys, "@"+p.Key)
	}
	return strings.Join(keys, " or ")
}

// A roster finds people by what sources call them.
type roster struct {
	keys   map[string]bool
	handle map[string][]*incident.Person // by system and name, and by address
	name   map[string][]*incident.Person // by the key of a name or alias
}

func newRoster(people []*incident.Person) roster {
	r := roster{map[string]bool{}, map[string][]*incident.Person{}, map[string][]*incident.Person{}}
	for _, p := range people {
		r.keys[p.Key] = true
		for _, h := range p.Handles {
			at := strings.ToLower(h.System + " " + strings.TrimPrefix(h.Name, "@"))
			r.handle[at] = append(r.handle[at], p)
		}
		for _, name := range slices.Concat([]string{p.Key, p.Name}, p.Aliases) {
			if k := incident.Key(name); name != "" && !slices.Contains(r.name[k], p) {
				r.name[k] = append(r.name[k], p)
			}
		}
	}
	return r
}

// find returns whom it may be: by handle or address, else by name.
func (r roster) find(s Somebody) []*incident.Person {
	for _, h := range s.Handles {
		for _, name := range []string{h.Name, s.Ref} {
			if found := r.handle[strings.ToLower(h.System+" "+name)]; len(found) > 0 {
				return found
			}
		}
	}
	if s.email != "" {
		if found := r.handle["email "+strings.ToLower(s.email)]; len(found) > 0 {
			return found
		}
	}
	if s.Name == "" {
		return nil
	}
	return r.name[incident.Key(s.Name)]
}
