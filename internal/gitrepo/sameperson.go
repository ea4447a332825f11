package gitrepo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// SamePerson proposes to join names under which one person may have written: each
// proposal is a line to paste into .mailmap. Nothing is joined by guess, for two
// people may look alike; whoever knows them decides.
func (t *Teller) SamePerson(book *incident.Book) diag.List {
	who := newDirectory(book.People, parseMailmap(string(t.notes.Mailmap)), t.config.Bots)
	all := t.signers(who)
	best := make([]int, len(all)) // the place of the name to keep for each
	var list diag.List
	for i, b := range all {
		best[i] = i
		for j, a := range all[:i] {
			why := alike(a.identity, b.identity)
			if why == "" || a.key != "" && a.key == b.key {
				continue
			}
			best[i] = best[j]
			keep := all[best[i]].identity
			list = append(list, diag.Problem{
				Position: diag.Position{File: ".mailmap"}, Rule: "same-person", Severity: diag.Note,
				Message: fmt.Sprintf("%q and %q may be one person: %s", publicName(a.identity), publicName(b.identity), why),
				Hint:    "if they are, paste this line into .mailmap:\n" + mailmapLine(keep, b.identity),
			})
			break
		}
	}
	return list
}

// A signer is somebody who signed commits.
type signer struct {
	identity
	key     string // of the profile that claims them
	commits int
}

// signers are all who wrote or approved, after .mailmap, those first whose name
// is the best to keep: with a profile, in full, used most.
func (t *Teller) signers(who *directory) []signer {
	count := map[identity]int{}
	for _, c := range t.commits {
		count[who.mailmap.proper(c.author.identity)]++
		for _, line := range trailers(c.message) {
			if id, ok := line.identity(); ok && (line.approves() || line.key == "co-authored-by") {
				count[who.mailmap.proper(id)]++
			}
		}
	}
	var list []signer
	for id, n := range count {
		if c := who.contributor(id); !c.Bot {
			list = append(list, signer{id, c.Key, n})
		}
	}
	slices.SortFunc(list, func(a, b signer) int {
		return cmp.Or(
			-cmp.Compare(min(len(a.key), 1), min(len(b.key), 1)),
			-cmp.Compare(len(strings.Fields(a.name)), len(strings.Fields(b.name))),
			-cmp.Compare(a.commits, b.commits),
			strings.Compare(a.name, b.name), strings.Compare(a.email, b.email),
		)
	})
	const most = 2000 // every pair is compared
	return list[:min(len(list), most)]
}

// alike says why two signatures may be one person's; empty when nothing does, or
// when they have one name already.
func alike(a, b identity) string {
	if foldName(a.name) == foldName(b.name) {
		return ""
	}
	if strings.EqualFold(a.email, b.email) {
		return "both have one address"
	}
	x, y := letters(a.name), letters(b.name)
	switch {
	case x == y && x != "":
		return "the names differ in marks and spaces alone"
	case isHandle(b.name) && len(y) > 2 && (y == letters(loginOf(a.email)) || y == letters(localPart(a.email)) || y == initialed(a.name)):
		return "one name is made of the other, or of its address"
	}
	return ""
}

// isHandle tells a name that people give themselves for a machine.
func isHandle(name string) bool { return len(strings.Fields(name)) == 1 }

// letters are the letters and digits of a name, in small, without marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// localPart is an address up to its @, but not a code host's.
func localPart(email string) string {
	if loginOf(email) != "" {
		return ""
	}
	local, _, _ := strings.Cut(email, "@")
	return local
}

// initialed is the first letter of the first name with the last name: amaria for
// Ana Maria.
func initialed(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	first := []rune(letters(words[0]))
	if len(first) == 0 {
		return ""
	}
	return string(first[0]) + letters(words[len(words)-1])
}

// mailmapLine makes the second signature mean the first.
func mailmapLine(proper, other identity) string {
	if strings.EqualFold(proper.email, other.email) {
		return fmt.Sprintf("%s <%s>", proper.name, other.email)
	}
	return fmt.Sprintf("%s <%s> <%s>", proper.name, proper.email, other.email)
}
