package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
	"github.com/casebook-dev/casebook/internal/pullrequest"
)

// branchMeasures are the figures of which a report tells what they say otherwise:
// those of the whole book, and what it cost to work together in each incident.
func branchMeasures(c config.Config) func(*incident.Book) []pullrequest.Figure {
	return func(b *incident.Book) []pullrequest.Figure {
		b = withoutHistory(b)
		x := insight.New(b, insight.Options{Config: &c})
		var list []pullrequest.Figure
		for _, m := range append(x.Patterns(), x.Learning()...) {
			list = append(list, figure(m.About()))
		}
		for _, r := range b.Reviews {
			if len(r.Participants) > 0 {
				list = append(list, pullrequest.Figure{
					Key:     "coordination " + r.Slug,
					Title:   "What it cost to work together, in «" + r.Title + "»",
					Address: incident.ReviewAddress(r.Slug),
					Says:    []string{costText(insight.Coordinate(r, c.WorkingHours))},
				})
			}
		}
		return list
	}
}

// withoutHistory is a book of which only the files tell: the history is known of
// one side alone, and is not the branch's to change.
func withoutHistory(b *incident.Book) *incident.Book {
	out := *b
	out.Reviews = make([]*incident.Review, len(b.Reviews))
	for i, r := range b.Reviews {
		told := *r
		told.Provenance = nil
		if r.Line("published") == 0 {
			told.Published = incident.Moment{}
		}
		out.Reviews[i] = &told
	}
	return &out
}

// figure is what a measure says, as far as its definition lets it.
func figure(f insight.Figure) pullrequest.Figure {
	said := pullrequest.Figure{Key: f.Key, Title: f.Title, Address: incident.PatternAddress(f.Key)}
	for _, finding := range f.Findings {
		said.Says = append(said.Says, finding.Text.String())
	}
	return said
}

// suggestFacilitators names who might facilitate a review of the book.
func suggestFacilitators(b *incident.Book, c config.Config) func(*incident.Review) []pullrequest.Suggestion {
	x := insight.New(b, insight.Options{Config: &c})
	return func(r *incident.Review) []pullrequest.Suggestion {
		var list []pullrequest.Suggestion
		for _, s := range x.Suggest(r) {
			list = append(list, pullrequest.Suggestion{Who: s.Person, Reason: strings.TrimSuffix(s.Reason.String(), ".")})
		}
		return list
	}
}

// costText is the cost of working together in a clause; what is not known is not
// in it.
func costText(c insight.Coordination) string {
	parts := []string{people(c.People)}
	if c.Teams > 0 {
		parts = append(parts, count(c.Teams, "team"))
	}
	if c.Zones > 0 {
		parts = append(parts, count(c.Zones, "time zone"))
	}
	if c.TimeKnown > 0 {
		hours := count(int(c.PersonTime.Round(time.Hour).Hours()), "person-hour")
		if c.TimeKnown < c.People {
			hours += fmt.Sprintf(" (known of %d)", c.TimeKnown)
		}
		parts = append(parts, hours)
	}
	for _, more := range []struct {
		n    int
		what string
	}{{c.OutsideHours, "outside working hours"}, {c.Woken, "woken"}, {c.Rotations, "carrying more than one rotation"}} {
		if more.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", more.n, more.what))
		}
	}
	return strings.Join(parts, ", ")
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
