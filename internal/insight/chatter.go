package insight

import (
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Chatter is how many messages each team wrote or said in equal slices of time
// from the first message to the last. A team with a participant and no message is
// silent; silence may be concentration, another room, or a telephone. Unit:
// messages.
type Chatter struct {
	From   time.Time     `json:"from"`
	Slice  time.Duration `json:"-"`      // how long each is
	Teams  []TeamTalk    `json:"teams"`  // by key, then those of no known team
	Silent []string      `json:"silent"` // keys of teams
}

// A TeamTalk is one team's messages.
type TeamTalk struct {
	Team     string   `json:"team"` // empty: no team is known
	Messages int      `json:"messages"`
	Slices   []int    `json:"slices"`
	First    []string `json:"-"` // id of the first message in each slice, or empty
}

// Long is from the first message to the last.
func (c Chatter) Long() time.Duration { return c.Slice * ChatterSlices }

// ChatterSlices is into how many slices a conversation is cut.
const ChatterSlices = 16

// Chatter is that of one review's conversation. It has no teams where nobody
// wrote anything.
func (x *Insights) Chatter(r *incident.Review) Chatter {
	c := Chatter{Teams: []TeamTalk{}, Silent: []string{}}
	var said []incident.Message
	for _, m := range r.Messages {
		if spoken(m) && m.At.HasClock() {
			said = append(said, m)
		}
	}
	if len(said) == 0 {
		return c
	}
	c.From = said[0].At.Time
	last := said[0].At.Time
	for _, m := range said {
		if m.At.Time.Before(c.From) {
			c.From = m.At.Time
		}
		last = later(last, m.At.Time)
	}
	c.Slice = last.Sub(c.From)/ChatterSlices + 1
	for _, m := range said {
		c.hear(x.speakerTeam(r, m.Who), m)
	}
	slices.SortFunc(c.Teams, func(a, b TeamTalk) int {
		if (a.Team == "") != (b.Team == "") {
			return one(a.Team == "") - one(b.Team == "")
		}
		return strings.Compare(a.Team, b.Team)
	})
	c.Silent = silentTeams(r, c.Teams)
	return c
}

// speakerTeam is the team of somebody who spoke: theirs in the incident, else
// their profile's of that day.
func (x *Insights) speakerTeam(r *incident.Review, who string) string {
	for _, p := range r.Participants {
		if p.Who == who && named(who) {
			return p.Team
		}
	}
	return x.teamOf(who, r.Started.Day())
}

func (c *Chatter) hear(team string, m incident.Message) {
	i := slices.IndexFunc(c.Teams, func(t TeamTalk) bool { return t.Team == team })
	if i < 0 {
		i = len(c.Teams)
		c.Teams = append(c.Teams, TeamTalk{Team: team, Slices: make([]int, ChatterSlices), First: make([]string, ChatterSlices)})
	}
	t := &c.Teams[i]
	at := int(m.At.Time.Sub(c.From) / c.Slice)
	t.Messages++
	t.Slices[at]++
	if t.First[at] == "" {
		t.First[at] = m.ID
	}
}

// silentTeams are the teams of participants of whom nobody wrote a message.
func silentTeams(r *incident.Review, talked []TeamTalk) []string {
	silent := []string{}
	for _, p := range r.Participants {
		if p.Team == "" || !named(p.Who) || slices.Contains(silent, p.Team) || slices.ContainsFunc(talked, func(t TeamTalk) bool { return t.Team == p.Team }) {
			continue
		}
		silent = append(silent, p.Team)
	}
	slices.Sort(silent)
	return silent
}
