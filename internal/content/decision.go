package content

import (
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// actionStates are the states of an action as people write them.
var actionStates = []string{string(incident.ActionOpen), string(incident.ActionDone), string(incident.ActionDropped)}

// decisions reads what was decided afterwards. A list alone is the items.
func (d *draftReview) decisions(r *reader) incident.Decisions {
	n := r.get("actions")
	if n != nil && n.Kind == frontmatter.List {
		return incident.Decisions{Actions: d.actions(r, n)}
	}
	sub := r.within(n, "actions")
	v := incident.Decisions{
		Decided:     sub.moment("decided"),
		NoneBecause: sub.text("none_because"),
		Actions:     d.actions(sub, sub.get("items")),
	}
	sub.extra()
	return v
}

func (d *draftReview) actions(r *reader, n *frontmatter.Node) []incident.Action {
	var list []incident.Action
	for _, item := range n.List() {
		list = append(list, d.action(r, item))
	}
	return list
}

// action reads one item: a map with a title, or a sentence.
func (d *draftReview) action(r *reader, n *frontmatter.Node) incident.Action {
	a := incident.Action{Line: n.Line}
	if n.Kind != frontmatter.Map || isSentence(n) {
		a.Title = r.sentence(n, "items")
		return a
	}
	sub := r.within(n, "items[]")
	a.Title = sub.text("title")
	a.Owner = d.words.owner(sub.text("owner"))
	a.URL = sub.text("url")
	a.State = incident.ActionState(sub.oneOf("state", actionStates))
	a.Due = sub.moment("due")
	a.Done = sub.moment("done")
	if a.Done.Known() && a.State == incident.ActionUnknown {
		a.State = incident.ActionDone
	}
	if a.Title == "" {
		r.warn(n, "action-without-title", "an action does not say what is to be done", "add `title:`")
	}
	sub.extra()
	return a
}

// isSentence tells whether a map of one key is a sentence with a colon in it.
func isSentence(n *frontmatter.Node) bool {
	if len(n.Fields) != 1 {
		return false
	}
	_, known := incident.FieldAt(incident.Fields(), "actions.items."+n.Fields[0].Key)
	return !known
}

// followUps makes actions of what the narrative lists under Follow-ups, where
// the front matter decides nothing.
func (d *draftReview) followUps() {
	if len(d.Decisions.Actions) > 0 || d.Decisions.NoneBecause != "" {
		return
	}
	for _, s := range d.Narrative.Statements {
		if s.Section == incident.SectionFollowUps && s.Text != "" {
			d.Decisions.Actions = append(d.Decisions.Actions, incident.Action{
				Title: s.Markdown, State: stateOf(s.Task), Line: s.Line,
			})
		}
	}
}

func stateOf(box incident.Tri) incident.ActionState {
	switch box {
	case incident.Yes:
		return incident.ActionDone
	case incident.No:
		return incident.ActionOpen
	}
	return incident.ActionUnknown
}
