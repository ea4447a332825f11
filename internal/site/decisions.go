package site

import (
	"html/template"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A DecisionsView is what was decided after the telling, apart from it.
type DecisionsView struct {
	Decided     string        `json:"decided,omitempty"`
	NoneBecause template.HTML `json:"-"`
	None        string        `json:"none_because,omitempty"`
	Actions     []ActionLine  `json:"actions,omitempty"`
}

// An ActionLine is one action with who has it and how it stands.
type ActionLine struct {
	HTML    template.HTML `json:"-"`
	Text    string        `json:"title"`
	State   string        `json:"state"` // open, done, dropped, not known
	Owner   *Link         `json:"owner,omitempty"`
	OwnedBy string        `json:"-"` // a name that is neither a team's nor a person's
	URL     string        `json:"url,omitempty"`
	Due     string        `json:"due,omitempty"`
	Done    string        `json:"done,omitempty"`
	Overdue bool          `json:"overdue,omitempty"`
	Review  Link          `json:"-"`
	Age     string        `json:"-"`
}

// decisions is nil when the review says nothing of any.
func (p *press) decisions(pg Page, r *incident.Review) *DecisionsView {
	d := r.Decisions
	if len(d.Actions) == 0 && d.NoneBecause == "" {
		return nil
	}
	v := &DecisionsView{None: d.NoneBecause, NoneBecause: p.inline(pg, r.Path, d.NoneBecause)}
	if d.Decided.Known() {
		v.Decided = dayText(d.Decided.Day())
	}
	for _, a := range d.Actions {
		v.Actions = append(v.Actions, p.actionLine(pg, r, a))
	}
	return v
}

func (p *press) actionLine(pg Page, r *incident.Review, a incident.Action) ActionLine {
	line := ActionLine{
		HTML:   p.inline(pg, r.Path, a.Title),
		Text:   p.plain(a.Title),
		State:  string(a.State),
		URL:    webURL(a.URL),
		Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)),
	}
	if a.State == incident.ActionUnknown {
		line.State = "not known"
	}
	if a.Due.Known() {
		line.Due = dayText(a.Due.Day())
		line.Overdue = a.State == incident.ActionOpen && a.Due.Day().Before(p.book.AsOf)
	}
	if a.Done.Known() {
		line.Done = dayText(a.Done.Day())
	}
	line.Owner, line.OwnedBy = p.owner(pg, a.Owner)
	return line
}

func (p *press) owner(pg Page, key string) (link *Link, name string) {
	for _, taxonomy := range []string{index.Teams, index.People} {
		if l := p.oneTerm(pg, taxonomy, key); l != nil {
			return l, ""
		}
	}
	return nil, key
}
