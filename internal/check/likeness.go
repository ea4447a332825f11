package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/casebook-dev/casebook/internal/incident"
)

// shortest is the length of a key from which on one letter more or less is more
// likely a slip than another word.
const shortest = 7

// longest is the length from which on a key is a sentence, and its letters are
// not looked at one by one.
const longest = 60

// likePairs returns the pairs of terms that may be one thing: the same but for a
// plural or a hyphen, or long and one letter apart. Terms must be sorted by key;
// so are the pairs.
func likePairs(terms []*incident.Term) [][2]*incident.Term {
	var pairs [][2]*incident.Term
	for _, p := range likeIndexes(terms) {
		pairs = append(pairs, [2]*incident.Term{terms[p[0]], terms[p[1]]})
	}
	return pairs
}

// likeGroups returns the terms that hang together by likeness, in groups of two
// or more.
func likeGroups(terms []*incident.Term) [][]*incident.Term {
	group := make([]int, len(terms)) // the least index that each hangs together with
	for i := range group {
		group[i] = i
	}
	for _, p := range likeIndexes(terms) {
		from, to := max(group[p[0]], group[p[1]]), min(group[p[0]], group[p[1]])
		for i := range group {
			if group[i] == from {
				group[i] = to
			}
		}
	}
	members := make([][]*incident.Term, len(terms))
	for i, g := range group {
		members[g] = append(members[g], terms[i])
	}
	return slices.DeleteFunc(members, func(m []*incident.Term) bool { return len(m) < 2 })
}

func likeIndexes(terms []*incident.Term) [][2]int {
	var pairs [][2]int
	seen := make(map[string][]int) // what two like keys have in common → terms
	for i, t := range terms {
		var met []int
		for _, trace := range traces(t.Key) {
			for _, j := range seen[trace] {
				if j != i && !slices.Contains(met, j) && like(terms[j].Key, t.Key) {
					met = append(met, j)
				}
			}
			seen[trace] = append(seen[trace], i)
		}
		slices.Sort(met)
		for _, j := range met {
			pairs = append(pairs, [2]int{j, i})
		}
	}
	return pairs
}

// traces are strings of which two like keys share at least one: the key without
// hyphens and plural, and for a long key what is left without one of its letters.
// So no key need be held against every other.
func traces(key string) []string {
	list := []string{plain(key)}
	letters := []rune(key)
	if len(letters) < shortest || len(letters) > longest {
		return list
	}
	list = append(list, "-"+key)
	for i := range letters {
		if i == 0 || letters[i] != letters[i-1] {
			list = append(list, "-"+string(letters[:i])+string(letters[i+1:]))
		}
	}
	return list
}

// like tells whether two keys that share a trace are one word. A digit or a sign
// that differs tells two things apart: v1 and v2, us-east-1 and us-east-2.
func like(a, b string) bool {
	if plain(a) == plain(b) {
		return true
	}
	if hasDigit(a) || hasDigit(b) || a[0] != b[0] {
		return false
	}
	return oneApart([]rune(a), []rune(b))
}

// plain returns a key without its hyphens and without the plural of its last
// word; short ones keep theirs: dns is no plural.
func plain(key string) string {
	s := strings.ReplaceAll(key, "-", "")
	if len(s) < 5 {
		return s
	}
	switch {
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	case endsIn(s, "sses", "xes", "ches", "shes"):
		return s[:len(s)-2]
	case endsIn(s, "ss", "us", "is", "tls", "dns"):
		return s
	}
	return strings.TrimSuffix(s, "s")
}

func endsIn(s string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// oneApart tells whether one letter left out, put in, or swapped with its
// neighbour makes one word the other. Another letter in its place does not: that
// is as often another word.
func oneApart(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 1:
		return slices.Equal(a[i:], b[i+1:])
	case 0:
		return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
	}
	return false
}
