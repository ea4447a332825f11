package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Attendance is who came to learn: people who attended a review's meeting
// without having taken part in the incident, reviews facilitated from outside (by
// somebody who did not take part and whose team was not involved), and how many
// said that they learned something. Unit: people at meetings; reviews; answers.
type Attendance struct {
	Figure
	Meetings []Meet `json:"meetings"` // oldest first, those that say who attended

	Facilitated int `json:"facilitated"` // reviews that say by whom
	Outside     int `json:"facilitated_from_outside"`

	Answers int `json:"answers"` // to surveys that five people or more answered
	Learned int `json:"learned"` // of Answers
}

// A Meet is one review's meeting.
type Meet struct {
	Review   string `json:"review"`
	Attended int    `json:"attended"`
	Visitors int    `json:"without_having_taken_part"`
}

// Attendance is that of the published reviews in the scope.
func (x *Insights) Attendance() Attendance {
	f := Attendance{Meetings: []Meet{}, Figure: Figure{
		Key: "attendance", Title: "Who comes to learn",
		Unit:   "people at a review's meeting who had not taken part in the incident",
		Quiet:  "No published review says who came to its meeting: `review: {met: 2026-03-20, attended: [ana, bo]}`.",
		Cannot: "Being in the room is not learning, and many read alone. Answers to a survey come from those who like answering.",
		Table:  Table{Columns: []string{"Review", "Met", "Came", "Had not taken part"}},
	}}
	studied := x.studied()
	var outside, asked []string
	learned := 0
	for _, r := range studied {
		f.meet(r)
		if by := r.Study.Facilitator; named(by) {
			f.Facilitated++
			if x.fromOutside(r, by) {
				f.Outside++
				outside = append(outside, r.Slug)
			}
		}
		if s := r.Study.Survey; s != nil && s.Responses >= groupFloor {
			f.Answers, learned = f.Answers+s.Responses, learned+s.Learned
			asked = append(asked, r.Slug)
		}
	}
	slices.Reverse(f.Table.Rows)
	slices.Reverse(outside)
	slices.Reverse(asked)
	f.Rests = []Known{
		{len(f.Meetings), len(studied), "published reviews say who came to the meeting"},
		{f.Facilitated, len(studied), "published reviews say who facilitated"},
	}
	f.sentences(outside, asked, learned)
	return f
}

func (f *Attendance) meet(r *incident.Review) {
	m := Meet{Review: r.Slug}
	for _, who := range r.Study.Attended {
		if named(who) { // the review's own list has nobody else, and no total may tell of them
			m.Attended++
			m.Visitors += one(!took(r, who))
		}
	}
	if m.Attended == 0 {
		return
	}
	f.Meetings = append(f.Meetings, m)
	met := "unknown"
	if r.Study.Met.Known() {
		met = day(r.Study.Met.Day())
	}
	f.Table.add(review(r), met, m.Attended, m.Visitors)
}

// took tells whether somebody took part in an incident.
func took(r *incident.Review, who string) bool {
	return slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return p.Who == who })
}

// fromOutside tells whether somebody neither took part nor belonged, when it
// happened, to a team that was involved.
func (x *Insights) fromOutside(r *incident.Review, who string) bool {
	return named(who) && !took(r, who) && !slices.Contains(r.Teams, x.teamOf(who, r.Started.Day()))
}

func (f *Attendance) sentences(outside, asked []string, learned int) {
	attended, visitors, with := 0, 0, []string{}
	for _, m := range slices.Backward(f.Meetings) {
		attended, visitors = attended+m.Attended, visitors+m.Visitors
		with = append(with, m.Review)
	}
	if len(with) > 0 {
		f.find(with, "%v of the %v people at %v had not taken part in the incident.", visitors, attended, count(len(with), "meeting"))
	}
	if f.Facilitated > 0 {
		f.find(outside, "%v of %v reviews were facilitated by somebody from a team that was not involved.", f.Outside, f.Facilitated)
	}
	if f.Answers > 0 {
		f.Learned = learned
		f.find(asked, "%v of %v people who answered a survey said that they learned something.", learned, f.Answers)
	}
}
