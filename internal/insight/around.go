package insight

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Around is whether incidents were more frequent during what the organisation
// was going through: for each kind of calendar event, the incidents that started
// on its days against those of all other days. Days count from the later of the
// window's start and the book's first review.
//
// Given all n incidents, those on the event's days are binomial: the rate ratio
// and its exact 95 % interval come from the interval of Clopper and Pearson for
// that proportion (J. Przyborowski and H. Wilenski, Biometrika 31, 1940). The
// p-values of the kinds that could be tested are adjusted by Holm. A sentence
// that there is a difference stands only where the adjusted p is under 0.05, and
// that there are more incidents only where three lie behind it. Unit: incidents a
// day, as a ratio.
type Around struct {
	Figure
	Kinds []AroundKind `json:"kinds"` // by name
}

// An AroundKind is one kind of calendar event.
type AroundKind struct {
	Kind       string   `json:"kind"`
	Events     []string `json:"events"` // keys of those with days in the count, by start
	Days       int      `json:"days"`
	OtherDays  int      `json:"other_days"`
	Reviews    []string `json:"reviews"` // that started on its days, newest first
	Others     int      `json:"other_reviews"`
	Ratio      Ratio    `json:"rate_ratio"`
	Interval   Interval `json:"interval"`
	P          float64  `json:"p"`
	Adjusted   float64  `json:"adjusted_p"`
	Difference bool     `json:"difference"` // the adjusted p is under 0.05
}

// A Ratio is a number that may be infinite, which JSON has as null.
type Ratio float64

// MarshalJSON writes the ratio, or null.
func (r Ratio) MarshalJSON() ([]byte, error) { return json.Marshal(finite(float64(r))) }

// significant is the adjusted p below which a difference is spoken of.
const significant = 0.05

// Around are the kinds of event, over the incidents in the scope.
func (x *Insights) Around() Around {
	f := Around{Kinds: []AroundKind{}, Figure: Figure{
		Key: "around-an-event", Title: "Around the calendar",
		Unit:   "incidents started a day, on the days of an event against all others",
		Cannot: "It counts what was reviewed, and people may review more, or less, when much is going on. A difference is no reason, and none found is no proof that there is none.",
		Table:  Table{Columns: []string{"Kind of event", "Its days", "Incidents on them", "Other days", "Incidents on those", "Rate ratio", "95 % interval", "Adjusted p"}},
	}}
	recent := x.recent()
	f.Rests = []Known{{len(recent), len(recent) + x.undated, "incidents have a date"}}
	from := x.exposed()
	for _, kind := range eventKinds(x.book.Events) {
		if k, ok := x.around(kind, from, recent); ok {
			f.Kinds = append(f.Kinds, k)
		}
	}
	adjust(f.Kinds)
	for _, k := range f.Kinds {
		if k.speaks() {
			f.find(k.Reviews, "%v", k.sentence())
		}
		f.row(k)
	}
	f.Quiet = quietAround(len(f.Kinds), len(recent))
	return f
}

func quietAround(kinds, reviews int) string {
	if reviews == 0 {
		return "No incident of the window has a date, so there is nothing to compare."
	}
	if kinds == 0 {
		return "The calendar has no event whose days can be compared with others. Each file in content/calendar/ is one."
	}
	return fmt.Sprintf("No difference can be told from %s.", count(reviews, "review"))
}

// exposed is the first day that counts: the window's, or the book's first
// review's, when that is later.
func (x *Insights) exposed() time.Time {
	if len(x.incidents) > 0 && x.incidents[0].Started.Day().After(x.Window.From) {
		return x.incidents[0].Started.Day()
	}
	return x.Window.From
}

// eventKinds are the kinds of the calendar's events, by name.
func eventKinds(events []*incident.Event) []string {
	var kinds []string
	for _, e := range events {
		if e.Kind != "" && !slices.Contains(kinds, e.Kind) {
			kinds = append(kinds, e.Kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// around compares one kind; not ok where it has no days, or no others are left.
func (x *Insights) around(kind string, from time.Time, recent []*incident.Review) (AroundKind, bool) {
	k := AroundKind{Kind: kind, Events: []string{}, Reviews: []string{}}
	days := map[time.Time]bool{}
	for _, e := range x.book.Events {
		if e.Kind != kind {
			continue
		}
		first, last := e.Days()
		n := len(days)
		for at := later(first, from); !first.IsZero() && !at.After(last) && !at.After(x.Window.To); at = at.AddDate(0, 0, 1) {
			days[at] = true
		}
		if len(days) > n {
			k.Events = append(k.Events, e.Key)
		}
	}
	k.Days = len(days)
	k.OtherDays = int(x.Window.To.Sub(from).Hours()/24) + 1 - k.Days
	for _, r := range slices.Backward(recent) {
		if days[r.Started.Day()] {
			k.Reviews = append(k.Reviews, r.Slug)
		} else {
			k.Others++
		}
	}
	if k.Days == 0 || k.OtherDays <= 0 || len(recent) == 0 {
		return k, false
	}
	k.compare()
	return k, true
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// compare fills in the ratio, its interval and p.
func (k *AroundKind) compare() {
	seen, n := len(k.Reviews), len(k.Reviews)+k.Others
	exposure := float64(k.OtherDays) / float64(k.Days)
	odds := func(p float64) float64 {
		if p >= 1 {
			return math.Inf(1)
		}
		return p / (1 - p) * exposure
	}
	k.Ratio = Ratio(odds(float64(seen) / float64(n)))
	i := ClopperPearson(seen, n)
	k.Interval = Interval{odds(i.Low), odds(i.High)}
	k.P = binomialTest(seen, n, float64(k.Days)/float64(k.Days+k.OtherDays))
}

// adjust adjusts the p-values for each other.
func adjust(kinds []AroundKind) {
	p := make([]float64, len(kinds))
	for i, k := range kinds {
		p[i] = k.P
	}
	for i, adjusted := range holm(p) {
		kinds[i].Adjusted, kinds[i].Difference = adjusted, adjusted < significant
	}
}

// aroundFloor is how many incidents it takes to say that there are more.
const aroundFloor = 3

// speaks tells whether a sentence stands: not on one or two incidents, however
// few the days.
func (k AroundKind) speaks() bool {
	return k.Difference && (k.Ratio < 1 || len(k.Reviews) >= aroundFloor)
}

// spell is one event of the kind in a sentence.
func (k AroundKind) spell() string {
	switch {
	case k.Kind == "other":
		return "an event of another kind"
	case strings.ContainsAny(k.Kind[:1], "aeiou"):
		return "an " + k.Name()
	}
	return "a " + k.Name()
}

// Name is the kind in ordinary words.
func (k AroundKind) Name() string { return strings.ReplaceAll(k.Kind, "-", " ") }

func (k AroundKind) sentence() Sentence {
	often := fmt.Sprintf("%s times as often as", decimal(float64(k.Ratio)))
	switch {
	case math.IsInf(float64(k.Ratio), 0):
		often = "more often than"
	case k.Ratio == 0:
		often = "less often than"
	}
	return say("On the days of %v, reviewed incidents began %v on other days (95 % interval %v): %v on %v, against %v on %v.",
		k.spell(), often, k.intervalText(), len(k.Reviews), count(k.Days, "day"), k.Others, count(k.OtherDays, "day"))
}

func (k AroundKind) intervalText() string {
	if math.IsInf(k.Interval.High, 0) {
		return decimal(k.Interval.Low) + " and more"
	}
	return decimal(k.Interval.Low) + " to " + decimal(k.Interval.High)
}

// Text is the rate ratio and its interval.
func (k AroundKind) Text() string {
	if math.IsInf(float64(k.Ratio), 0) {
		return "no other day had one (" + k.intervalText() + ")"
	}
	return decimal(float64(k.Ratio)) + " (" + k.intervalText() + ")"
}

func (f *Around) row(k AroundKind) {
	ratio := decimal(float64(k.Ratio))
	if math.IsInf(float64(k.Ratio), 0) {
		ratio = "no other day had one"
	}
	f.Table.addAt("around-"+incident.Key(k.Kind), k.Name(), k.Days, len(k.Reviews), k.OtherDays, k.Others, ratio, k.intervalText(), fmt.Sprintf("%.3f", k.Adjusted))
}
