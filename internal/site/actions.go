package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
)

// An ActionsView is every action by state and age, apart from the reviews.
type ActionsView struct {
	Page
	States []ActionGroup
	Count  int
	None   []NoChange // reviews that decided to change nothing, and why
	Empty  Empty
}

// An ActionGroup is the actions in one state, the oldest first.
type ActionGroup struct {
	Title   string       `json:"state"`
	Actions []ActionLine `json:"actions"`
}

// A NoChange is an explicit decision to change nothing.
type NoChange struct {
	Review Link   `json:"review"`
	Why    string `json:"because"`
}

var stateTitles = map[incident.ActionState]string{
	incident.ActionOpen:    "Open",
	incident.ActionUnknown: "State not known",
	incident.ActionDone:    "Done",
	incident.ActionDropped: "Dropped",
}

func (p *press) actions(pg Page) view {
	pg.Title = "Actions"
	pg.Description = "What was decided after reviews, by state and age."
	v := ActionsView{Page: pg, Count: len(p.x.Actions()), Empty: Empty{
		Text:  "No review has an action. That is fine: a story well told changes more than a list. If one is decided, in the review's front matter:",
		Paste: "actions:\n  decided: 2026-03-22\n  items:\n    - title: Give the broker's pager to one rotation\n      owner: platform\n      state: open\n",
	}}
	for _, a := range p.x.Actions() {
		title := stateTitles[a.State]
		if len(v.States) == 0 || v.States[len(v.States)-1].Title != title {
			v.States = append(v.States, ActionGroup{Title: title})
		}
		g := &v.States[len(v.States)-1]
		line := p.actionLine(pg, a.Review, a.Action)
		line.Age = ageText(a.Age)
		g.Actions = append(g.Actions, line)
	}
	for _, r := range p.x.Reviews {
		if r.Decisions.NoneBecause != "" {
			v.None = append(v.None, NoChange{
				Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)),
				Why:    p.plain(r.Decisions.NoneBecause),
			})
		}
	}
	return v
}

// ageText says how long ago something was decided, in words that scan.
func ageText(days int) string {
	switch {
	case days < 0:
		return "age not known"
	case days < 60:
		return "decided " + plural(days, "day") + " ago"
	case days < 2*365:
		return "decided " + plural(days*12/365, "month") + " ago"
	}
	return "decided " + plural(days/365, "year") + " ago"
}

// Data is the actions for a program.
func (v ActionsView) Data() any {
	return struct {
		Title  string        `json:"title"`
		Count  int           `json:"count"`
		States []ActionGroup `json:"states"`
		None   []NoChange    `json:"decided_to_change_nothing"`
	}{v.Title, v.Count, append([]ActionGroup{}, v.States...), append([]NoChange{}, v.None...)}
}
