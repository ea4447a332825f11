package site

import (
	"fmt"
	"html/template"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
)

// What a strip may span: beyond, moments of the day itself would fall together,
// and the timeline in words says more. With nobody in it that is sooner.
const (
	maxStripSpan   = 15 * 24 * time.Hour
	maxMomentsSpan = 2 * 24 * time.Hour
)

// A StripView is the strip with the same numbers as tables.
type StripView struct {
	SVG     template.HTML
	Zone    string
	Moments Table
	Stays   Table
	Open    bool // of somebody it is not known when they left
}

// strip draws who was there, when, and the moments of the story, to scale. It is
// empty when too little is known to scale: fewer than three times of day.
func (p *press) strip(pg Page, r *incident.Review, cast []Castmate) *StripView {
	from, to, known := extent(r)
	if known < 3 || to.Sub(from) < time.Minute || to.Sub(from) > maxStripSpan {
		return nil
	}
	margin := to.Sub(from) / 40
	s := chart.Strip{
		Caption: chart.Caption{ID: "c-strip", Title: "Who was there, and when"},
		From:    from.Add(-margin), To: to.Add(margin),
	}
	s.Moments = p.momentLanes(r, from, to)
	s.People = p.peopleLanes(pg, r, cast, s.From, s.To)
	if s.People == nil && to.Sub(from) > maxMomentsSpan {
		return nil
	}
	s.Description = fmt.Sprintf("From %s to %s, %s: %s and %s to scale. The table below says the same.",
		from.Format("2 January 15:04"), to.Format("2 January 15:04"), incident.ZoneName(from),
		plural(dots(s.Moments), "moment"), plural(len(s.People), "person"))
	return &StripView{
		SVG:     s.SVG(),
		Zone:    incident.ZoneName(from),
		Moments: p.stripMoments(r, from, to),
		Stays:   stripStays(s.People, from),
		Open:    slices.ContainsFunc(s.People, func(l chart.Lane) bool { return l.Stays[0].Open }),
	}
}

// extent is the stretch that the strip covers: the incident itself and the time
// that people spent in it; else the moments of the timeline.
func extent(r *incident.Review) (from, to time.Time, known int) {
	include := func(m incident.Moment) {
		if !m.HasClock() {
			return
		}
		known++
		if from.IsZero() || m.Time.Before(from) {
			from = m.Time
		}
		if m.Time.After(to) {
			to = m.Time
		}
	}
	for _, m := range []incident.Moment{r.Started, r.Detected, r.Mitigated, r.Resolved} {
		include(m)
	}
	for _, part := range r.Participants {
		include(part.Joined)
		include(part.Left)
	}
	if !r.Started.HasClock() || !r.Resolved.HasClock() {
		for _, e := range r.Narrative.Entries {
			include(e.At)
		}
	} else {
		known += len(r.Narrative.Entries)
	}
	if r.Started.HasClock() {
		from, to = from.In(r.Started.Time.Location()), to.In(r.Started.Time.Location())
	}
	return from, to, known
}

// momentLanes are a lane for each phase that the timeline marks, and one for the
// moments without a mark.
func (p *press) momentLanes(r *incident.Review, from, to time.Time) []chart.Lane {
	lanes := make([]chart.Lane, len(incident.Phases)+1)
	for i, phase := range incident.Phases {
		lanes[i].Label = string(phase)
	}
	lanes[len(incident.Phases)].Label = "story"
	for _, e := range r.Narrative.Entries {
		if !e.At.HasClock() || e.At.Time.Before(from) || e.At.Time.After(to) {
			continue
		}
		i := len(incident.Phases)
		for j, phase := range incident.Phases {
			if e.Phase == phase {
				i = j
			}
		}
		lanes[i].Dots = append(lanes[i].Dots, chart.Dot{
			At:    e.At.Time,
			Href:  "#" + e.ID,
			Title: entryClock(e.At, e.Until) + " " + clip(p.named(e.Text), 90),
		})
	}
	var used []chart.Lane
	for _, l := range lanes {
		if len(l.Dots) > 0 {
			used = append(used, l)
		}
	}
	return used
}

// stripMoments are the dots in words, in the order of the clock.
func (p *press) stripMoments(r *incident.Review, from, to time.Time) Table {
	entries := slices.Clone(r.Narrative.Entries)
	slices.SortStableFunc(entries, func(a, b incident.Entry) int { return a.At.Time.Compare(b.At.Time) })
	t := Table{Head: heads("When", "Phase", "What")}
	for _, e := range entries {
		if !e.At.HasClock() || e.At.Time.Before(from) || e.At.Time.After(to) {
			continue
		}
		t.Rows = append(t.Rows, []Cell{
			{Text: stripClock(e.At.Time, from)}, {Text: string(e.Phase)}, {Text: clip(p.named(e.Text), 90), Href: "#" + e.ID},
		})
	}
	return t
}

// stripClock is a time by the clock of the strip, with its day where that is not
// the first.
func stripClock(at, from time.Time) string {
	at = at.In(from.Location())
	if at.YearDay() != from.YearDay() || at.Year() != from.Year() {
		return at.Format("2 Jan 15:04")
	}
	return at.Format("15:04")
}

// stripStays are the lines of people in words: how long each stayed, and how much
// of that was night where they were.
func stripStays(lanes []chart.Lane, from time.Time) Table {
	t := Table{Head: heads("Who", "Came", "Left", "Stayed", "In their own night")}
	for _, l := range lanes {
		stay := l.Stays[0]
		left, long, dark := "not known", "", ""
		if !stay.Open {
			left, long = stripClock(stay.To, from), durationText(stay.To.Sub(stay.From))
		}
		if l.Nights != nil && !stay.Open {
			dark = durationText(chart.Overlap(stay, l.Nights))
		}
		t.Rows = append(t.Rows, []Cell{{Text: l.Label}, {Text: stripClock(stay.From, from)}, {Text: left}, {Text: long}, {Text: dark}})
	}
	return t
}

func dots(lanes []chart.Lane) int {
	n := 0
	for _, l := range lanes {
		n += len(l.Dots)
	}
	return n
}

func (p *press) peopleLanes(pg Page, r *incident.Review, cast []Castmate, from, to time.Time) []chart.Lane {
	var lanes []chart.Lane
	for i, part := range r.Participants {
		if !part.Joined.HasClock() || i >= len(cast) {
			continue
		}
		who := cast[i].Who
		l := chart.Lane{
			Label:  p.callName(part.Who),
			Href:   pg.To(who.Address),
			Colour: cast[i].Colour,
		}
		if zone := part.Zone(); zone != nil {
			l.Nights = chart.Nights(from, to, zone)
			if l.Nights == nil {
				l.Nights = []chart.Span{} // known, and none
			}
		}
		l.Stays = []chart.Span{stayOf(part, r, to, who.Title)}
		lanes = append(lanes, l)
	}
	return lanes
}

func stayOf(part incident.Participant, r *incident.Review, to time.Time, name string) chart.Span {
	s := chart.Span{From: part.Joined.Time, To: part.Left.Time}
	left := part.Left
	switch {
	case left.HasClock():
	case r.Resolved.HasClock() && r.Resolved.Time.After(s.From):
		s.To, s.Open = r.Resolved.Time, true
	default:
		s.To, s.Open = to, true
	}
	s.Title = name + " from " + part.Joined.Clock()
	if left.HasClock() {
		s.Title += " to " + left.Clock()
	}
	return s
}
