package gitrepo

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A directory knows who is meant by the names and addresses in commits.
type directory struct {
	mailmap mailmap
	bots    []string
	byEmail map[string]*incident.Person // in small letters
	byLogin map[string]*incident.Person // on code hosts, in small letters
	byName  map[string]*incident.Person // folded; nil where two have the name
	met     map[identity]incident.Contributor
}

func newDirectory(people []*incident.Person, m mailmap, bots []string) *directory {
	d := &directory{
		mailmap: m, bots: bots,
		byEmail: map[string]*incident.Person{}, byLogin: map[string]*incident.Person{}, byName: map[string]*incident.Person{},
		met: map[identity]incident.Contributor{},
	}
	for _, p := range people {
		d.nameIs(p.Name, p)
		for _, alias := range p.Aliases {
			d.nameIs(alias, p)
		}
		for _, h := range p.Handles {
			switch h.System {
			case "email":
				d.byEmail[strings.ToLower(h.Name)] = p
			case "github", "gitlab", "gitea", "forgejo", "codeberg", "bitbucket":
				d.byLogin[strings.ToLower(strings.TrimPrefix(h.Name, "@"))] = p
			}
		}
	}
	return d
}

// nameIs makes a name mean a person, unless it means another already: then it
// means nobody.
func (d *directory) nameIs(name string, p *incident.Person) {
	name = foldName(name)
	if other, taken := d.byName[name]; taken && other != p {
		d.byName[name] = nil
		return
	}
	d.byName[name] = p
}

// foldName makes names equal that differ in case, spaces and the form of their
// letters alone.
func foldName(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}

// contributor returns who is meant by a signature: by .mailmap; then by a profile
// that has the address, the code host's name in a no-reply address, or exactly
// this name.
func (d *directory) contributor(id identity) incident.Contributor {
	c, met := d.met[id]
	if !met {
		c = d.meet(id)
		d.met[id] = c
	}
	return c
}

func (d *directory) meet(id identity) incident.Contributor {
	id = d.mailmap.proper(id)
	c := incident.Contributor{Name: publicName(id)}
	if d.isBot(id) {
		c.Bot = true
		return c
	}
	p := d.byEmail[strings.ToLower(id.email)]
	if p == nil {
		p = d.byLogin[strings.ToLower(loginOf(id.email))]
	}
	if p == nil {
		p = d.byName[foldName(id.name)]
	}
	return known(c, p)
}

// byHandle returns who is meant by a person's key, a name on a code host, or a
// whole name.
func (d *directory) byHandle(name string, people []*incident.Person) incident.Contributor {
	name = strings.TrimPrefix(strings.TrimSpace(name), "@")
	c := incident.Contributor{Name: publicName(identity{name: name})}
	if d.isBot(identity{name: name}) {
		c.Bot = true
		return c
	}
	p := d.byLogin[strings.ToLower(name)]
	if p == nil {
		if at := slices.IndexFunc(people, func(p *incident.Person) bool { return p.Key == incident.Key(name) }); at >= 0 {
			p = people[at]
		}
	}
	if p == nil {
		p = d.byName[foldName(name)]
	}
	return known(c, p)
}

func known(c incident.Contributor, p *incident.Person) incident.Contributor {
	if p != nil {
		c.Key, c.Name = p.Key, p.Name
	}
	return c
}

// isBot tells programs from people: by GitHub's mark, by the settings, and the
// few that go without a mark everywhere.
func (d *directory) isBot(id identity) bool {
	name := strings.ToLower(id.name)
	switch {
	case strings.HasSuffix(name, "[bot]"), strings.HasSuffix(strings.ToLower(loginOf(id.email)), "[bot]"):
		return true
	case isCodeHost(id):
		return true
	}
	return slices.ContainsFunc(append([]string{"github-actions", "dependabot", "renovate", "k8s-ci-robot"}, d.bots...), func(bot string) bool {
		return strings.EqualFold(bot, id.name)
	})
}

// noReply matches the addresses that code hosts give to people who keep theirs to
// themselves: 1234+login@users.noreply.github.com, and without the number.
var noReply = regexp.MustCompile(`^(?:\d+[+-])?([^@+]+)@(?:users\.)?noreply\.`)

// loginOf returns the name on a code host that a no-reply address holds; empty
// for any other.
func loginOf(email string) string {
	m := noReply.FindStringSubmatch(email)
	if m == nil {
		return ""
	}
	return m[1]
}

// publicName returns a name that may be shown: never an address.
func publicName(id identity) string {
	name, _, _ := strings.Cut(id.name, "@")
	if name = strings.TrimSpace(withoutAddresses(name)); name != "" {
		return name
	}
	if login := loginOf(id.email); login != "" {
		return login
	}
	return "somebody"
}

// address matches what looks like an e-mail address.
var address = regexp.MustCompile(`[^\s<>()\[\]"'@]+@[^\s<>()\[\]"'@]+\.[^\s<>()\[\]"'@]+`)

// withoutAddresses takes e-mail addresses out of a text: those of a repository are
// nobody else's business.
func withoutAddresses(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	return address.ReplaceAllString(s, "…")
}
