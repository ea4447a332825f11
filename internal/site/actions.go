package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
)

// An ActionsView is actions by state and age, apart from the reviews.
type ActionsView struct {
	Page
	Figure   *FigureView // by state and age; nil without an action
	Chapters Chapters
	States   []ActionGroup
	None     []NoChange // reviews that decided to change nothing, and why
	Empty    Empty
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

// planActions are the page of all actions and, where they do not fit on it, one
// for each year of incidents.
func (p *press) planActions() []page {
	all := chapters(p.x.Years, actionWeight)
	shown := newest(all)
	pages := []page{{address: addressActions, layout: layoutActions, view: func(pg Page) view {
		v := p.actions(pg, all, shown)
		if figure := p.figure(pg, p.insights.Actions()); len(figure.Numbers.Rows) > 0 {
			v.Figure = &figure
		}
		return v
	}}}
	if countOf(shown) == countOf(all) {
		return pages
	}
	return append(pages, planChapters(addressActions, layoutActions, all, func(pg Page, c chapter, shown []chapter) view {
		v := p.actions(pg, all, shown)
		v.Title = "Actions after the incidents of " + c.title()
		return v
	})...)
}

// actionWeight is how much a review adds to the list of actions: a decision to
// change nothing stands there too.
func actionWeight(r *incident.Review) int {
	n := len(r.Decisions.Actions)
	if r.Decisions.NoneBecause != "" {
		n++
	}
	return n
}

func (p *press) actions(pg Page, all, shown []chapter) ActionsView {
	pg.Title = "Actions"
	pg.Description = "What was decided after reviews, by state and age."
	reviews := reviewsOf(shown)
	v := ActionsView{Page: pg, Chapters: contents(pg, addressActions, all, shown), Empty: Empty{
		Text:  "No review has an action. That is fine: a story well told changes more than a list. If one is decided, in the review's front matter:",
		Paste: "actions:\n  decided: 2026-03-22\n  items:\n    - title: Give the broker's pager to one rotation\n      owner: platform\n      state: open\n",
	}}
	for _, a := range p.x.ActionsOf(reviews) {
		title := stateTitles[a.State]
		if len(v.States) == 0 || v.States[len(v.States)-1].Title != title {
			v.States = append(v.States, ActionGroup{Title: title})
		}
		g := &v.States[len(v.States)-1]
		line := p.actionLine(pg, a.Review, a.Action)
		line.Age = ageText(a.Age)
		g.Actions = append(g.Actions, line)
	}
	for _, r := range reviews {
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
		Title    string        `json:"title"`
		Count    int           `json:"count"`
		Total    int           `json:"total"`
		Chapters []Link        `json:"chapters,omitempty"`
		States   []ActionGroup `json:"states"`
		None     []NoChange    `json:"decided_to_change_nothing"`
	}{v.Title, v.Count(), v.Chapters.Total, v.Chapters.pages(), append([]ActionGroup{}, v.States...), append([]NoChange{}, v.None...)}
}

// Count is how many actions stand on the page.
func (v ActionsView) Count() int {
	n := 0
	for _, g := range v.States {
		n += len(g.Actions)
	}
	return n
}
