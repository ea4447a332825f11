package insight

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Moment is something that happened to somebody in an incident, and what to ask
// about it.
type Moment struct {
	At        time.Time `json:"at,omitzero"`
	What      Sentence  `json:"what"` // such as: at 02:31 you linked a graph
	Questions []string  `json:"questions"`

	turns  turns
	joined bool // with what they wrote then
}

// Turns are the questions for one sort of moment, in sets: whoever is asked about
// three such moments is asked something else each time.
type turns [][]string

const (
	momentsMost = 14               // of one person: an interview has an hour
	sortMost    = 2                // moments of one sort that the review cites, and that it does not
	silence     = 20 * time.Minute // without a word, while others spoke
	absence     = 4 * time.Hour    // is no silence any more
	sameMoment  = time.Minute      // what the timeline tells and what was written are one
)

// moments are what to ask somebody about, in the order in which it happened: how
// they came, entries of the timeline that name them, and what they wrote, by the
// sort of thing it was. Of many, the timeline's come first, then what the review
// cites.
func (x *Insights) moments(r *incident.Review, p incident.Participant) []Moment {
	c := clockOf(r, p)
	told := x.told(r, p, c)
	written := said(r, p, c, told)
	list := append(arrival(p, c), told...)
	list = append(list, silences(r, p, c)...)
	list = append(list, written...)
	list = list[:min(len(list), momentsMost)]
	slices.SortStableFunc(list, func(a, b Moment) int { return a.At.Compare(b.At) })
	asked := map[string]int{}
	for i, m := range list {
		first := m.turns[0][0]
		list[i].Questions = m.turns[asked[first]%len(m.turns)]
		asked[first]++
	}
	return list
}

// A clock tells the time as somebody's own did, where their zone is known.
type clock struct {
	zone *time.Location // nil: not known
	day  time.Time      // of the incident's beginning
}

func clockOf(r *incident.Review, p incident.Participant) clock {
	began := r.Started
	if !began.HasClock() {
		began = p.Joined
	}
	return clock{p.Zone(), began.Time}
}

// at is a time, with its day where that is another one than the first.
func (c clock) at(at time.Time) string {
	format, began := "15:04 MST", c.day
	if c.zone != nil {
		at, began, format = at.In(c.zone), began.In(c.zone), "15:04"
	}
	if began.IsZero() || at.Format(time.DateOnly) == began.Format(time.DateOnly) {
		return at.Format(format)
	}
	return at.Format(format + " on Monday 2 January")
}

// told are the entries of the timeline that name somebody.
func (x *Insights) told(r *incident.Review, p incident.Participant, c clock) []Moment {
	var list []Moment
	for _, e := range r.Narrative.Entries {
		if slices.Contains(e.Mentions, p.Who) && e.At.HasClock() && !e.Inner {
			list = append(list, Moment{
				At:    e.At.Time,
				What:  say("At %v, by the timeline: “%v”", c.at(e.At.Time), Part{x.spelled(e.Text), incident.ReviewAddress(r.Slug) + "#" + e.ID}),
				turns: byPhase(e.Phase),
			})
		}
	}
	return apart(list, momentsMost/2)
}

// apart are at most n of a list, from its beginning to its end.
func apart[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	kept := make([]T, 0, n)
	for i := range n {
		kept = append(kept, list[i*(len(list)-1)/(n-1)])
	}
	return kept
}

var mention = regexp.MustCompile(`@([\pL\pN][\pL\pN_-]*)`)

// spelled writes out the names of people that a text mentions by their keys.
func (x *Insights) spelled(text string) string {
	return mention.ReplaceAllStringFunc(text, func(m string) string {
		if p := x.people[strings.ToLower(m[1:])]; p != nil && p.Name != "" {
			return p.Name
		}
		return m
	})
}

func arrival(p incident.Participant, c clock) []Moment {
	if !p.Joined.HasClock() {
		return []Moment{}
	}
	how := "you came in"
	switch p.Paged {
	case incident.Yes:
		how = "you were called in"
	case incident.No:
		how = "you came by yourself"
	}
	m := Moment{At: p.Joined.Time, What: say("At %v %v.", c.at(p.Joined.Time), how), turns: byArrival(p)}
	return []Moment{m}
}

// A cue tells what sort of thing a message is, by words that people use.
type cue struct {
	pattern *regexp.Regexp
	did     string // what the person did, after «you»
	turns   turns
}

// said are the messages worth asking about, up to sortMost of each sort: a message
// is of the first sort that it fits. What the review cites comes first. What was
// written while the timeline tells of something is put to what is told.
func said(r *incident.Review, p incident.Participant, c clock, told []Moment) []Moment {
	cited, sorts := r.Cited(), cues()
	bySort := map[string][2][]Moment{} // cited, and not
	for _, m := range r.Messages {
		if m.Who != p.Who || !spoken(m) || !m.At.HasClock() {
			continue
		}
		sort, ok := sortOf(m, sorts)
		quote := Part{clipped(m.Text), incident.ConversationAddress(r.Slug) + "#" + m.ID}
		if !ok || sort.joins(told, m.At.Time, quote) {
			continue
		}
		lists := bySort[sort.did]
		at := one(!cited[m.ID])
		lists[at] = append(lists[at], Moment{
			At:    m.At.Time,
			What:  say("At %v you %v: “%v”", c.at(m.At.Time), sort.did, quote),
			turns: sort.turns,
		})
		bySort[sort.did] = lists
	}
	var first, second []Moment
	for _, did := range slices.Sorted(maps.Keys(bySort)) {
		lists := bySort[did]
		first = append(first, apart(lists[0], sortMost)...)
		second = append(second, apart(lists[1], sortMost)...)
	}
	for _, list := range [][]Moment{first, second} {
		slices.SortStableFunc(list, func(a, b Moment) int { return a.At.Compare(b.At) })
	}
	return append(apart(first, momentsMost/2), apart(second, momentsMost/2)...)
}

// joins puts a message of the sort to the moment of those told that it belongs to,
// the first one to come, and tells whether there is one.
func (s cue) joins(told []Moment, at time.Time, quote Part) bool {
	i := slices.IndexFunc(told, func(t Moment) bool { return t.At.Sub(at).Abs() < sameMoment })
	if i < 0 {
		return false
	}
	if m := &told[i]; !m.joined {
		m.joined = true
		m.What = say("%v. You %v: “%v”", m.What, s.did, quote)
		m.turns = turns{append(slices.Clone(m.turns[0]), s.turns[0][0])}
	}
	return true
}

// wordsLeast is how many words make a message worth asking about.
const wordsLeast = 3

// sortOf is the first sort that a message fits.
func sortOf(m incident.Message, sorts []cue) (cue, bool) {
	if len(m.Files) > 0 {
		return shownCue(), true
	}
	for _, c := range sorts {
		if c.pattern.MatchString(m.Text) && len(strings.Fields(m.Text)) >= wordsLeast {
			return c, true
		}
	}
	return cue{}, false
}

// clipped is the beginning of a message, on one line.
func clipped(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= 110 {
		return string(runes)
	}
	return string(runes[:109]) + "…"
}

// silences are stretches in which somebody wrote nothing while others did,
// between two messages of theirs; the longest one is worth a question.
func silences(r *incident.Review, p incident.Participant, c clock) []Moment {
	var last incident.Message
	var longest [2]incident.Message
	others := 0
	for _, m := range r.Messages {
		if !spoken(m) || !m.At.HasClock() {
			continue
		}
		if m.Who != p.Who {
			others++
			continue
		}
		gap := m.At.Time.Sub(last.At.Time)
		if last.ID != "" && others > 4 && gap >= silence && gap <= absence && gap > longest[1].At.Time.Sub(longest[0].At.Time) {
			longest = [2]incident.Message{last, m}
		}
		last, others = m, 0
	}
	if longest[0].ID == "" {
		return nil
	}
	return []Moment{{
		At: longest[0].At.Time.Add(time.Second),
		What: say("From %v to %v you wrote nothing, while others did.", c.at(longest[0].At.Time),
			Part{c.at(longest[1].At.Time), incident.ConversationAddress(r.Slug) + "#" + longest[0].ID}),
		turns: turns{{"What did you have in front of you then?", "What did you hear or see that is not in the conversation?"}},
	}}
}
