package content

import (
	"fmt"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A vocabulary is what the profiles say about names: which are aliases of which,
// and who is who. It is complete before the first review is read.
type vocabulary struct {
	keys   [taxonomies]map[string]string // key of a name or alias → the profile's key
	people map[string]*incident.Person   // by key, those with a profile
}

// newVocabulary gathers the names of all profiles and reports those that two
// claim; the first by path keeps them.
func newVocabulary(p *profiles) (*vocabulary, diag.List) {
	v := &vocabulary{people: make(map[string]*incident.Person)}
	for t := range v.keys {
		v.keys[t] = make(map[string]string)
	}
	var problems diag.List
	for t, terms := range p.terms() {
		for _, x := range terms {
			v.keys[t][x.Key] = x.Key
		}
		for _, x := range terms {
			v.claim(taxonomy(t), x.Key, x.Name)
			problems = append(problems, v.claimAliases(taxonomy(t), x, p.aliases[x.Path])...)
		}
	}
	for _, x := range p.people {
		v.people[x.Key] = x
		for _, h := range x.Handles {
			v.claim(person, x.Key, h.Name)
		}
	}
	return v, problems
}

// claimAliases makes a term's aliases mean it, and reports those that mean
// another.
func (v *vocabulary) claimAliases(t taxonomy, x *incident.Term, aliases []located) diag.List {
	var problems diag.List
	for _, a := range aliases {
		if other := v.claim(t, x.Key, a.text); other != x.Key {
			problems = append(problems, reference{located: a}.problem(x.Path, "alias-taken",
				fmt.Sprintf("%q means %s already", a.text, other), "take it out of one of the two"))
		}
	}
	return problems
}

// claim makes a name mean the key unless it means another already, and
// returns what it means.
func (v *vocabulary) claim(t taxonomy, key, name string) string {
	k := incident.Key(name)
	if k == "" {
		return key
	}
	if other, taken := v.keys[t][k]; taken {
		return other
	}
	v.keys[t][k] = key
	return key
}

// fold returns the key of the thing that a name or alias means.
func (v *vocabulary) fold(t taxonomy, name string) string {
	k := incident.Key(name)
	if key, ok := v.keys[t][k]; ok {
		return key
	}
	return k
}

// owner returns the key of the person or the team that a name means.
func (v *vocabulary) owner(name string) string {
	name = strings.TrimPrefix(strings.TrimSpace(name), "@")
	if name == "" {
		return ""
	}
	if key, ok := v.keys[person][incident.Key(name)]; ok {
		return key
	}
	return v.fold(team, name)
}

// known returns the key of a person with a profile by any of their names.
func (v *vocabulary) known(name string) (key string, ok bool) {
	key, ok = v.keys[person][incident.Key(name)]
	return key, ok
}
