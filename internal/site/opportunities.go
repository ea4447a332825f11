package site

import (
	"cmp"

	"github.com/casebook-dev/casebook/internal/insight"
)

// An OpportunitiesView lists which incidents may deserve a closer look, and why.
type OpportunitiesView struct {
	Page
	Window string
	Open   []OpportunityView // not yet looked at deeply
	Done   []OpportunityView
	More   int               // beside those shown
	Unsaid []OpportunityView // with no reason but that nobody says how closely it was looked at
	Cannot []Phrase
	Others []Link
	Empty  Empty

	data insight.Opportunities
}

// An OpportunityView is one incident with its reasons.
type OpportunityView struct {
	Card
	Depth   string
	Reasons [][]Phrase
}

// opportunitiesShown is how many a page and its data list, those with the most
// reasons.
const opportunitiesShown = 200

func (p *press) opportunities(pg Page) view {
	o := p.insights.Opportunities()
	pg.Title = o.Title
	pg.Description = "Incidents that may have more to teach, and why. The reasons come from what the reviews say of themselves; severity is none of them."
	v := OpportunitiesView{Page: pg, Window: p.windowText(), Cannot: code(o.Cannot), Others: p.across(pg), Empty: noIncidents, data: o}
	v.More = max(0, len(o.Reviews)-opportunitiesShown)
	for _, one := range firstOf(o.Reviews, opportunitiesShown) {
		line := OpportunityView{Card: p.card(pg, p.slugs[one.Review]), Depth: "depth " + cmp.Or(one.Depth, "not given")}
		for _, reason := range one.Reasons {
			line.Reasons = append(line.Reasons, p.phrases(pg, reason.Text))
		}
		switch {
		case one.Depth == "deep":
			v.Done = append(v.Done, line)
		case one.Unsaid:
			v.Unsaid = append(v.Unsaid, line)
		default:
			v.Open = append(v.Open, line)
		}
	}
	return v
}

// Data is the list as the command prints it, as far as the page shows it.
func (v OpportunitiesView) Data() any {
	v.data.Reviews = firstOf(v.data.Reviews, opportunitiesShown)
	return struct {
		insight.Opportunities
		More int `json:"more"`
	}{v.data, v.More}
}
