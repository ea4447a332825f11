package importer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Evidence is what one source says of an incident.
type Evidence struct {
	Title    string // as the source calls it; may be empty
	ID       string // the source's own identifier of the incident; may be empty
	URL      string
	Severity string
	Services []string
	Started  incident.Moment
	Resolved incident.Moment

	Messages []incident.Message // oldest first; Who is a Somebody's Ref until named
	People   []Somebody         // everybody the source knows of, by Ref
	Calls    []Call             // who was called, in the order of time
	Stays    []Stay             // who was on a call, as far as the source says
	Body     []byte             // a document's Markdown, without front matter
	Planned  bool               // maintenance that was announced, and no incident

	Dropped []Dropped // what was left out, and why
	Notes   []string  // how the source was read, where that is not plain
}

// Somebody is a person as a source has them.
type Somebody struct {
	Ref      string // how the source's messages name them
	Name     string
	Handles  []incident.Handle
	Title    string // what they do
	Team     string
	Timezone string // IANA name
	Joined   string // the organisation: a date, as written
	Left     string
	Bot      bool
	New      bool   // the book has no profile of them; set by Name
	email    string // finds their profile, and is never written
}

// A Call is a pager that woke somebody.
type Call struct {
	Who     string // a Somebody's Ref until named
	At      incident.Moment
	Message string // id of the message that says so
}

// A Stay is somebody's presence on a call.
type Stay struct {
	Who      string // a Somebody's Ref until named
	From, To incident.Moment
	OnCall   []string // rotations they carried
}

// Dropped is one sort of thing that was left out.
type Dropped struct {
	What  string // in the plural: "pinned items"
	Why   string
	Count int
}

// String says what, how often and why, on one line.
func (d Dropped) String() string { return fmt.Sprintf("%s (%d): %s", d.What, d.Count, d.Why) }

// drop counts one thing that is left out.
func (e *Evidence) drop(what, why string) {
	i := slices.IndexFunc(e.Dropped, func(d Dropped) bool { return d.What == what && d.Why == why })
	if i < 0 {
		i = len(e.Dropped)
		e.Dropped = append(e.Dropped, Dropped{What: what, Why: why})
	}
	e.Dropped[i].Count++
}

// note says something once; nothing when it is empty.
func (e *Evidence) note(text string) {
	if text != "" && !slices.Contains(e.Notes, text) {
		e.Notes = append(e.Notes, text)
	}
}

// sort puts the messages in the order of time; what was said at one time keeps
// the source's order, and what has no time stays at the end.
func (e *Evidence) sort() {
	slices.SortStableFunc(e.Messages, func(a, b incident.Message) int {
		if !a.At.HasClock() || !b.At.HasClock() {
			return cmp.Compare(btoi(b.At.HasClock()), btoi(a.At.HasClock()))
		}
		return a.At.Time.Compare(b.At.Time)
	})
	slices.SortStableFunc(e.Calls, func(a, b Call) int { return a.At.Time.Compare(b.At.Time) })
}

// begun is when somebody first wrote or said something, or an alert came: people
// may have joined the channel long before.
func (e Evidence) begun() incident.Moment {
	var first incident.Moment
	for _, m := range e.Messages {
		switch {
		case !m.At.HasClock():
			continue
		case m.Kind == incident.MessageText || m.Kind == incident.MessageSpeech || m.Kind == incident.MessageAlert:
			return m.At
		case !first.Known():
			first = m.At
		}
	}
	return first
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// distinct gives a second message of one id an id of its own.
func (e *Evidence) distinct() {
	seen := make(map[string]int, len(e.Messages))
	for i := range e.Messages {
		m := &e.Messages[i]
		if seen[m.ID]++; seen[m.ID] > 1 {
			m.ID = fmt.Sprintf("%s-%d", m.ID, seen[m.ID])
		}
	}
}

// A Window is the time of which messages are wanted; unknown ends are open.
type Window struct{ From, To incident.Moment }

// holds tells whether an instant lies in the window. A day without a clock is
// there from its first moment to its last.
func (w Window) holds(at incident.Moment) bool {
	if !at.HasClock() {
		return true
	}
	if w.From.Known() && at.Time.Before(w.From.Time) {
		return false
	}
	end := w.To.Time
	if w.To.Precision == incident.DayOnly {
		end = end.AddDate(0, 0, 1)
	}
	return !w.To.Known() || at.Time.Before(end) || w.To.HasClock() && at.Time.Equal(end)
}

// A File is something read, or something to write; its path is slash-separated.
type File struct {
	Path string
	Data []byte
}
