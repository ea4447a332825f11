package insight

import (
	"cmp"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Cited is how much of a conversation the review rests on: the messages that
// its text, its entries or its perspectives link to, of all that people wrote or
// said, and the longest stretches none of which is cited. Unit: messages.
type Cited struct {
	Messages int       `json:"messages"`
	Cited    int       `json:"cited"`
	Marks    []bool    `json:"-"`       // of each message in order: cited or not
	IDs      []string  `json:"-"`       // of each
	Longest  []Stretch `json:"uncited"` // up to three, the longest first
}

// A Stretch is messages that follow one another.
type Stretch struct {
	First    int             `json:"first"` // place among the messages, from 0 on
	Messages int             `json:"messages"`
	From     string          `json:"from"` // id of the first message
	To       string          `json:"to"`   // and of the last
	Begins   incident.Moment `json:"-"`
	Ends     incident.Moment `json:"-"`
}

const (
	stretchesShown = 3
	stretchFloor   = 5 // messages that make a stretch worth a look
)

// CitedOf is how much of its conversation a review cites.
func CitedOf(r *incident.Review) Cited {
	cited := r.Cited()
	c := Cited{Longest: []Stretch{}}
	var stretch Stretch
	end := func() {
		if stretch.Messages >= stretchFloor {
			c.Longest = append(c.Longest, stretch)
		}
		stretch = Stretch{}
	}
	for _, m := range r.Messages {
		if !spoken(m) {
			continue
		}
		c.Marks, c.IDs = append(c.Marks, cited[m.ID]), append(c.IDs, m.ID)
		if cited[m.ID] {
			c.Cited++
			end()
		} else {
			if stretch.Messages == 0 {
				stretch = Stretch{First: c.Messages, From: m.ID, Begins: m.At}
			}
			stretch.Messages, stretch.To, stretch.Ends = stretch.Messages+1, m.ID, m.At
		}
		c.Messages++
	}
	end()
	slices.SortStableFunc(c.Longest, func(a, b Stretch) int { return cmp.Compare(b.Messages, a.Messages) })
	c.Longest = c.Longest[:min(len(c.Longest), stretchesShown)]
	return c
}

// spoken tells whether a message is something that somebody wrote or said.
func spoken(m incident.Message) bool {
	return m.Kind == incident.MessageText || m.Kind == incident.MessageSpeech
}
