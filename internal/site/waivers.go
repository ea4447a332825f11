package site

import "github.com/casebook-dev/casebook/internal/incident"

// A WaiversView lists the checks that reviews silenced, each with its reason.
type WaiversView struct {
	Page
	Waivers []WaiverLine
	Empty   Empty
}

// A WaiverLine is one silenced check.
type WaiverLine struct {
	Rule   string `json:"rule"`
	Help   string `json:"-"` // where the rule is explained; empty if nowhere
	Reason string `json:"reason"`
	Review Link   `json:"review"`
}

func (p *press) waivers(pg Page) view {
	pg.Title = "Waivers"
	pg.Description = "Checks that a review silenced, and why."
	v := WaiversView{Page: pg, Empty: Empty{
		Text:  "No review has silenced a check. When one is wrong about a review, say why in its front matter:",
		Paste: "waive: {entry-out-of-order: \"The vendor's clock was three minutes behind.\"}\n",
	}}
	for _, w := range p.x.Waived {
		if !p.paged[w.Review] {
			continue
		}
		v.Waivers = append(v.Waivers, WaiverLine{
			Rule:   w.Rule,
			Help:   p.explained(pg, w.Rule).Href,
			Reason: w.Reason,
			Review: pg.link(w.Review.Title, incident.ReviewAddress(w.Review.Slug)),
		})
	}
	return v
}

// Data is the waivers for a program.
func (v WaiversView) Data() any {
	return struct {
		Title   string       `json:"title"`
		Waivers []WaiverLine `json:"waivers"`
	}{v.Title, append([]WaiverLine{}, v.Waivers...)}
}
