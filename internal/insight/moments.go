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
}

const (
	momentsMost = 14               // of one person: an interview has an hour
	sortMost    = 3                // moments of one sort
	silence     = 20 * time.Minute // without a word, while others spoke
)

// moments are what to ask somebody about, in the order in which it happened: how
// they came, entries of the timeline that name them, and what they wrote, by the
// sort of thing it was. Of many, the timeline's come first, then what the review
// cites.
func (x *Insights) moments(r *incident.Review, p incident.Participant) []Moment {
	list := append(arrival(p), x.told(r, p)...)
	list = append(list, silences(r, p)...)
	list = append(list, said(r, p)...)
	list = list[:min(len(list), momentsMost)]
	slices.SortStableFunc(list, func(a, b Moment) int { return a.At.Compare(b.At) })
	return list
}

// told are the entries of the timeline that name somebody.
func (x *Insights) told(r *incident.Review, p incident.Participant) []Moment {
	var list []Moment
	for _, e := range r.Narrative.Entries {
		if slices.Contains(e.Mentions, p.Who) && e.At.HasClock() && !e.Inner {
			text := strings.TrimSuffix(x.spelled(e.Text), " (said)")
			list = append(list, Moment{
				At:        e.At.Time,
				What:      say("At %v, by the timeline: “%v”", clockOf(p, e.At.Time), Part{text, incident.ReviewAddress(r.Slug) + "#" + e.ID}),
				Questions: byPhase(e.Phase),
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

// clockOf is a time by somebody's own clock, where it is known, else by the one
// it was written in.
func clockOf(p incident.Participant, at time.Time) string {
	if zone := p.Zone(); zone != nil {
		return at.In(zone).Format("15:04") + " by your clock"
	}
	return at.Format("15:04 MST")
}

func arrival(p incident.Participant) []Moment {
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
	m := Moment{At: p.Joined.Time, What: say("At %v %v.", clockOf(p, p.Joined.Time), how), Questions: byArrival(p)}
	return []Moment{m}
}

// A cue tells what sort of thing a message is, by words that people use.
type cue struct {
	pattern   *regexp.Regexp
	did       string // what the person did, after «you»
	questions []string
}

// said are the messages worth asking about, up to sortMost of each sort: a message
// is of the first sort that it fits. What the review cites comes first.
func said(r *incident.Review, p incident.Participant) []Moment {
	cited, sorts := citedMessages(r), cues()
	bySort := map[string][2][]Moment{} // cited, and not
	for _, m := range r.Messages {
		if m.Who != p.Who || !spoken(m) || !m.At.HasClock() {
			continue
		}
		c, ok := sortOf(m, sorts)
		if !ok {
			continue
		}
		lists := bySort[c.did]
		at := one(!cited[m.ID])
		lists[at] = append(lists[at], Moment{
			At:        m.At.Time,
			What:      say("At %v you %v: “%v”", clockOf(p, m.At.Time), c.did, Part{clipped(m.Text), incident.ConversationAddress(r.Slug) + "#" + m.ID}),
			Questions: c.questions,
		})
		bySort[c.did] = lists
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

// sortOf is the first sort that a message fits.
func sortOf(m incident.Message, sorts []cue) (cue, bool) {
	if len(m.Files) > 0 {
		return shownCue(), true
	}
	for _, c := range sorts {
		if c.pattern.MatchString(m.Text) {
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
func silences(r *incident.Review, p incident.Participant) []Moment {
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
		if last.ID != "" && others > 4 && gap >= silence && gap > longest[1].At.Time.Sub(longest[0].At.Time) {
			longest = [2]incident.Message{last, m}
		}
		last, others = m, 0
	}
	if longest[0].ID == "" {
		return nil
	}
	return []Moment{{
		At: longest[0].At.Time.Add(time.Second),
		What: say("From %v to %v you wrote nothing, while others did.", clockOf(p, longest[0].At.Time),
			Part{strings.TrimSuffix(clockOf(p, longest[1].At.Time), " by your clock"), incident.ConversationAddress(r.Slug) + "#" + longest[0].ID}),
		Questions: []string{"What did you have in front of you then?", "What did you hear or see that is not in the conversation?"},
	}}
}
