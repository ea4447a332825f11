package pullrequest

import (
	"hash/fnv"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Reader is somebody who should read a review, and why; or who did, and where
// they said so.
type Reader struct {
	Who     string // the person's key
	Name    string
	Handle  string // at the code host, with its @; empty when not known
	Reasons []string
}

// A Suggestion is somebody who might facilitate a review, and why.
type Suggestion struct{ Who, Reason string }

// Readers says who should read a review: those who lived it and have not yet said
// that the story holds, somebody of each team that owns a service it touched or
// was involved, and somebody from outside to facilitate where nobody does. Who
// has left, wrote the branch, was not to be asked or is not to be named is not
// among them.
func Readers(b *incident.Book, r *incident.Review, o ReaderOptions) []Reader {
	c := chooser{book: b, review: r, o: o}
	c.witnesses()
	c.ofTeams()
	c.facilitator()
	return c.list
}

// ReaderOptions are useful when zero.
type ReaderOptions struct {
	Forge   string   // whose handles to use: github, gitlab, gitea, bitbucket; empty: github
	Authors []string // keys of people who need not be asked: they wrote it
	// Suggest names who might facilitate, the likeliest first. Nil: nobody does.
	Suggest func(*incident.Review) []Suggestion
}

// A chooser gathers readers, each once with all reasons.
type chooser struct {
	book   *incident.Book
	review *incident.Review
	o      ReaderOptions
	list   []Reader
}

// ask adds a reason to read, for somebody who can be asked. It tells whether they
// can.
func (c *chooser) ask(who, reason string) bool {
	p := c.person(who)
	if p == nil || !c.asked(p) {
		return false
	}
	i := slices.IndexFunc(c.list, func(r Reader) bool { return r.Who == who })
	if i < 0 {
		i = len(c.list)
		c.list = append(c.list, Reader{Who: who, Name: p.Name, Handle: handle(p, c.o.Forge)})
	}
	if !slices.Contains(c.list[i].Reasons, reason) {
		c.list[i].Reasons = append(c.list[i].Reasons, reason)
	}
	return true
}

// asked tells whether somebody may be asked to read.
func (c *chooser) asked(p *incident.Person) bool {
	notAsked := slices.ContainsFunc(c.review.Study.NotAsked, func(n incident.Reason) bool { return n.Who == p.Key })
	return here(p, c.book.AsOf) && !notAsked && !slices.Contains(c.o.Authors, p.Key)
}

// here tells whether somebody is in the organisation, by their own name.
func here(p *incident.Person, day time.Time) bool {
	gone := p.Left.Known() && !p.Left.Day().After(day)
	return !gone && (p.Visibility == "" || p.Visibility == incident.Listed)
}

func (c *chooser) person(key string) *incident.Person {
	i := slices.IndexFunc(c.book.People, func(p *incident.Person) bool { return p.Key == key })
	if i < 0 {
		return nil
	}
	return c.book.People[i]
}

// witnesses are those who were there, or were asked about it, for whom nobody has
// said that the story holds.
func (c *chooser) witnesses() {
	r := c.review
	for _, who := range r.Study.Interviewed {
		if !confirmed(r, who) {
			c.ask(who, "was interviewed, and has not yet said that the story holds")
		}
	}
	for _, p := range r.Participants {
		if !confirmed(r, p.Who) && !slices.Contains(r.Study.Interviewed, p.Who) {
			c.ask(p.Who, "was there, and has not yet said that the story holds")
		}
	}
}

// confirmed tells whether somebody said that the story holds: in the front
// matter, in a perspective of theirs, or by approving it.
func confirmed(r *incident.Review, who string) bool {
	if slices.Contains(r.Study.Calibrated, who) || slices.Contains(r.Study.Approvers, who) {
		return true
	}
	for _, p := range r.Perspectives {
		if p.Who == who && p.Confirmed.Known() {
			return true
		}
	}
	if r.Provenance == nil {
		return false
	}
	return slices.ContainsFunc(r.Provenance.Revisions, func(v incident.Revision) bool {
		return slices.ContainsFunc(v.Approvals, func(a incident.Approval) bool {
			return a.By.Key == who && a.Source != incident.ApprovalMerge
		})
	})
}

// ofTeams asks somebody of each team that owns a service or was involved.
func (c *chooser) ofTeams() {
	owned, teams := c.owned()
	for _, team := range c.review.Teams {
		if !slices.Contains(teams, team) {
			teams = append(teams, team)
		}
	}
	for _, team := range teams {
		how := "was involved"
		if names := owned[team]; len(names) > 0 {
			how = "owns " + listed(names)
			if slices.Contains(c.review.Teams, team) {
				how += " and was involved"
			}
		}
		c.someone(team, "of "+c.team(team)+", which "+how)
	}
}

// owned returns the teams that own services that were touched, and their names.
func (c *chooser) owned() (names map[string][]string, teams []string) {
	names = map[string][]string{}
	for _, key := range c.review.Services {
		i := slices.IndexFunc(c.book.Services, func(s *incident.Service) bool { return s.Key == key })
		if i < 0 {
			continue
		}
		s := c.book.Services[i]
		team := incident.TeamOn(s.Owners, c.book.AsOf)
		if team == "" {
			continue
		}
		if names[team] == nil {
			teams = append(teams, team)
		}
		names[team] = append(names[team], nameOf(s.Term))
	}
	return names, teams
}

// someone asks one of a team: those who are asked anyway, else one by lot, unless
// one of them has read it and said that the story holds.
func (c *chooser) someone(team, reason string) {
	members := c.members(team)
	for _, p := range members {
		if slices.ContainsFunc(c.list, func(r Reader) bool { return r.Who == p.Key }) {
			c.ask(p.Key, reason)
			return
		}
	}
	if slices.ContainsFunc(members, func(p *incident.Person) bool { return confirmed(c.review, p.Key) }) {
		return
	}
	for _, p := range members {
		if c.ask(p.Key, reason+"; drawn by lot") {
			return
		}
	}
}

// members are the people of a team, in an order that is each review's own: nobody
// is asked more than others for their name.
func (c *chooser) members(team string) []*incident.Person {
	list := membersOf(c.book, team)
	slices.SortStableFunc(list, func(a, b *incident.Person) int {
		x, y := lot(c.review.Slug, a.Key), lot(c.review.Slug, b.Key)
		switch {
		case handle(a, c.o.Forge) == "" != (handle(b, c.o.Forge) == ""): // who can be reached comes first
			if handle(a, c.o.Forge) == "" {
				return 1
			}
			return -1
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return list
}

func lot(slug, key string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(slug + "\x00" + key))
	return h.Sum64()
}

// membersOf are the people who are in a team now, by key.
func membersOf(b *incident.Book, team string) []*incident.Person {
	var list []*incident.Person
	for _, p := range b.People {
		if incident.TeamOn(p.Teams, b.AsOf) == team && here(p, b.AsOf) {
			list = append(list, p)
		}
	}
	return list
}

func (c *chooser) team(key string) string {
	for _, t := range c.book.Teams {
		if t.Key == key {
			return nameOf(t.Term)
		}
	}
	return key
}

func nameOf(t incident.Term) string {
	if t.Name == "" {
		return t.Key
	}
	return t.Name
}

// facilitator asks somebody from outside, where nobody facilitates who took no
// part.
func (c *chooser) facilitator() {
	r := c.review
	took := slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return p.Who == r.Study.Facilitator })
	if c.o.Suggest == nil || r.Study.Facilitator != "" && !took {
		return
	}
	for _, s := range c.o.Suggest(r) {
		if c.ask(s.Who, "could facilitate: "+s.Reason) {
			return
		}
	}
}
