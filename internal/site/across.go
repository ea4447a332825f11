package site

import (
	"sync"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// An AcrossView is what the figures say of one service or team.
type AcrossView struct {
	Window   string
	Findings []FindingView
	Small    bool // the drawings are small multiples
	Drawings []Drawing
	Numbers  TableView // of the drawings
	Cannot   []Phrase
	More     Link
	GameDay  *Link // an experiment that is proposed

	measures []insight.Measure
}

// acrossTerm are the figures that concern a service or a team; nil for any other
// term, and where they say nothing.
func (p *press) acrossTerm(pg Page, t *index.Term) *AcrossView {
	switch t.Taxonomy {
	case index.Services:
		x := p.insights.Of(insight.Scope{Service: t.Key})
		reliance := x.Reliance()
		v := p.acrossOf(pg, x, reliance, x.Nights(), x.Together(), x.Newcomers(), x.FirstMeetings())
		v.Drawings, v.Small, v.Cannot = firstOf(p.drawReliance(pg, reliance), 1), true, code(reliance.Cannot)
		v.Numbers = p.numbers(pg, reliance.Table)
		for i := range v.Drawings {
			v.Drawings[i].Title = nil
		}
		if g := x.GameDays().Proposed; len(g) > 0 && g[0].Clear {
			link := pg.link("A game day would spread what few people know", addressGameDays+"#c-game-day-"+t.Key)
			v.GameDay = &link
		}
		return v.orNil()
	case index.Teams:
		x := p.insights.Of(insight.Scope{Team: t.Key})
		when := x.When()
		v := p.acrossOf(pg, x, when, x.Nights(), x.Together(), x.Newcomers(), x.FirstMeetings(), x.Voices(), x.Readers())
		v.Cannot = code(when.Cannot)
		if !when.Hidden {
			v.Drawings, v.Numbers = firstOf(p.drawWhen(pg, when), 1), p.numbers(pg, when.Table)
		}
		return v.orNil()
	}
	return nil
}

// findingsShown is how many sentences of a figure a term's page repeats.
const findingsShown = 2

func (p *press) acrossOf(pg Page, x *insight.Insights, measures ...insight.Measure) *AcrossView {
	v := &AcrossView{Window: plural(x.Incidents(), "incident") + " of the last two years", More: pg.link("What the whole book shows", addressPatterns)}
	for _, m := range measures {
		f := m.About()
		if len(f.Findings) > 0 {
			v.measures = append(v.measures, m)
		}
		for _, finding := range firstOf(f.Findings, findingsShown) {
			rows := p.rowsOf(pg, finding.Reviews)
			v.Findings = append(v.Findings, FindingView{p.phrases(pg, finding.Text), firstOf(rows, behindShown), len(rows)})
		}
	}
	return v
}

func (v *AcrossView) orNil() *AcrossView {
	if len(v.Findings)+len(v.Drawings) == 0 {
		return nil
	}
	return v
}

// data is the figures as the command prints them.
func (v *AcrossView) data() []insight.Measure {
	if v == nil {
		return nil
	}
	return v.measures
}

// An AskedView is a service that asked for somebody again and again: an
// invitation to sit beside others, not a measure of anybody.
type AskedView struct {
	Service Link
	GameDay Link
}

// asked are the services that would do well to learn from somebody.
func (p *press) asked(pg Page, who string) []AskedView {
	var list []AskedView
	for _, service := range p.besideOf()[who] {
		list = append(list, AskedView{
			pg.link(p.serviceName(service), incident.ServiceAddress(service)),
			pg.link("A game day", addressGameDays+"#c-game-day-"+service),
		})
	}
	return list
}

// besideOnce finds, for each person, the services on whose game day they would
// sit beside, once for everybody's page.
func besideOnce(x *insight.Insights) func() map[string][]string {
	return sync.OnceValue(func() map[string][]string {
		services := map[string][]string{}
		for _, g := range x.GameDays().Proposed {
			for _, who := range g.Beside {
				if g.Clear {
					services[who] = append(services[who], g.Service)
				}
			}
		}
		return services
	})
}

// unheard are the published reviews in which somebody was there and cannot be
// heard yet, newest first. Whoever stands under a pseudonym is not asked.
func (p *press) unheard(pg Page, person *incident.Person) []Row {
	if person.Visibility == incident.Pseudonym || person.Left.Known() {
		return nil
	}
	return p.rowsOf(pg, p.insights.Unheard()[person.Key])
}
