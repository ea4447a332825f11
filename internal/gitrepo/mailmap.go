package gitrepo

import (
	"cmp"
	"strings"
)

// A mailmap says who is meant by the names and addresses of old commits. Names
// and addresses are compared without regard to case.
type mailmap map[string]mailmapEntry // by the commit's address

type mailmapEntry struct {
	any    identity            // for every name at this address; empty fields stay as they are
	byName map[string]identity // for some names alone
}

// parseMailmap reads Git's .mailmap, in its four forms:
//
//	Proper Name <commit@address>
//	<proper@address> <commit@address>
//	Proper Name <proper@address> <commit@address>
//	Proper Name <proper@address> Commit Name <commit@address>
//
// What is none of these is passed over, as Git does.
func parseMailmap(text string) mailmap {
	m := mailmap{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		first, rest, ok := cutIdentity(line)
		if !ok {
			continue
		}
		second, _, ok := cutIdentity(rest)
		if !ok { // a name for an address
			m.add(first.email, "", identity{name: first.name})
			continue
		}
		m.add(second.email, second.name, first)
	}
	return m
}

func (m mailmap) add(email, name string, proper identity) {
	email = strings.ToLower(email)
	e := m[email]
	if name == "" {
		e.any = identity{cmp.Or(proper.name, e.any.name), cmp.Or(proper.email, e.any.email)}
	} else {
		if e.byName == nil {
			e.byName = map[string]identity{}
		}
		e.byName[strings.ToLower(name)] = proper
	}
	m[email] = e
}

// cutIdentity takes «Name <address>» from the front of a line; the name may be
// missing.
func cutIdentity(s string) (id identity, rest string, ok bool) {
	name, after, ok := strings.Cut(s, "<")
	if !ok {
		return id, s, false
	}
	email, rest, ok := strings.Cut(after, ">")
	return identity{strings.TrimSpace(name), strings.TrimSpace(email)}, rest, ok
}

// proper returns who is meant by a commit's signature.
func (m mailmap) proper(id identity) identity {
	e, ok := m[strings.ToLower(id.email)]
	if !ok {
		return id
	}
	proper, ok := e.byName[strings.ToLower(id.name)]
	if !ok {
		proper = e.any
	}
	return identity{cmp.Or(proper.name, id.name), cmp.Or(proper.email, id.email)}
}
