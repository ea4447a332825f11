package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A Castmate is somebody who was there: who they are, and what it was like to
// be called just then.
type Castmate struct {
	Who      Link   `json:"who"`
	Initials string `json:"-"`
	Colour   int    `json:"-"` // one of the eight data colours, 1 to 8
	Role     string `json:"role,omitempty"`
	Team     *Link  `json:"team,omitempty"`
	Tenure   string `json:"tenure,omitempty"`
	Local    string `json:"local_time,omitempty"` // when they came in, by their own clock
	OnCall   string `json:"on_call,omitempty"`
	Came     string `json:"came,omitempty"`
}

// A Crew is those of one team who were there.
type Crew struct {
	Team  *Link // nil: not known
	Folks []Castmate
}

// manyPeople is how many a reader meets one by one before the story.
const manyPeople = 12

// crews puts a large cast together by team, in the order of who came first.
func crews(cast []Castmate) []Crew {
	if len(cast) <= manyPeople {
		return nil
	}
	var list []Crew
	for _, c := range cast {
		i := slices.IndexFunc(list, func(crew Crew) bool {
			return crew.Team == nil && c.Team == nil || crew.Team != nil && c.Team != nil && crew.Team.Address == c.Team.Address
		})
		if i < 0 {
			list = append(list, Crew{Team: c.Team})
			i = len(list) - 1
		}
		list[i].Folks = append(list[i].Folks, c)
	}
	return list
}

// An Amount is one number of the cost of coordination.
type Amount struct {
	Number string `json:"number"`
	Label  string `json:"label"`
	Known  string `json:"known,omitempty"` // of how many it is known, when not of all
}

func (p *press) cast(pg Page, r *incident.Review) []Castmate {
	var list []Castmate
	for i, part := range r.Participants {
		who := p.who(pg, part.Who)
		list = append(list, Castmate{
			Who:      who,
			Initials: initials(who.Title),
			Colour:   i%8 + 1,
			Role:     part.Role,
			Team:     p.oneTerm(pg, index.Teams, part.Team),
			Tenure:   tenureText(part.TenureDays),
			Local:    localText(part),
			OnCall:   onCallText(part),
			Came:     cameText(part.Paged),
		})
	}
	return list
}

// localText is when somebody came in, by their own clock; empty when it is not
// known.
func localText(part incident.Participant) string {
	if !part.Joined.HasClock() {
		return ""
	}
	zone := part.Zone()
	if zone == nil {
		return ""
	}
	at := part.Joined.Time.In(zone)
	about := ""
	if part.Joined.About {
		about = "about "
	}
	return fmt.Sprintf("%s%s, %s in %s", about, at.Format("15:04"), at.Format("Monday"), city(part.Timezone))
}

// city is the place a time zone is named for.
func city(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

func onCallText(part incident.Participant) string {
	switch {
	case len(part.OnCall) > 0:
		return "on call for " + joinWords(part.OnCall)
	case part.OnCallKnown:
		return "not on call"
	}
	return ""
}

func cameText(paged incident.Tri) string {
	switch paged {
	case incident.Yes:
		return "was called in"
	case incident.No:
		return "came by themselves"
	}
	return ""
}

func joinWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// cost is what it took people to work together: before any duration, and only
// what is known.
func (p *press) cost(r *incident.Review) []Amount {
	c := insight.Coordinate(r, p.o.Config.WorkingHours)
	if c.People == 0 {
		return nil
	}
	list := []Amount{{Number: fmt.Sprint(c.People), Label: singular(c.People, "person", "people")}}
	if c.Teams > 0 {
		list = append(list, Amount{Number: fmt.Sprint(c.Teams), Label: singular(c.Teams, "team", "teams")})
	}
	if c.Zones > 0 {
		list = append(list, Amount{Number: fmt.Sprint(c.Zones), Label: singular(c.Zones, "time zone", "time zones")})
	}
	if c.TimeKnown > 0 {
		label := "person-hours"
		if c.ToTheEnd > 0 {
			label = "person-hours at most" // nobody wrote when they left
		}
		list = append(list, Amount{Number: hoursText(c.PersonTime), Label: label, Known: knownFor(c.TimeKnown, c.People)})
	}
	if c.LocalKnown > 0 {
		list = append(list, Amount{Number: fmt.Sprint(c.OutsideHours), Label: "outside working hours", Known: knownFor(c.LocalKnown, c.People)})
	}
	if c.WokenKnown > 0 {
		list = append(list, Amount{Number: fmt.Sprint(c.Woken), Label: "woken", Known: knownFor(c.WokenKnown, c.People)})
	}
	if c.Rotations > 0 {
		list = append(list, Amount{Number: fmt.Sprint(c.Rotations), Label: "carrying more than one rotation", Known: knownFor(c.OnCallKnown, c.People)})
	}
	return list
}

func hoursText(d time.Duration) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", d.Hours()), ".0")
}

func knownFor(k, n int) string {
	if k == n {
		return ""
	}
	return fmt.Sprintf("known for %d of %d", k, n)
}

func singular(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
