package site

// A SearchRule is one way to ask: what to write, and what it finds.
type SearchRule struct {
	Write string `json:"write"`
	Finds string `json:"finds"`
}

// A SearchView is the page for searching. A script answers in it; without one it
// leads to the indexes.
type SearchView struct {
	Page
	SearchScript string
	Intro        string // how to ask, in general
	Rules        []SearchRule
	Groups       []SearchGroup
	Indexes      []Link
}

// A SearchGroup is what found reviews may have in common. Its values come with an
// answer, once it is open.
type SearchGroup struct {
	Key, Title string
	Open       bool
}

// searchGroups are by what a search can be narrowed: fields of the query language,
// those first that divide a book best.
func searchGroups() []SearchGroup {
	return []SearchGroup{
		{"service", "Service", true}, {"year", "Year", true}, {"kind", "Kind", false},
		{"factor", "Contributing factor", false}, {"tag", "Tag", false}, {"tech", "Technology", false},
		{"team", "Team", false}, {"person", "Person", false}, {"party", "External party", false},
		{"severity", "Severity", false}, {"status", "Status", false},
	}
}

func (p *press) search(pg Page) view {
	pg.Title = "Search"
	pg.Description = "Every story, timeline, conversation and learning of " + p.site.Title + "."
	v := SearchView{Page: pg, SearchScript: pg.To(p.bundle.search), Intro: p.o.SearchIntro, Rules: p.o.SearchRules, Groups: searchGroups()}
	v.Indexes = []Link{pg.counted("Reviews", addressReviews, len(p.x.Reviews))}
	for _, t := range p.x.Taxonomies {
		if len(t.Terms) > 0 {
			v.Indexes = append(v.Indexes, pg.counted(labels[t.Key].many, t.Key+"/", len(t.Terms)))
		}
	}
	v.Indexes = append(v.Indexes,
		pg.counted("What we learned", addressLearnings, len(p.x.Learnings())),
		pg.counted("What surprised us", addressSurprises, len(p.x.Surprises())),
		pg.counted("Open questions", addressQuestions, len(p.x.Questions())),
		pg.link("Calendar", addressCalendar),
	)
	return v
}

// counted is a link with how much is behind it.
func (pg Page) counted(title, address string, n int) Link {
	l := pg.link(title, address)
	l.Count = n
	return l
}

// Data is how to ask, for a program.
func (v SearchView) Data() any {
	return struct {
		Title string       `json:"title"`
		Rules []SearchRule `json:"rules"`
	}{v.Title, append([]SearchRule{}, v.Rules...)}
}
