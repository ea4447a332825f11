package site

import (
	"html/template"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A ConversationView is what people said while it happened, as a conversation
// reads: days, threads, alerts apart, quiet stretches by their length, and the
// messages that the review rests on marked and linked back to the sentence.
type ConversationView struct {
	Page
	Review Link
	Date   string
	Zone   string // of the clocks
	Count  int
	Cited  int
	Who    []Speaker
	Pulse  template.HTML
	Hours  Table // the picture's numbers
	Long   bool  // too long to lay out what is not yet in sight
	Days   []TalkDay
	Talk   *TalkFigure
}

// A Speaker is a person who said something.
type Speaker struct {
	Link
	Team   string
	Colour int
}

// A TalkDay is the conversation of one calendar day.
type TalkDay struct {
	Title string
	Items []TalkItem
}

// A TalkItem is a message with its thread, people who came and went, or a quiet
// stretch.
type TalkItem struct {
	Quiet string // how long nothing was said
	Deep  int    // 1 to 4: how long that feels
	Came  []TalkLine
	Line  *TalkLine
}

// A TalkLine is one message as a page shows it.
type TalkLine struct {
	ID        string
	Kind      string
	Who       Link
	Team      string
	Colour    int
	Clock     string
	ISO       string
	HTML      template.HTML
	Came      string // joined or left, in the place of what a machine wrote
	Again     bool   // the same person goes on within a few minutes
	Edited    bool
	Files     []string
	Reactions []TalkReaction
	CitedBy   []Link // sentences of the review that rest on it
	Thread    *TalkThread
}

// A TalkThread is the replies to a message.
type TalkThread struct {
	Title string // how many
	Until string // when the last was written, and by whom they are
	Open  bool
	Items []TalkItem

	count int
	names []string
	cited bool
}

const (
	quietStretch = 10 * time.Minute // a silence worth showing
	sameBreath   = 3 * time.Minute  // the same person goes on talking
	longTalk     = 600              // messages that a phone lays out without a pause
	shortThread  = 4                // replies that stand open
)

func (p *press) conversation(pg Page, r *incident.Review) view {
	pg.Title = "Conversation: " + r.Title
	pg.Description = plural(len(r.Messages), "message") + " from the time of the incident."
	pg.Edit = p.source(r.Transcript)
	pg.Picture = p.reviewPicture(pg, r)
	v := ConversationView{
		Page:   pg,
		Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)),
		Date:   dateInFull(r.Started),
		Count:  len(r.Messages),
		Long:   len(r.Messages) > longTalk,
	}
	t := newTalker(p, pg, r)
	for _, m := range r.Messages {
		t.hear(m)
	}
	v.Days, v.Cited = t.days, t.marked
	v.Zone = incident.ZoneName(t.local(r.Messages[0].At))
	v.Who = t.speakers()
	v.Hours = t.hours()
	v.Pulse = t.pulse()
	v.Talk = p.talkFigure(pg, r, p.insights.OfReview(r))
	return v
}

// Data is the conversation for a program.
func (v ConversationView) Data() any {
	list := []talkData{}
	for _, d := range v.Days {
		list = appendTalkData(list, d.Items)
	}
	return struct {
		Review   Link       `json:"review"`
		Count    int        `json:"count"`
		Cited    int        `json:"cited"`
		Messages []talkData `json:"messages"`
	}{v.Review, v.Count, v.Cited, list}
}

type talkData struct {
	ID     string `json:"id"`
	At     string `json:"at"`
	Who    string `json:"who"`
	Kind   string `json:"kind"`
	Thread string `json:"thread,omitempty"` // the message it replies to
	Cited  bool   `json:"cited,omitempty"`
}

func appendTalkData(list []talkData, items []TalkItem) []talkData {
	for _, item := range items {
		lines := item.Came
		if item.Line != nil {
			lines = []TalkLine{*item.Line}
		}
		for _, l := range lines {
			list = append(list, talkData{l.ID, l.ISO, l.Who.Title, l.Kind, "", len(l.CitedBy) > 0})
			if l.Thread == nil {
				continue
			}
			first := len(list)
			list = appendTalkData(list, l.Thread.Items)
			for i := range list[first:] {
				list[first+i].Thread = l.ID
			}
		}
	}
	return list
}
