package insight

import (
	"cmp"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Readers are the people who stand behind narratives, by their teams: who wrote
// (see Authors) and who approved (see Approvers), and how many reviews were
// approved by somebody of a team that was not involved. Unit: reviews.
type Readers struct {
	Figure
	Reviews []ReadBy `json:"reviews"` // oldest first, those that say who wrote or approved
	Outside int      `json:"approved_from_outside"`
	Known   int      `json:"approved"` // reviews that say by whom
}

// A ReadBy is the people behind one narrative.
type ReadBy struct {
	Review    string   `json:"review"`
	Authors   []string `json:"authors"` // keys
	Approvers []string `json:"approvers"`
	Teams     []string `json:"approvers_teams"` // keys, of those known
	Outside   bool     `json:"approved_from_outside"`
}

// Readers are those of the published reviews in the scope.
func (x *Insights) Readers() Readers {
	f := Readers{Reviews: []ReadBy{}, Figure: Figure{
		Key: "readers", Title: "Who writes, and who reads before the rest",
		Unit:   "reviews approved by somebody of a team that was not involved",
		Quiet:  "No published review says who approved it: `review: {approvers: [ana]}`, or a line «Reviewed-by:» in a commit.",
		Cannot: "An approval says that somebody stands behind a text. It does not say how closely they read it, and who read without approving is not seen.",
		Table:  Table{Columns: []string{"Review", "Written by", "Approved by", "Approvers' teams"}},
	}}
	studied := x.studied()
	var outside []string
	for _, r := range studied {
		by := x.readBy(r)
		if len(by.Authors)+len(by.Approvers) == 0 {
			continue
		}
		f.Reviews = append(f.Reviews, by)
		f.Known += one(len(by.Approvers) > 0)
		if by.Outside {
			f.Outside++
			outside = append(outside, r.Slug)
		}
		f.Table.add(review(r), all(each(by.Authors, x.names.person)), all(each(by.Approvers, x.names.person)), all(each(by.Teams, x.names.team)))
	}
	slices.Reverse(f.Table.Rows)
	slices.Reverse(outside)
	f.Rests = []Known{{f.Known, len(studied), "published reviews say who approved them"}}
	if f.Known > 0 {
		f.find(outside, "%v of %v were approved by somebody of a team that was not involved.", f.Outside, count(f.Known, "review"))
	}
	return f
}

// readBy are the people behind one review.
func (x *Insights) readBy(r *incident.Review) ReadBy {
	by := ReadBy{Review: r.Slug, Authors: x.inBook(Authors(r)), Approvers: x.inBook(Approvers(r)), Teams: []string{}}
	on := cmp.Or(r.Published.Day(), r.Started.Day())
	for _, who := range by.Approvers {
		team := x.teamOf(who, on)
		if team != "" && !slices.Contains(by.Teams, team) {
			by.Teams = append(by.Teams, team)
		}
		by.Outside = by.Outside || team != "" && x.fromOutsideOn(r, who, on)
	}
	slices.Sort(by.Teams)
	return by
}

// inBook are those of the keys that are people of the book.
func (x *Insights) inBook(keys []string) []string {
	list := []string{}
	for _, key := range keys {
		if x.people[key] != nil {
			list = append(list, key)
		}
	}
	return list
}

// fromOutsideOn is fromOutside with somebody's team of another day: they may
// have changed it between the incident and its review.
func (x *Insights) fromOutsideOn(r *incident.Review, who string, on time.Time) bool {
	return x.fromOutside(r, who) && !slices.Contains(r.Teams, x.teamOf(who, on))
}
