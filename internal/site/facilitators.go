package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A FacilitatorsView is who might facilitate the reviews being written, and who
// has facilitated.
type FacilitatorsView struct {
	Page
	Window string
	Open   []RotaView
	Done   []DoneView // by name
	Cannot []Phrase
	Others []Link
	Empty  Empty // without anybody who has

	data insight.Facilitators
}

// A RotaView is one review being written.
type RotaView struct {
	Title       string
	Href        string // empty when it has no page here
	Facilitator *Link
	First       []SuggestionView
	Others      []SuggestionView
}

// A SuggestionView is somebody who might be asked, and why.
type SuggestionView struct {
	Who    Link
	Reason []Phrase
}

// A DoneView is somebody who has facilitated.
type DoneView struct {
	Who     Link
	Reviews []Row // the newest
	More    int   // beside those
}

// suggestionsShown is how many people are suggested before one asks for more.
const suggestionsShown = 3

func (p *press) facilitators(pg Page) view {
	f := p.insights.Facilitators()
	pg.Title = f.Title
	pg.Description = "Whoever helps others tell their story should not have been part of it. Suggested are people whose teams were not, those first who have facilitated least."
	v := FacilitatorsView{Page: pg, Window: p.windowText(), Cannot: code(f.Cannot), Others: p.across(pg), data: f, Empty: Empty{
		Text:  "No review says who facilitated it. In its front matter:",
		Paste: "review:\n  facilitator: sam\n  met: 2026-03-20\n",
	}}
	for _, rota := range f.Open {
		v.Open = append(v.Open, p.rota(pg, rota))
	}
	for _, term := range p.x.Taxonomy(index.People).Terms {
		for _, done := range f.Done {
			if done.Person == term.Key {
				v.Done = append(v.Done, DoneView{p.termLink(pg, term), p.rowsOf(pg, firstOf(done.Reviews, behindShown)), max(0, len(done.Reviews)-behindShown)})
			}
		}
	}
	return v
}

func (p *press) rota(pg Page, rota insight.Rota) RotaView {
	r := p.slugs[rota.Review]
	v := RotaView{Title: r.Title, Facilitator: p.oneTerm(pg, index.People, rota.Facilitator)}
	if p.paged[r] {
		v.Href = pg.To(incident.ReviewAddress(r.Slug))
	}
	all := p.suggestions(pg, rota.Suggested)
	v.First, v.Others = firstOf(all, suggestionsShown), all[min(len(all), suggestionsShown):]
	return v
}

func (p *press) suggestions(pg Page, list []insight.Suggestion) []SuggestionView {
	var views []SuggestionView
	for _, s := range list {
		if who := p.oneTerm(pg, index.People, s.Person); who != nil {
			views = append(views, SuggestionView{*who, p.phrases(pg, s.Reason)})
		}
	}
	return views
}

// Data is the rota as the command prints it.
func (v FacilitatorsView) Data() any { return v.data }
