package insight

// A Measure is a figure with its own numbers.
type Measure interface{ About() Figure }

// About is what the measure says of itself.
func (f Figure) About() Figure { return f }

// Patterns are the measures of what no single review shows, in the order in
// which a page tells them.
func (x *Insights) Patterns() []Measure {
	return []Measure{
		x.Reliance(), x.When(), x.Nights(), x.Together(),
		x.Newcomers(), x.FirstMeetings(), x.Around(), x.Sizes(),
	}
}

// Learning are the measures of how reviews are told, read and used.
func (x *Insights) Learning() []Measure {
	return []Measure{
		x.Voices(), x.Attendance(), x.Readers(), x.Publication(), x.Questions(), x.Citations(),
	}
}

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
}

// Report computes all measures.
func (x *Insights) Report() Report {
	return Report{
		Window: x.Window, Service: x.scope.Service, Team: x.scope.Team,
		Incidents: len(x.recent()), Undated: x.undated,
		Patterns: x.Patterns(), Opportunities: x.Opportunities(), GameDays: x.GameDays(),
		Facilitators: x.Facilitators(), Learning: x.Learning(),
	}
}
