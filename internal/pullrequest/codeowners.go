package pullrequest

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/casebook-dev/casebook/internal/incident"
)

// CodeownersOptions are useful when zero.
type CodeownersOptions struct {
	Forge string // whose handles to write: github, gitlab, gitea, bitbucket; empty: github
	Under string // the folder of the casebook in its repository; empty: the top
}

// Codeowners writes a CODEOWNERS file, which code hosts read to ask people for an
// approval: for a review, the people of the teams that own the services it
// touched; for the profile of a service or a team, its people; for a person's,
// that person. Who has no handle is named in a comment, and so is what then has
// nobody.
func Codeowners(b *incident.Book, o CodeownersOptions) []byte {
	w := ownership{book: b, o: o}
	w.line("# Who is asked when a file changes: from the owners of services and the members of")
	w.line("# teams. Written by casebook export codeowners; write it again when they change.")
	w.section("Reviews: the owners of the services they touched")
	for _, r := range slices.Backward(b.Reviews) {
		w.owned(reviewPath(r), w.teams(ownersOf(b, r)))
	}
	w.section("Services: the people of the teams that own them")
	for _, s := range b.Services {
		w.owned(s.Path, w.teams([]string{incident.TeamOn(s.Owners, b.AsOf)}))
	}
	w.section("Teams: their people")
	for _, t := range b.Teams {
		w.owned(t.Path, w.teams([]string{t.Key}))
	}
	w.section("People: themselves")
	for _, p := range b.People {
		if here(p, b.AsOf) {
			w.owned(p.Path, []*incident.Person{p})
		}
	}
	w.unreachable()
	return w.out.Bytes()
}

// reviewPath is the file of a review, or its folder with all that lies in it.
func reviewPath(r *incident.Review) string {
	if r.Bundle != "" {
		return r.Bundle + "/"
	}
	return r.Path
}

// ownersOf are the teams that own the services of a review now.
func ownersOf(b *incident.Book, r *incident.Review) []string {
	var list []string
	for _, s := range b.Services {
		if team := incident.TeamOn(s.Owners, b.AsOf); slices.Contains(r.Services, s.Key) && team != "" && !slices.Contains(list, team) {
			list = append(list, team)
		}
	}
	return list
}

// An ownership is a CODEOWNERS file while it is written.
type ownership struct {
	book    *incident.Book
	o       CodeownersOptions
	out     bytes.Buffer
	title   string   // of the section that has no line yet
	missing []string // the profiles of those without a handle
}

func (w *ownership) line(text string) {
	if w.title != "" {
		w.out.WriteString("\n# " + w.title + "\n")
		w.title = ""
	}
	w.out.WriteString(text + "\n")
}

// section begins a section, whose title is written with its first line.
func (w *ownership) section(title string) { w.title = title }

// teams are the people of teams, each once, by key.
func (w *ownership) teams(keys []string) []*incident.Person {
	var list []*incident.Person
	for _, p := range w.book.People {
		if team := incident.TeamOn(p.Teams, w.book.AsOf); team != "" && slices.Contains(keys, team) && here(p, w.book.AsOf) {
			list = append(list, p)
		}
	}
	return list
}

// owned writes the line of one file, if anybody can be asked for it.
func (w *ownership) owned(file string, owners []*incident.Person) {
	var handles []string
	for _, p := range owners {
		if h := handle(p, w.o.Forge); h != "" {
			handles = append(handles, h)
		} else if !slices.Contains(w.missing, p.Key) {
			w.missing = append(w.missing, p.Key)
		}
	}
	if file != "" && len(handles) > 0 {
		w.line(w.pattern(file) + " " + strings.Join(handles, " "))
	}
}

// pattern is a path as CODEOWNERS has it, from the top of the repository. What
// would mean something there is a «?», which stands for any one character.
func (w *ownership) pattern(file string) string {
	folder := strings.HasSuffix(file, "/")
	file = path.Join("/", w.o.Under, file)
	if folder {
		file += "/"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("/-_.+,@=", r) {
			return r
		}
		return '?'
	}, file)
}

// unreachable says whom the file cannot ask, and what to write so that it can.
func (w *ownership) unreachable() {
	if len(w.missing) == 0 {
		return
	}
	slices.Sort(w.missing)
	forge := w.o.Forge
	if forge == "" {
		forge = "github"
	}
	w.section("Not asked, for want of a handle. In the profile: handles: {" + forge + ": …}")
	for _, key := range w.missing {
		w.line(fmt.Sprintf("# %s", printable(key)))
	}
}
