package insight

import (
	"fmt"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Voices is who of those who were there can be heard in a review: participants
// with an account in their own words, a quotation attributed to them, or an entry
// of the timeline that mentions them. The rest are the absent voices.
//
// A quotation is attributed to whoever wrote a message that the text cites, and
// to whom a block quotation names, in itself or last in the paragraph before it.
type Voices struct {
	Heard  []string `json:"heard"` // keys, in the review's order
	Absent []string `json:"absent"`
}

// VoicesOf are the voices in one review.
func VoicesOf(r *incident.Review) Voices {
	speaks := map[string]bool{}
	for _, p := range r.Perspectives {
		speaks[p.Who] = true
	}
	for _, e := range r.Narrative.Entries {
		for _, who := range e.Mentions {
			speaks[who] = true
		}
	}
	cited := r.Cited()
	for _, m := range r.Messages {
		if cited[m.ID] {
			speaks[m.Who] = true
		}
	}
	for _, who := range quoted(r.Narrative) {
		speaks[who] = true
	}
	v := Voices{Heard: []string{}, Absent: []string{}}
	for _, p := range r.Participants {
		if speaks[p.Who] {
			v.Heard = append(v.Heard, p.Who)
		} else {
			v.Absent = append(v.Absent, p.Who)
		}
	}
	return v
}

// Unheard are, for each person, the published reviews of the window in which
// they were there and cannot be heard, newest first: an invitation to add their
// account, not a measure of anybody.
func (x *Insights) Unheard() map[string][]string { return x.unheard() }

func (x *Insights) absent() map[string][]string {
	by := map[string][]string{}
	for _, r := range slices.Backward(x.Of(Scope{}).studied()) {
		for _, who := range VoicesOf(r).Absent {
			if named(who) {
				by[who] = append(by[who], r.Slug)
			}
		}
	}
	return by
}

// quoted are the people whom block quotations name.
func quoted(n incident.Narrative) []string {
	var list []string
	for i, b := range n.Blocks {
		if b.Kind != incident.Quote {
			continue
		}
		inside := mentionedIn(n, i)
		if len(inside) == 0 && i > 0 && n.Blocks[i-1].Kind == incident.Paragraph {
			inside = lastOf(mentionedIn(n, i-1), 1)
		}
		list = append(list, inside...)
	}
	return list
}

// mentionedIn are the people named in a block.
func mentionedIn(n incident.Narrative, block int) []string {
	var list []string
	for _, m := range n.Mentions {
		if m.Line >= n.Blocks[block].Line && (block+1 == len(n.Blocks) || m.Line < n.Blocks[block+1].Line) {
			list = append(list, m.Key)
		}
	}
	return list
}

// Heard is how many of those who were there can be heard, over the published
// reviews of the window. Unit: participants.
type Heard struct {
	Figure
	Heard   int       `json:"heard"`
	There   int       `json:"there"`
	Hidden  bool      `json:"hidden,omitempty"` // only There is said: a team of too few people
	Reviews []HeardIn `json:"reviews"`          // oldest first, those that say who was there
	Teams   []HeardOf `json:"teams"`            // by key
}

// A HeardIn is the voices of one review, as numbers.
type HeardIn struct {
	Review string `json:"review"`
	Heard  int    `json:"heard"`
	There  int    `json:"there"`
}

// A HeardOf is how often people of a team were there and could be heard. Of
// fewer than five people Heard is not said.
type HeardOf struct {
	Team   string `json:"team"`
	People int    `json:"people"`
	There  int    `json:"there"`
	Heard  *int   `json:"heard,omitempty"`
}

// Voices are those of the published reviews in the scope.
func (x *Insights) Voices() Heard {
	f := Heard{Reviews: []HeardIn{}, Teams: []HeardOf{}, Figure: Figure{
		Key: "voices", Title: "Whose voices can be heard",
		Unit:   "participants with an account of their own, a quotation or a moment of the timeline",
		Quiet:  "No published review of the window says who was there.",
		Cannot: "A name in a timeline is not yet a voice, and somebody may have told their part to another. Each review says whose voices are absent, so that they can be asked.",
		Table:  Table{Columns: []string{"Review", "Day", "Were there", "Can be heard"}},
	}}
	studied := x.studied()
	teams := map[string]*teamVoices{}
	for _, r := range studied {
		in := HeardIn{Review: r.Slug}
		heard := VoicesOf(r).Heard
		for _, p := range r.Participants {
			if x.scope.counts(p) {
				in.There++
				in.Heard += one(slices.Contains(heard, p.Who))
				hear(teams, p, slices.Contains(heard, p.Who))
			}
		}
		if in.There == 0 {
			continue
		}
		f.Reviews = append(f.Reviews, in)
		f.Heard, f.There = f.Heard+in.Heard, f.There+in.There
		f.Table.add(review(r), day(r.Started.Day()), in.There, in.Heard)
	}
	slices.Reverse(f.Table.Rows)
	f.Teams = ofTeams(teams)
	f.Rests = []Known{{len(f.Reviews), len(studied), "published reviews say who was there"}}
	if f.There > 0 && x.small(teams) {
		f.hide()
	} else if f.There > 0 {
		f.find(f.slugs(), "%v of the %v times somebody was there, they can be heard in the review.", f.Heard, f.There)
	}
	return f
}

// hide leaves the count alone.
func (f *Heard) hide() {
	f.Hidden, f.Heard, f.Reviews, f.Table = true, 0, []HeardIn{}, Table{}
	f.Quiet = fmt.Sprintf("People of this team were there %s. They are fewer than five, so no more than the count is said.", times(f.There))
}

// small tells whether the scope is a team of which no more than a count may be
// said.
func (x *Insights) small(teams map[string]*teamVoices) bool {
	t := teams[x.scope.Team]
	return x.scope.Team != "" && (t == nil || len(t.people) < groupFloor)
}

func (f Heard) slugs() []string {
	list := []string{}
	for _, in := range slices.Backward(f.Reviews) {
		list = append(list, in.Review)
	}
	return list
}

// teamVoices gathers what is said of one team.
type teamVoices struct {
	people       map[string]bool
	there, heard int
}

func hear(teams map[string]*teamVoices, p incident.Participant, heard bool) {
	if p.Team == "" {
		return
	}
	t := teams[p.Team]
	if t == nil {
		t = &teamVoices{people: map[string]bool{}}
		teams[p.Team] = t
	}
	t.people[p.Who] = true
	t.there++
	t.heard += one(heard)
}

func ofTeams(teams map[string]*teamVoices) []HeardOf {
	list := []HeardOf{}
	for key, t := range teams {
		of := HeardOf{Team: key, People: len(t.people), There: t.there}
		if of.People >= groupFloor {
			of.Heard = &t.heard
		}
		list = append(list, of)
	}
	slices.SortFunc(list, func(a, b HeardOf) int { return strings.Compare(a.Team, b.Team) })
	return list
}
