package gitrepo

import (
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

func people() []*incident.Person {
	person := func(key, name string, handles ...string) *incident.Person {
		p := &incident.Person{Term: incident.Term{Key: key, Name: name}}
		for _, h := range handles {
			system, value, _ := strings.Cut(h, ":")
			p.Handles = append(p.Handles, incident.Handle{System: system, Name: value})
		}
		return p
	}
	aliased := person("dee", "Delia Dee")
	aliased.Aliases = []string{"Dee  Dee"}
	return []*incident.Person{
		person("ana", "Ana Maria", "email:ana@x.org", "github:ana-m", "slack:anita"),
		person("bo", "Bo Berg", "gitlab:@bob"),
		person("jan", "Jan Jansen"), person("jan-2", "Jan Jansen"),
		aliased,
	}
}

func TestContributor(t *testing.T) {
	d := newDirectory(people(), parseMailmap("Ana Maria <ana@x.org> <old@y.org>\n"), []string{"Metronome"})
	for id, want := range map[identity]incident.Contributor{
		{"whoever", "ANA@x.org"}:                                       {Key: "ana", Name: "Ana Maria"},
		{"anita", "old@y.org"}:                                         {Key: "ana", Name: "Ana Maria"},
		{"am", "123+Ana-M@users.noreply.github.com"}:                   {Key: "ana", Name: "Ana Maria"},
		{"am", "ana-m@users.noreply.github.com"}:                       {Key: "ana", Name: "Ana Maria"},
		{"b", "42-bob@users.noreply.gitlab.com"}:                       {Key: "bo", Name: "Bo Berg"},
		{"b", "bob@noreply.codeberg.org"}:                              {Key: "bo", Name: "Bo Berg"},
		{"bo  BERG", "unknown@z.org"}:                                  {Key: "bo", Name: "Bo Berg"},
		{"dee dee", "d@z.org"}:                                         {Key: "dee", Name: "Delia Dee"},
		{"bo", "unknown@z.org"}:                                        {Name: "bo"}, // a first name is many people's
		{"anita", "unknown@z.org"}:                                     {Name: "anita"},
		{"Jan Jansen", "jan@z.org"}:                                    {Name: "Jan Jansen"}, // which of the two?
		{"", "zoe@z.org"}:                                              {Name: "somebody"},
		{"", "7+zoe@users.noreply.github.com"}:                         {Name: "zoe"},
		{"zoe@z.org", "zoe@z.org"}:                                     {Name: "zoe"},
		{"renovate[bot]", "29+renovate[bot]@users.noreply.github.com"}: {Name: "renovate[bot]", Bot: true},
		{"Metronome", "m@x.org"}:                                       {Name: "Metronome", Bot: true},
		{"GitHub", "noreply@github.com"}:                               {Name: "GitHub", Bot: true},
	} {
		if got := d.contributor(id); got != want {
			t.Errorf("%v: got %+v, want %+v", id, got, want)
		}
	}
}

func TestByHandle(t *testing.T) {
	d := newDirectory(people(), nil, []string{"Metronome"})
	for name, want := range map[string]incident.Contributor{
		"@ana-m":    {Key: "ana", Name: "Ana Maria"},
		"bo":        {Key: "bo", Name: "Bo Berg"},
		"Ana Maria": {Key: "ana", Name: "Ana Maria"},
		"stranger":  {Name: "stranger"},
		"metronome": {Name: "metronome", Bot: true},
		"a@x.org":   {Name: "a"},
	} {
		if got := d.byHandle(name, people()); got != want {
			t.Errorf("%q: got %+v, want %+v", name, got, want)
		}
	}
}

func TestAddressesAreTakenOut(t *testing.T) {
	for given, want := range map[string]string{
		"says bo@example.org.":             "says …",
		"Merge branch 'x' of git@host:a/b": "Merge branch 'x' of git@host:a/b",
		"<a.b+c@mail.example.org> wrote":   "<…> wrote",
		"thanks @ana":                      "thanks @ana",
	} {
		if got := withoutAddresses(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b identity
		want bool
	}{
		{identity{"Ana Maria", "a@x.org"}, identity{"ana", "A@x.org"}, true},
		{identity{"Laura Barcziová", "a@x.org"}, identity{"Laura Barcziova", "b@x.org"}, true},
		{identity{"Justin England", "a@x.org"}, identity{"justinengland", "b@x.org"}, true},
		{identity{"Ana Maria", "7+amaria@users.noreply.github.com"}, identity{"amaria", "b@x.org"}, true},
		{identity{"Ana Maria", "ana.maria@x.org"}, identity{"anamaria", "b@x.org"}, true},
		{identity{"Damien Mathieu", "a@x.org"}, identity{"dmathieu", "b@x.org"}, true},
		{identity{"Ana Maria", "a@x.org"}, identity{"Ana Maria", "b@x.org"}, false}, // one name already
		{identity{"Ana Maria", "a@x.org"}, identity{"Ana Marino", "b@x.org"}, false},
		{identity{"Rui Chen", "a@x.org"}, identity{"rui", "b@x.org"}, false},
		{identity{"Bo", "a@x.org"}, identity{"al", "b@x.org"}, false},
	} {
		if got := alike(c.a, c.b); (got != "") != c.want {
			t.Errorf("%v and %v: got %q", c.a, c.b, got)
		}
	}
}
