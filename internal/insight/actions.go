package insight

import (
	"fmt"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Actions are what reviews decided, whenever that was: by state, and by age from
// the day they were decided. Where a review does not say that day, the age is not
// known. An incident that is related to an earlier review whose action is still
// open says so. Unit: actions.
type Actions struct {
	Figure
	States []ActionsIn `json:"states"` // open, not known, done, dropped
}

// An ActionsIn is the actions in one state, by age.
type ActionsIn struct {
	State   string             `json:"state"` // open, not known, done, dropped
	Actions int                `json:"actions"`
	Ages    [len(agesFrom)]int `json:"by_age"`       // in days: under 30, under 90, under 180, and older
	Ageless int                `json:"age_unknown"`  // of Actions
	Oldest  int                `json:"oldest_days"`  // of those whose age is known
	Reviews []string           `json:"reviews_with"` // newest first
}

// agesFrom are the days from which an action counts as of each age.
var agesFrom = [...]int{0, 30, 90, 180}

// Actions are those of the listed reviews in the scope.
func (x *Insights) Actions() Actions {
	f := Actions{States: []ActionsIn{}, Figure: Figure{
		Key: "open-actions", Title: "What was decided, and how it stands",
		Unit:   "actions that reviews decided, by their state and by the days since they were decided",
		Quiet:  "No action is open.",
		Cannot: "An open action is no debt, and one that is done is no proof that something changed. What was mended without being written down is missing.",
		Table:  Table{Columns: []string{"State", "Actions", "Under 30 days old", "30 to 89", "90 to 179", "180 and older", "Age not known"}},
	}}
	for _, state := range []incident.ActionState{incident.ActionOpen, incident.ActionUnknown, incident.ActionDone, incident.ActionDropped} {
		if in := x.actionsIn(state); in.Actions > 0 {
			f.States = append(f.States, in)
			f.Table.add(in.State, in.Actions, in.Ages[0], in.Ages[1], in.Ages[2], in.Ages[3], in.Ageless)
		}
	}
	f.sentences()
	for _, r := range slices.Backward(x.recent()) {
		for _, finding := range x.unfinished(r, say("%v", story(r))) {
			f.find(append([]string{r.Slug}, finding.Reviews...), "%v", finding.Text)
		}
	}
	return f
}

// actionsIn are the actions of the book in one state.
func (x *Insights) actionsIn(state incident.ActionState) ActionsIn {
	in := ActionsIn{State: string(state), Reviews: []string{}}
	if state == incident.ActionUnknown {
		in.State = "not known"
	}
	for _, r := range x.book.Reviews {
		n := 0
		for _, a := range r.Decisions.Actions {
			n += one(a.State == state)
		}
		if n == 0 || !r.Status.Listed() || !x.scope.concerns(r) {
			continue
		}
		in.Actions += n
		in.Reviews = append(in.Reviews, r.Slug)
		in.aged(x, r, n)
	}
	return in
}

// aged counts n actions of a review by their age.
func (in *ActionsIn) aged(x *Insights, r *incident.Review, n int) {
	days, ok := x.decidedAgo(r)
	if !ok {
		in.Ageless += n
		return
	}
	for band, from := range slices.Backward(agesFrom[:]) {
		if days >= from {
			in.Ages[band] += n
			break
		}
	}
	in.Oldest = max(in.Oldest, days)
}

func (f *Actions) sentences() {
	all, aged := 0, 0
	for _, in := range f.States {
		all, aged = all+in.Actions, aged+in.Actions-in.Ageless
	}
	f.Rests = []Known{{aged, all, "actions say when they were decided"}}
	if len(f.States) == 0 || f.States[0].State != string(incident.ActionOpen) {
		return
	}
	open := f.States[0]
	since := ""
	if open.Ageless < open.Actions {
		since = fmt.Sprintf("; the longest for %s", count(open.Oldest, "day"))
	}
	f.find(open.Reviews, "%v of %v %v still open%v.", open.Actions, count(all, "action"), isAre(open.Actions), since)
}

// Unfinished says of an incident that is related to earlier ones whose actions
// are still open, which those are. Unit: actions.
func (x *Insights) Unfinished(r *incident.Review) []Finding { return x.unfinished(r, say("It")) }

// unfinished says it of the review by the words for it.
func (x *Insights) unfinished(r *incident.Review, it Sentence) []Finding {
	list := []Finding{}
	for _, e := range x.earlier(r) {
		open := 0
		for _, a := range e.Decisions.Actions {
			open += one(a.State == incident.ActionOpen)
		}
		if open == 0 {
			continue
		}
		since := ""
		if days, ok := x.decidedAgo(e); ok {
			they := "they were"
			if open == 1 {
				they = "it was"
			}
			since = fmt.Sprintf(", %s after %s decided", count(days, "day"), they)
		}
		list = append(list, Finding{
			Text:    say("%v is related to %v, of which %v %v still open%v.", it, story(e), count(open, "action"), isAre(open), since),
			Reviews: []string{e.Slug},
		})
	}
	return list
}

// decidedAgo is how many days ago a review's actions were decided.
func (x *Insights) decidedAgo(r *incident.Review) (days int, ok bool) {
	if !r.Decisions.Decided.Known() || x.book.AsOf.Before(r.Decisions.Decided.Day()) {
		return 0, false
	}
	return int(x.book.AsOf.Sub(r.Decisions.Decided.Day()) / (24 * time.Hour)), true
}

// isAre is the verb for so many.
func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
