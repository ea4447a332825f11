package site

import (
	"html/template"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A FigureView is a measure as pages show it: what may be said, the reviews
// behind it, pictures with the same numbers as a table beside them, what the
// figure cannot tell, and its story or an invitation to write one.
type FigureView struct {
	Key      string
	Title    string
	Href     string // the figure's own page
	Findings []FindingView
	Unshown  int      // findings beside those shown
	Quiet    []Phrase // in the place of findings
	Unit     string
	Rests    []string
	Cannot   []Phrase
	Small    bool // the drawings are small multiples
	Drawings []Drawing
	Numbers  TableView
	Lead     string // how its story begins
	Invite   Empty  // where there is none
}

// A Phrase is a part of a sentence, and where it leads; Code is set apart.
type Phrase struct {
	Text, Href string
	Code       bool
}

// A FindingView is a sentence and the reviews it rests on.
type FindingView struct {
	Text   []Phrase
	Behind []Row // the newest
	Count  int   // of all of them
}

// A Drawing is a picture and what stands below it.
type Drawing struct {
	Title   *Link
	SVG     template.HTML
	Caption string
	Wide    bool // among small ones
}

// A TableView is a figure's numbers.
type TableView struct {
	Columns []string
	Rows    []TableRow
	Unshown int // rows beside those shown
}

// A TableRow is one line; a mark of a picture may lead to its ID.
type TableRow struct {
	ID    string
	Cells [][]Phrase
}

// What a page shows of a figure in a large book; its data have all.
const (
	behindShown  = 15  // reviews behind a finding
	findingsSaid = 24  // findings
	rowsShown    = 250 // rows of its table, the newest
	dotsDrawn    = 300 // dots of a picture, the newest
)

// figure shows a measure.
func (p *press) figure(pg Page, m insight.Measure) FigureView {
	f := m.About()
	v := FigureView{
		Key: f.Key, Title: f.Title, Href: pg.To(incident.PatternAddress(f.Key)),
		Quiet: code(f.Quiet), Unit: f.Unit, Cannot: code(f.Cannot),
		Numbers: p.numbers(pg, f.Table),
	}
	v.Unshown = max(0, len(f.Findings)-findingsSaid)
	for _, finding := range firstOf(f.Findings, findingsSaid) {
		rows := p.rowsOf(pg, finding.Reviews)
		v.Findings = append(v.Findings, FindingView{p.phrases(pg, finding.Text), firstOf(rows, behindShown), len(rows)})
	}
	for _, k := range f.Rests {
		if k.Of > 0 {
			v.Rests = append(v.Rests, k.String())
		}
	}
	v.Drawings = p.drawings(pg, m)
	_, v.Small = m.(insight.Reliance)
	if story := p.pattern(f.Key); story != nil {
		v.Lead = clip(firstParagraph(story.Body), 280)
	} else {
		v.Invite = Empty{
			Text:  "A figure without its story misleads. If you know what happened behind this one, write it in content/patterns/" + f.Key + ".md:",
			Paste: "---\ntitle: " + f.Title + "\n---\n\nIn spring three stories had this in common …\n",
		}
	}
	return v
}

func (p *press) figures(pg Page, measures []insight.Measure) []FigureView {
	var list []FigureView
	for _, m := range measures {
		list = append(list, p.figure(pg, m))
	}
	return list
}

// pattern is the story that goes with a figure, or nil.
func (p *press) pattern(key string) *incident.Page {
	for _, story := range p.book.Patterns {
		if story.Key == key {
			return story
		}
	}
	return nil
}

// phrases are a sentence with its links, as far as they lead anywhere here.
func (p *press) phrases(pg Page, s insight.Sentence) []Phrase {
	list := make([]Phrase, 0, len(s))
	for _, part := range s {
		ph := Phrase{Text: part.Text}
		if address, _, _ := strings.Cut(part.Address, "#"); part.Address != "" && p.planned[strings.TrimSuffix(address, "/")] {
			ph.Href = pg.To(part.Address)
		}
		list = append(list, ph)
	}
	return list
}

// code sets apart what stands between backquotes.
func code(text string) []Phrase {
	var list []Phrase
	for i, part := range strings.Split(text, "`") {
		if part != "" {
			list = append(list, Phrase{Text: part, Code: i%2 == 1})
		}
	}
	return list
}

func (p *press) numbers(pg Page, t insight.Table) TableView {
	v := TableView{Columns: t.Columns, Unshown: max(0, len(t.Rows)-rowsShown)}
	for _, row := range firstOf(t.Rows, rowsShown) {
		r := TableRow{}
		if row.Anchor != "" {
			r.ID = "c-" + row.Anchor
		}
		for _, cell := range row.Cells {
			r.Cells = append(r.Cells, p.phrases(pg, cell))
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

// rowsOf are the reviews of the slugs that have a page here.
func (p *press) rowsOf(pg Page, slugs []string) []Row {
	var reviews []*incident.Review
	for _, slug := range slugs {
		if r := p.slugs[slug]; r != nil && p.paged[r] {
			reviews = append(reviews, r)
		}
	}
	return p.rows(pg, reviews)
}

// More is how many reviews stand behind a finding beside those listed.
func (v FindingView) More() int { return v.Count - len(v.Behind) }

// story is what a pattern's file says, in full.
func (p *press) story(pg Page, free *incident.Page) []Passage {
	view := p.narrativeView(pg, free.Path)
	view.DropTitle = true
	return p.passages(pg, markdown.Render(free.Body, view))
}
