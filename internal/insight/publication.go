package insight

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Publication is how many days passed from the resolution to the day a review
// was published. Reviews that do not say when they were published, or when it
// was resolved, are left out. The middle half is said, never a mean. Unit: days.
type Publication struct {
	Figure
	Reviews []Published `json:"reviews"`        // oldest first
	Low     int         `json:"lower_quartile"` // nearest rank; 0 without reviews
	Middle  int         `json:"median"`
	High    int         `json:"upper_quartile"`
}

// A Published is one review's days.
type Published struct {
	Review string `json:"review"`
	Days   int    `json:"days"`
}

// publicationFloor is how many reviews it takes to speak of a half.
const publicationFloor = 4

// Publication is that of the published reviews in the scope.
func (x *Insights) Publication() Publication {
	f := Publication{Reviews: []Published{}, Figure: Figure{
		Key: "publication", Title: "From resolved to read",
		Unit:   "days from the resolution of an incident to the day its review was published",
		Quiet:  "Fewer than four reviews say both when it was resolved and when the review was published.",
		Cannot: "Sooner is not better: a story that took its time to be told with everybody may be worth more than one told the next day. It is worth a look where memories fade before anybody asks.",
		Table:  Table{Columns: []string{"Review", "Resolved", "Published", "Days"}},
	}}
	studied := x.studied()
	var days []int
	for _, r := range studied {
		if n, ok := daysToPublish(r); ok {
			f.Reviews = append(f.Reviews, Published{r.Slug, n})
			f.Table.add(review(r), day(r.Resolved.Day()), day(r.Published.Day()), n)
			days = append(days, n)
		}
	}
	slices.Reverse(f.Table.Rows)
	slices.Sort(days)
	f.Rests = []Known{{len(days), len(studied), "published reviews say when it was resolved and when they were published"}}
	if n := len(days); n > 0 {
		f.Low, f.Middle, f.High = days[nearestRank(n, 0.25)], days[nearestRank(n, 0.5)], days[nearestRank(n, 0.75)]
	}
	if len(days) >= publicationFloor {
		f.find(f.slugs(), "The middle half of %v reviews were published %v to %v after the resolution.", len(days), f.Low, count(f.High, "day"))
	}
	return f
}

// daysToPublish is how many days a review took; not ok where it does not say, or
// says that it was published before.
func daysToPublish(r *incident.Review) (days int, ok bool) {
	if !r.Published.Known() || !r.Resolved.Known() {
		return 0, false
	}
	days = int(r.Published.Day().Sub(r.Resolved.Day()).Hours() / 24)
	return days, days >= 0
}

func (f Publication) slugs() []string {
	list := []string{}
	for _, p := range slices.Backward(f.Reviews) {
		list = append(list, p.Review)
	}
	return list
}
