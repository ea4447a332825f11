package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A GameDaysView proposes experiments that spread what few people know.
type GameDaysView struct {
	Page
	Window   string
	Proposed []GameDayView // what taking turns would seldom give
	Perhaps  []GameDayView // what it may give
	Held     []Card
	Quiet    []Phrase
	Cannot   []Phrase
	Paste    string // how a game day is written down
	Others   []Link

	data insight.GameDays
}

// A GameDayView is one experiment.
type GameDayView struct {
	ID      string
	Service Link
	Why     [][]Phrase
	Team    *Link
	Last    Card
	Held    []Row
	Drive   Links
	Beside  Links
	Belief  *Belief
	Picture Drawing
}

// A Belief is what surprised people, and where.
type Belief struct {
	Text string
	From Link
}

func (p *press) gameDays(pg Page) view {
	g := p.insights.GameDays()
	pg.Title = "Game days"
	pg.Description = "Experiments that would spread what few people know: what happened last time, who might drive, who might sit beside and answer questions, and which belief it would test."
	v := GameDaysView{
		Page: pg, Window: p.windowText(), Quiet: code(g.Quiet), Cannot: code(g.Cannot), Others: p.across(pg), data: g,
		Paste: "kind: game-day\nservices: [checkout]\nparticipants:\n  - {who: ariel, role: commander}     # drives\n  - {who: sam, role: observer}        # sits beside\n",
	}
	for _, one := range g.Proposed {
		if one.Clear {
			v.Proposed = append(v.Proposed, p.gameDay(pg, one))
		} else {
			v.Perhaps = append(v.Perhaps, p.gameDay(pg, one))
		}
	}
	for _, slug := range g.Held {
		v.Held = append(v.Held, p.card(pg, p.slugs[slug]))
	}
	return v
}

func (p *press) gameDay(pg Page, g insight.GameDay) GameDayView {
	v := GameDayView{
		ID:      "c-game-day-" + g.Service,
		Service: pg.link(p.serviceName(g.Service), incident.ServiceAddress(g.Service)),
		Last:    p.card(pg, p.slugs[g.Last]),
		Held:    p.rowsOf(pg, g.Held),
		Team:    p.oneTerm(pg, index.Teams, g.Team),
		Drive:   p.terms(pg, index.People, g.Drive),
		Beside:  p.terms(pg, index.People, g.Beside),
	}
	for _, why := range firstOf(g.Why, 4) {
		v.Why = append(v.Why, p.phrases(pg, why))
	}
	for _, s := range p.insights.Of(insight.Scope{Service: g.Service}).Reliance().Services {
		v.Picture = p.drawPresence(pg, s)
	}
	if g.Belief != nil {
		v.Belief = &Belief{g.Belief.Text, pg.link(p.slugs[g.Belief.Review].Title, incident.ReviewAddress(g.Belief.Review)+"#"+g.Belief.ID)}
	}
	return v
}

// Data is the proposals as the command prints them.
func (v GameDaysView) Data() any { return v.data }
