package site

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A PatternsView is what no single review shows: figures, each with its story.
type PatternsView struct {
	Page
	Window  string
	Figures []FigureView
	Stories []PatternLine // stories of the book that go with no figure
	Others  []Link        // the other pages that look across incidents
	Empty   Empty         // without an incident in the window

	measures []insight.Measure
}

// A PatternLine is a story and how it begins.
type PatternLine struct {
	Link
	Lead string `json:"lead"`
}

func (p *press) patterns(pg Page) view {
	pg.Title = "Patterns"
	pg.Description = "What no single review shows. Each figure says on how much it rests and what it cannot tell, and none is about how well anybody works."
	return p.acrossView(pg, p.insights.Patterns())
}

func (p *press) learning(pg Page) view {
	pg.Title = "How we learn"
	pg.Description = "How reviews are told, read and used: whose voices are in them, who comes to hear, and who comes back to them."
	return p.acrossView(pg, p.insights.Learning())
}

// acrossView is a page of figures.
func (p *press) acrossView(pg Page, measures []insight.Measure) view {
	v := PatternsView{Page: pg, measures: measures, Window: p.windowText(), Others: p.across(pg), Empty: noIncidents}
	if p.insights.Incidents() > 0 {
		v.Figures = p.figures(pg, measures)
	}
	for _, story := range p.book.Patterns {
		if pg.Address == addressPatterns && !p.isFigure(story.Key) {
			v.Stories = append(v.Stories, PatternLine{
				Link: pg.link(story.Title, incident.PatternAddress(story.Key)),
				Lead: clip(firstParagraph(story.Body), 240),
			})
		}
	}
	return v
}

// noIncidents says what fills the pages that look across incidents.
var noIncidents = Empty{
	Text:  "No incident of the last two years has a day yet. A few lines in each review's front matter are enough for these pages to begin:",
	Paste: "started: 2026-03-14T02:04:00Z\nservices: [checkout]\nparticipants:\n  - {who: ariel, joined: \"02:06\", on_call: [checkout], paged: true, timezone: Europe/Lisbon}\n",
}

// windowText says over which days the figures count.
func (p *press) windowText() string {
	w := p.insights.Window
	if w.To.IsZero() {
		return ""
	}
	text := plural(p.insights.Incidents(), "incident") + " from " + dayText(w.From) + " to " + dayText(w.To) + ". Reviews written are counted, not incidents that happened."
	if n := p.insights.Undated(); n > 0 {
		text += fmt.Sprintf(" Without a date, and so not among them: %d.", n)
	}
	return text
}

// across are the pages that look across incidents, but for the page itself.
func (p *press) across(pg Page) []Link {
	links := []Link{
		pg.link("Patterns", addressPatterns), pg.link("Worth a closer look", addressOpportunities),
		pg.link("Game days", addressGameDays), pg.link("Who facilitates", addressFacilitators), pg.link("How we learn", addressLearning),
	}
	return slices.DeleteFunc(links, func(l Link) bool { return l.Address == pg.Address })
}

// A PatternView is one figure with its story in full.
type PatternView struct {
	Page
	Window string
	Above  Link
	Figure FigureView
	Story  []Passage

	measure insight.Measure
}

// planPatterns are the pages of the figures.
func (p *press) planPatterns() []page {
	var pages []page
	for _, f := range p.figureKeys() {
		pg := page{address: incident.PatternAddress(f), layout: layoutPattern, view: func(pg Page) view { return p.patternView(pg, f) }}
		if story := p.pattern(f); story != nil {
			pg.source = story.Path
		}
		pages = append(pages, pg)
	}
	return pages
}

// figureKeys are the keys of all figures that have a page.
func (p *press) figureKeys() []string {
	return append(p.insights.PatternKeys(), p.insights.LearningKeys()...)
}

// isFigure tells whether a pattern's key is that of a figure.
func (p *press) isFigure(key string) bool { return slices.Contains(p.figureKeys(), key) }

func (p *press) patternView(pg Page, key string) view {
	m := p.insights.Measure(key)
	f := m.About()
	pg.Title = f.Title
	pg.Description = "Counted are " + f.Unit + "."
	v := PatternView{Page: pg, Window: p.windowText(), Above: pg.link("Patterns", addressPatterns), measure: m}
	if slices.Contains(p.insights.LearningKeys(), key) {
		v.Above = pg.link("How we learn", addressLearning)
	}
	v.Figure = p.figure(pg, m)
	if story := p.pattern(key); story != nil {
		v.Edit = p.source(story.Path)
		v.Story = p.story(pg, story)
	}
	return v
}

// Data is what the figures say, and where the numbers of each lie.
func (v PatternsView) Data() any {
	type figure struct {
		insight.Figure
		Data string `json:"data"` // as the command prints it, from the site's root
	}
	figures := []figure{}
	for _, m := range v.measures {
		f := m.About()
		figures = append(figures, figure{f, incident.PatternAddress(f.Key) + "index.json"})
	}
	return struct {
		Title   string        `json:"title"`
		Window  string        `json:"window"`
		Figures []figure      `json:"figures"`
		Stories []PatternLine `json:"stories,omitempty"`
	}{v.Title, v.Window, figures, v.Stories}
}

// Data is the figure as the command prints it.
func (v PatternView) Data() any { return v.measure }
