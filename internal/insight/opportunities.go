package insight

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Opportunities are the incidents of the window that may deserve a closer look,
// each with its reasons: a list, never a score. Those with more distinct reasons
// come first, then the newest. Severity is no reason. The reasons follow the
// Howie guide's appendix on choosing incidents (Jeli, 2021; Apache-2.0). Unit:
// reasons.
type Opportunities struct {
	Figure
	Reviews []Opportunity `json:"reviews"`
}

// An Opportunity is an incident and why it may deserve a closer look.
type Opportunity struct {
	Review  string   `json:"review"`
	Depth   string   `json:"depth,omitempty"` // how closely it was looked at
	Reasons []Reason `json:"reasons"`
	Unsaid  bool     `json:"-"` // the only reason is that nobody says how closely it was looked at
}

// A Reason is one of them.
type Reason struct {
	Key     string   `json:"key"`
	Text    Sentence `json:"text"`
	Reviews []string `json:"reviews,omitempty"` // others that it rests on
}

// Opportunities are those in the scope.
func (x *Insights) Opportunities() Opportunities {
	f := Opportunities{Reviews: []Opportunity{}, Figure: Figure{
		Key: "opportunities", Title: "Worth a closer look",
		Unit:   "distinct reasons for a closer look",
		Quiet:  "No incident of the window gives a reason for a closer look.",
		Cannot: "The reasons come from what reviews say of themselves, so an incident of which little is written gives few. What people talk about at lunch is a reason too. Severity is none: it says little of what there is to learn.",
		Table:  Table{Columns: []string{"Review", "Day", "Depth", "Reasons"}},
	}}
	recent := x.recent()
	for _, r := range slices.Backward(recent) {
		if reasons := x.Reasons(r); len(reasons) > 0 {
			unsaid := len(reasons) == 1 && r.Study.Depth == "" && r.Status == incident.Published
			f.Reviews = append(f.Reviews, Opportunity{r.Slug, r.Study.Depth, reasons, unsaid && reasons[0].Key == "light"})
		}
	}
	slices.SortStableFunc(f.Reviews, func(a, b Opportunity) int { return cmp.Compare(len(b.Reasons), len(a.Reasons)) })
	for _, o := range f.Reviews {
		r := x.bySlug[o.Review]
		f.Table.add(review(r), day(r.Started.Day()), cmp.Or(o.Depth, "none given"), o.sentence())
	}
	if len(f.Reviews) > 0 {
		f.find(f.slugs(), "%v of %v give a reason for a closer look.", len(f.Reviews), count(len(recent), "incident"))
	}
	f.Rests = []Known{{len(recent), len(recent), "incidents of the window were looked at"}}
	return f
}

func (f Opportunities) slugs() []string {
	var list []string
	for _, o := range f.Reviews {
		list = append(list, o.Review)
	}
	return list
}

func (o Opportunity) sentence() Sentence {
	var s Sentence
	for i, r := range o.Reasons {
		if i > 0 {
			s = s.with(" ")
		}
		s = s.with(r.Text)
	}
	return s
}

// Reasons are why a review may deserve a closer look, in the order of the
// definition. Game days have none.
func (x *Insights) Reasons(r *incident.Review) []Reason {
	if r.Kind == incident.GameDay {
		return nil
	}
	var all []Reason
	for _, find := range []func(*incident.Review) (Reason, bool){
		x.manyTeams, x.strangersMet, x.morePeople, nearMiss, x.ordinary, x.duringEvent, x.reliedAgain,
		x.thoughtFixed, surpriseNamed, luckNamed, x.tired, newAlone, lightDepth,
	} {
		if reason, ok := find(r); ok {
			all = append(all, reason)
		}
	}
	return all
}

func (x *Insights) manyTeams(r *incident.Review) (Reason, bool) {
	if len(r.Teams) <= 2 {
		return Reason{}, false
	}
	return Reason{Key: "many-teams", Text: say("%v teams were involved: %v.", len(r.Teams), all(each(r.Teams, x.names.team)))}, true
}

func (x *Insights) strangersMet(r *incident.Review) (Reason, bool) {
	var text []Sentence
	teams, services := x.strangers(r)
	if len(teams) > 0 {
		text = append(text, say("Teams met for the first time: %v.", met(teams, x.names.team)))
	}
	if len(services) > 0 {
		text = append(text, say("Services met for the first time: %v.", met(services, x.names.service)))
	}
	return Reason{Key: "first-time-together", Text: sentences(text)}, text != nil
}

func (x *Insights) morePeople(r *incident.Review) (Reason, bool) {
	s := x.sizes()[r]
	return Reason{Key: "more-people", Text: say("More people than usual came: %v, where nine in ten before had %v or fewer.", s.People, s.Usual)}, s.More()
}

func nearMiss(r *incident.Review) (Reason, bool) {
	return Reason{Key: "near-miss", Text: say("It was a near miss: what kept it from being more can be asked about.")}, r.Kind == incident.NearMiss
}

// ordinary finds the tags that the settings call ordinary: how something so
// simple could matter is worth a question.
func (x *Insights) ordinary(r *incident.Review) (Reason, bool) {
	var tags []Part
	for _, tag := range x.config.Ordinary {
		if key := incident.Key(tag); slices.Contains(r.Tags, key) {
			tags = append(tags, x.names.tag(key))
		}
	}
	return Reason{Key: "ordinary", Text: say("Something ordinary was part of it: %v.", all(tags))}, tags != nil
}

func (x *Insights) duringEvent(r *incident.Review) (Reason, bool) {
	var events []Part
	for _, e := range x.book.Events {
		first, last := e.Days()
		if on := r.Started.Day(); r.Started.Known() && !first.IsZero() && !on.Before(first) && !on.After(last) {
			events = append(events, Part{Text: e.Title, Address: "calendar/#" + incident.EventAnchor(e.Key)})
		}
	}
	return Reason{Key: "during-event", Text: say("It began during %v.", all(events))}, events != nil
}

func (x *Insights) reliedAgain(r *incident.Review) (Reason, bool) {
	reason := Reason{Key: "relied-on-again"}
	for _, service := range r.Services {
		for _, a := range x.reliedOnBy(r, service) {
			s := say("%v relied again on %v, in %v of the %v reviews up to this one", x.names.service(service), x.names.person(a.Person), len(a.Reviews), a.Of)
			if a.OffCall > 0 {
				s = say("%v, %v off call", s, a.howOften())
			}
			if reason.Text != nil {
				reason.Text = reason.Text.with(" ")
			}
			reason.Text = reason.Text.with(say("%v.", s))
			reason.Reviews = append(reason.Reviews, a.Reviews...)
		}
	}
	reason.Reviews = distinct(reason.Reviews, r.Slug)
	return reason, reason.Text != nil
}

// distinct drops repetitions and one item, and keeps the order.
func distinct(list []string, without string) []string {
	var kept []string
	for _, s := range list {
		if s != without && !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// earlier are the listed reviews that a review is related to and that began
// before it, newest first.
func (x *Insights) earlier(r *incident.Review) []*incident.Review {
	var list []*incident.Review
	for _, slug := range r.Related {
		if e := x.bySlug[slug]; e != nil && e.Started.Known() && r.Started.Known() && inOrder(e, r) < 0 {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *incident.Review) int { return inOrder(b, a) })
	return list
}

// thoughtFixed finds earlier relatives of which an action had been done by the
// time this one began.
func (x *Insights) thoughtFixed(r *incident.Review) (Reason, bool) {
	var fixed []string
	for _, e := range x.earlier(r) {
		if slices.ContainsFunc(e.Decisions.Actions, func(a incident.Action) bool {
			return a.State == incident.ActionDone && !(a.Done.Known() && a.Done.Day().After(r.Started.Day()))
		}) {
			fixed = append(fixed, e.Slug)
		}
	}
	return Reason{Key: "thought-fixed", Text: say("Something was thought to be fixed: actions of %v had been done.", x.titles(fixed)), Reviews: fixed}, fixed != nil
}

func surpriseNamed(r *incident.Review) (Reason, bool) {
	n := len(statements(r, incident.SectionSurprises))
	text := say("It surprised people: the review names %v.", count(n, "surprise"))
	return Reason{Key: "surprise", Text: text}, n > 0
}

func luckNamed(r *incident.Review) (Reason, bool) {
	named := slices.ContainsFunc(r.Narrative.Blocks, func(b incident.Block) bool {
		return b.Section == incident.SectionLucky && b.Kind != incident.Heading && !b.Inner
	})
	return Reason{Key: "luck", Text: say("Luck had a part in it, the review says.")}, named
}

func (x *Insights) tired(r *incident.Review) (Reason, bool) {
	woken, short := 0, len(x.rests()[r])
	for _, p := range r.Participants {
		woken += one(Woken(p) == incident.Yes)
	}
	text := say("It woke %v.", count(woken, "person"))
	switch {
	case woken > 0 && short > 0:
		text = say("It woke %v, and %v came with less than eight hours' rest.", count(woken, "person"), count(short, "person"))
	case short > 0:
		text = say("%v came with less than eight hours' rest.", count(short, "person"))
	}
	return Reason{Key: "tired", Text: text}, woken+short > 0
}

func newAlone(r *incident.Review) (Reason, bool) {
	return Reason{Key: "newcomer-alone", Text: say("Somebody in their first 180 days had no other responder beside them for a while.")}, newcomerAlone(r)
}

func lightDepth(r *incident.Review) (Reason, bool) {
	text := fmt.Sprintf("It was looked at lightly, by its own word: depth %s.", r.Study.Depth)
	if r.Study.Depth == "" {
		text = "How closely it was looked at is not said."
	}
	if r.Status == incident.NotReviewed {
		text = "Nobody studied it, by choice."
	}
	return Reason{Key: "light", Text: say("%v", text)}, r.Study.Depth == "light" || r.Study.Depth == ""
}

// statements are what a review says in one section, inner parts left out.
func statements(r *incident.Review, section incident.Section) []incident.Statement {
	var list []incident.Statement
	for _, s := range r.Narrative.Statements {
		if s.Section == section && !s.Inner {
			list = append(list, s)
		}
	}
	return list
}
