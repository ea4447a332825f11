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

// branchMeasures are the figures of which a report says that they move: what it
// cost people to work together, incident by incident.
func branchMeasures(c config.Config) func(*incident.Book) []pullrequest.Figure {
	return func(b *incident.Book) []pullrequest.Figure {
		var list []pullrequest.Figure
		for _, r := range b.Reviews {
			if len(r.Participants) == 0 {
				continue
			}
			list = append(list, pullrequest.Figure{
				Key:     "coordination " + r.Slug,
				Title:   "What it cost to work together, in «" + r.Title + "»",
				Address: incident.ReviewAddress(r.Slug),
				Value:   costText(insight.Coordinate(r, c.WorkingHours)),
			})
		}
		return list
	}
}

// costText is the cost of working together in a clause; what is not known is not
// in it.
func costText(c insight.Coordination) string {
	parts := []string{people(c.People), count(c.Teams, "team")}
	if c.Zones > 0 {
		parts = append(parts, count(c.Zones, "time zone"))
	}
	if c.TimeKnown > 0 {
		hours := fmt.Sprintf("%.0f person-hours", c.PersonTime.Round(time.Hour).Hours())
		if c.TimeKnown < c.People {
			hours += fmt.Sprintf(" known of %d", c.TimeKnown)
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
