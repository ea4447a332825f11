package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
)

// A PatternsView lists the stories that go with what no single review shows.
type PatternsView struct {
	Page
	Patterns []PatternLine
	Empty    Empty
}

// A PatternLine is one pattern and how its story begins.
type PatternLine struct {
	Link
	Lead string `json:"lead"`
}

func (p *press) patterns(pg Page) view {
	pg.Title = "Patterns"
	pg.Description = "What no single review shows, and the stories behind it."
	v := PatternsView{Page: pg, Empty: Empty{
		Text:  "Nobody has written down a pattern yet: something that several reviews show together. In content/patterns/reliance.md:",
		Paste: "---\ntitle: Who we rely on\n---\n\nThree stories of one service needed the same person, twice on a free day.\n",
	}}
	for _, note := range p.book.Patterns {
		v.Patterns = append(v.Patterns, PatternLine{
			Link: pg.link(note.Title, incident.PatternAddress(note.Key)),
			Lead: clip(firstParagraph(note.Body), 240),
		})
	}
	return v
}

// Data is the patterns for a program.
func (v PatternsView) Data() any {
	return struct {
		Title    string        `json:"title"`
		Patterns []PatternLine `json:"patterns"`
	}{v.Title, append([]PatternLine{}, v.Patterns...)}
}
