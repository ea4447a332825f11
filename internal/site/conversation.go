package site

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
)

// A ConversationView is what people said while it happened, as a conversation
// reads: days, threads, alerts apart, quiet stretches folded, and the messages
// that the review rests on marked and linked back.
type ConversationView struct {
	Page
	Review Link
	Date   string
	Count  int
	Cited  int
	Who    []Link
	Long   bool // too long to lay out what is not yet in sight
	Days   []TalkDay
}

// A TalkDay is the conversation of one calendar day.
type TalkDay struct {
	Title string
	Items []TalkItem
}

// A TalkItem is a message, or a quiet stretch.
type TalkItem struct {
	Quiet string // how long nothing was said; empty for a message
	Line  *TalkLine
}

// A TalkLine is one message as a page shows it.
type TalkLine struct {
	ID        string
	Kind      string
	Who       string
	Link      string // the way to the person's page; empty where there is none
	Team      string
	Colour    int
	Clock     string
	ISO       string
	HTML      template.HTML
	Came      string // joined or left, in the place of what a machine wrote
	Again     bool   // the same person goes on within a few minutes
	Reply     bool
	Thread    string // id of the message that began the thread
	Edited    bool
	Files     []string
	Reactions []incident.Reaction
	CitedBy   []Link // places in the review that rest on it
}

const (
	quietStretch = 10 * time.Minute // a silence worth showing
	sameBreath   = 3 * time.Minute  // the same person goes on talking
	longTalk     = 600              // messages that a phone lays out without a pause
)

func (p *press) conversation(pg Page, r *incident.Review) view {
	pg.Title = "Conversation: " + r.Title
	pg.Description = plural(len(r.Messages), "message") + " from the time of the incident."
	pg.Edit = p.source(r.Transcript)
	v := ConversationView{
		Page:   pg,
		Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)),
		Date:   dateInFull(r.Started),
		Count:  len(r.Messages),
	}
	t := talker{p: p, pg: pg, r: r, cited: p.citations(pg, r), colours: map[string]int{}, teams: map[string]string{}}
	for i, part := range r.Participants {
		t.colours[part.Who], t.teams[part.Who] = i%8+1, p.teamName(part.Team)
	}
	var last incident.Message
	for _, m := range r.Messages {
		title := longDay(m.At.Day())
		if len(v.Days) == 0 || v.Days[len(v.Days)-1].Title != title {
			v.Days = append(v.Days, TalkDay{Title: title})
			last = incident.Message{}
		}
		d := &v.Days[len(v.Days)-1]
		if gap := m.At.Time.Sub(last.At.Time); last.ID != "" && gap >= quietStretch {
			d.Items = append(d.Items, TalkItem{Quiet: durationText(gap)})
			last = incident.Message{}
		}
		line := t.line(m, last)
		d.Items = append(d.Items, TalkItem{Line: &line})
		if len(line.CitedBy) > 0 {
			v.Cited++
		}
		last = m
	}
	v.Long = v.Count > longTalk
	v.Who = p.terms(pg, index.People, speakers(r))
	return v
}

type talker struct {
	p       *press
	pg      Page
	r       *incident.Review
	cited   map[string][]Link
	colours map[string]int
	teams   map[string]string
}

func (t *talker) line(m, last incident.Message) TalkLine {
	line := TalkLine{
		ID:        m.ID,
		Kind:      string(m.Kind),
		Who:       t.p.speaker(m.Who),
		Team:      t.teams[m.Who],
		Colour:    t.colours[m.Who],
		Clock:     m.At.Time.Format("15:04"),
		ISO:       iso(m.At),
		HTML:      t.p.inline(t.pg, t.r.Transcript, m.Text),
		Thread:    m.Thread,
		Reply:     m.Thread != "" && m.Thread != m.ID,
		Edited:    m.Edited,
		Files:     m.Files,
		Reactions: m.Reactions,
		CitedBy:   t.cited[m.ID],
	}
	switch m.Kind {
	case incident.MessageJoin:
		line.Came = "joined"
	case incident.MessageLeave:
		line.Came = "left"
	}
	if links := t.p.terms(t.pg, index.People, []string{m.Who}); len(links) > 0 {
		line.Link = links[0].Href
	}
	line.Again = last.ID != "" && last.Who == m.Who && last.Kind == m.Kind && last.Thread == m.Thread &&
		m.At.Time.Sub(last.At.Time) < sameBreath
	return line
}

// speakers are the people who said something, in the order they first did.
func speakers(r *incident.Review) []string {
	var list []string
	seen := map[string]bool{}
	for _, m := range r.Messages {
		if (m.Kind == incident.MessageText || m.Kind == incident.MessageSpeech) && !seen[m.Who] {
			seen[m.Who] = true
			list = append(list, m.Who)
		}
	}
	return list
}

// citations are the places of the review that rest on each message.
func (p *press) citations(pg Page, r *incident.Review) map[string][]Link {
	cited := map[string][]Link{}
	add := func(id, title, anchor string) {
		address := incident.ReviewAddress(r.Slug)
		if anchor != "" {
			address += "#" + anchor
		}
		l := pg.link(title, address)
		if !slices.Contains(cited[id], l) {
			cited[id] = append(cited[id], l)
		}
	}
	for _, e := range r.Narrative.Entries {
		for _, id := range e.Evidence {
			add(id, clip(p.named(e.Text), 80), e.ID)
		}
	}
	heading := ""
	for _, b := range r.Narrative.Blocks {
		if b.Kind == incident.Heading {
			heading = b.ID
		}
		if b.Section == incident.SectionTimeline {
			continue
		}
		for _, id := range b.Evidence {
			add(id, clip(p.named(b.Text), 80), heading)
		}
	}
	for _, pv := range r.Perspectives {
		for _, l := range pv.Narrative.Links {
			if id, ok := messageOf(l.Dest); ok && pv.Heading == "" {
				add(id, "In "+p.speaker(pv.Who)+"'s own words", incident.PerspectiveAnchor(pv.Who))
			}
		}
	}
	return cited
}

func messageOf(dest string) (id string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil || !strings.HasSuffix(u.Path, "transcript.jsonl") || u.Fragment == "" {
		return "", false
	}
	return u.Fragment, true
}

// clip cuts text at a word's end within n characters.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// Data is the conversation for a program.
func (v ConversationView) Data() any {
	type message struct {
		ID    string `json:"id"`
		At    string `json:"at"`
		Who   string `json:"who"`
		Kind  string `json:"kind"`
		Cited bool   `json:"cited,omitempty"`
	}
	list := []message{}
	for _, d := range v.Days {
		for _, item := range d.Items {
			if l := item.Line; l != nil {
				list = append(list, message{l.ID, l.ISO, l.Who, l.Kind, len(l.CitedBy) > 0})
			}
		}
	}
	return struct {
		Review   Link      `json:"review"`
		Count    int       `json:"count"`
		Cited    int       `json:"cited"`
		Messages []message `json:"messages"`
	}{v.Review, v.Count, v.Cited, list}
}
