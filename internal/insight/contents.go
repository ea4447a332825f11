package insight

import "slices"

// A Measure is a figure with its own numbers.
type Measure interface{ About() Figure }

// About is what the measure says of itself.
func (f Figure) About() Figure { return f }

// An entry of the contents is a figure that may have a story of its own.
type entry struct {
	key     string
	compute func() Measure
}

// patterns are the figures of what no single review shows, in the order in which
// a page tells them.
func (x *Insights) patterns() []entry {
	return []entry{
		{"reliance", func() Measure { return x.Reliance() }},
		{"when", func() Measure { return x.When() }},
		{"nights-and-rest", func() Measure { return x.Nights() }},
		{"rotations-together", func() Measure { return x.Together() }},
		{"newcomers", func() Measure { return x.Newcomers() }},
		{"first-time-together", func() Measure { return x.FirstMeetings() }},
		{"around-an-event", func() Measure { return x.Around() }},
		{"size", func() Measure { return x.Sizes() }},
	}
}

// learning are the figures of how reviews are told, read and used.
func (x *Insights) learning() []entry {
	return []entry{
		{"voices", func() Measure { return x.Voices() }},
		{"attendance", func() Measure { return x.Attendance() }},
		{"readers", func() Measure { return x.Readers() }},
		{"publication", func() Measure { return x.Publication() }},
		{"questions-answered", func() Measure { return x.Questions() }},
		{"citations", func() Measure { return x.Citations() }},
	}
}

func computed(entries []entry) []Measure {
	list := make([]Measure, 0, len(entries))
	for _, e := range entries {
		list = append(list, e.compute())
	}
	return list
}

// Patterns are the measures of what no single review shows.
func (x *Insights) Patterns() []Measure { return computed(x.patterns()) }

// Learning are the measures of how reviews are told, read and used.
func (x *Insights) Learning() []Measure { return computed(x.learning()) }

// PatternKeys are the keys of Patterns.
func (x *Insights) PatternKeys() []string { return keysOf(x.patterns()) }

// LearningKeys are the keys of Learning.
func (x *Insights) LearningKeys() []string { return keysOf(x.learning()) }

func keysOf(entries []entry) []string {
	list := make([]string, 0, len(entries))
	for _, e := range entries {
		list = append(list, e.key)
	}
	return list
}

// Measure is the measure with the key, or nil.
func (x *Insights) Measure(key string) Measure {
	for _, e := range slices.Concat(x.patterns(), x.learning()) {
		if e.key == key {
			return e.compute()
		}
	}
	return nil
}

// Incidents is how many the window has, in the scope.
func (x *Insights) Incidents() int { return len(x.recent()) }

// Undated is how many incidents are in no window, because nobody says when they
// began.
func (x *Insights) Undated() int { return x.undated }

// A Report is all measures of a scope at once.
type Report struct {
	Window        Window        `json:"window"`
	Service       string        `json:"service,omitempty"` // the scope's
	Team          string        `json:"team,omitempty"`
	Incidents     int           `json:"incidents"` // of the window, in the scope
	Undated       int           `json:"undated"`   // in no window, because nobody says when they began
	Patterns      []Measure     `json:"patterns"`
	Opportunities Opportunities `json:"opportunities"`
	GameDays      GameDays      `json:"game_days"`
	Facilitators  Facilitators  `json:"facilitators"`
	Learning      []Measure     `json:"learning"`
	Actions       Actions       `json:"actions"`
	Reviews       []OfReview    `json:"reviews"` // of the window, newest first: what each says alone
}

// Report computes all measures.
func (x *Insights) Report() Report {
	return Report{
		Window: x.Window, Service: x.scope.Service, Team: x.scope.Team,
		Incidents: len(x.recent()), Undated: x.undated,
		Patterns: x.Patterns(), Opportunities: x.Opportunities(), GameDays: x.GameDays(),
		Facilitators: x.Facilitators(), Learning: x.Learning(), Actions: x.Actions(), Reviews: x.each(),
	}
}
