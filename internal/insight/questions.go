package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Questions are the open questions that published reviews asked, and those that
// were answered later: their box is ticked (`- [x] Who wound the clock?`), or a
// later review links to them. Unit: questions.
type Questions struct {
	Figure
	Asked    int        `json:"asked"`
	Answered []Answered `json:"answered"` // newest question first
}

// An Answered is a question that found its answer.
type Answered struct {
	Review   string   `json:"review"`
	Question string   `json:"question"` // without markup
	ID       string   `json:"id"`       // its anchor in the review
	By       []string `json:"by"`       // later reviews that link to it, newest first; empty: its box is ticked
}

// Questions are those of the published reviews in the scope.
func (x *Insights) Questions() Questions {
	f := Questions{Answered: []Answered{}, Figure: Figure{
		Key: "questions-answered", Title: "Questions that found an answer",
		Unit:   "open questions whose box is ticked, or that a later review links to",
		Quiet:  "No open question is marked as answered yet. Write `- [x]` before one that is, with the answer or a link to it.",
		Cannot: "Answers given at a table are not seen here. A good question may stay open for years.",
		Table:  Table{Columns: []string{"Question", "Asked in", "Answered in"}},
	}}
	studied := x.studied()
	links := x.linksToAnchors()
	with := 0
	var reviews []string
	for _, r := range slices.Backward(studied) {
		asked, answered := f.Asked, len(f.Answered)
		for _, s := range r.Narrative.Statements {
			if s.Section == incident.SectionQuestions && !s.Inner {
				f.Asked++
				f.answer(x, r, s, links[anchor{r.Slug, s.ID}])
			}
		}
		with += one(f.Asked > asked)
		if len(f.Answered) > answered {
			reviews = append(reviews, r.Slug)
		}
	}
	f.Rests = []Known{{with, len(studied), "published reviews leave a question open"}}
	f.unknown("No published review of the window leaves a question open. Under a heading «Open questions», each line is one.")
	if reviews != nil {
		f.find(reviews, "%v of %v found an answer later.", len(f.Answered), count(f.Asked, "open question"))
	}
	return f
}

func (f *Questions) answer(x *Insights, r *incident.Review, s incident.Statement, by []string) {
	if s.Task != incident.Yes && by == nil {
		return
	}
	f.Answered = append(f.Answered, Answered{r.Slug, s.Text, s.ID, append([]string{}, by...)})
	where := any("its own review")
	if by != nil {
		where = x.titles(by)
	}
	f.Table.add(Part{Text: s.Text, Address: incident.ReviewAddress(r.Slug) + "#" + s.ID}, review(r), where)
}

// linksToAnchors are the later reviews that link to a place in an earlier one,
// newest first.
func (x *Insights) linksToAnchors() map[anchor][]string {
	found := map[anchor][]string{}
	for _, r := range slices.Backward(x.history) {
		for at := range x.linked(r) {
			if at.id != "" && at.slug != r.Slug && !slices.Contains(found[at], r.Slug) {
				found[at] = append(found[at], r.Slug)
			}
		}
	}
	return found
}
