package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A talker lays a conversation out, message by message.
type talker struct {
	p       *press
	pg      Page
	r       *incident.Review
	zone    *time.Location // of all clocks; nil: each message's own
	cited   map[string][]Link
	part    map[string]int       // of each participant, in the order of the cast
	begun   map[string]*TalkLine // messages that a thread may hang from
	days    []TalkDay
	marked  int
	last    incident.Message // of all
	flowing incident.Message // the last that stands outside a thread
}

func newTalker(p *press, pg Page, r *incident.Review) *talker {
	t := &talker{p: p, pg: pg, r: r, part: map[string]int{}, begun: map[string]*TalkLine{}}
	if r.Started.HasClock() {
		t.zone = r.Started.Time.Location()
	}
	t.cited = p.citations(pg, r, incident.ZoneName(t.local(r.Messages[0].At)))
	for i, part := range r.Participants {
		t.part[part.Who] = i + 1
	}
	return t
}

// hear adds the next message: to the thread that it belongs to, or to the day.
func (t *talker) hear(m incident.Message) {
	quiet := t.quiet(m)
	line := t.line(m)
	if len(line.CitedBy) > 0 {
		t.marked++
	}
	if root := t.begun[m.Thread]; root != nil && m.Thread != m.ID {
		t.reply(root, m, line, quiet)
	} else {
		t.flow(m, line, quiet)
	}
	t.last = m
}

// quiet is the silence before a message, where it is worth showing.
func (t *talker) quiet(m incident.Message) []TalkItem {
	gap := m.At.Time.Sub(t.last.At.Time)
	if t.last.ID == "" || gap < quietStretch {
		return nil
	}
	item := TalkItem{Quiet: durationText(gap), Deep: 1}
	for _, deep := range []time.Duration{30 * time.Minute, 2 * time.Hour, 12 * time.Hour} {
		if gap >= deep {
			item.Deep++
		}
	}
	return []TalkItem{item}
}

func (t *talker) reply(root *TalkLine, m incident.Message, line *TalkLine, quiet []TalkItem) {
	if root.Thread == nil {
		root.Thread = &TalkThread{}
	}
	th := root.Thread
	th.Items = append(th.Items, quiet...)
	th.Items = append(th.Items, TalkItem{Line: line})
	t.begun[m.ID] = root // who replies to a reply goes on in the same thread
	th.count++
	th.cited = th.cited || len(line.CitedBy) > 0
	if name := t.p.callName(m.Who); !slices.Contains(th.names, name) {
		th.names = append(th.names, name)
	}
	th.Title = fmt.Sprintf("%d %s", th.count, singular(th.count, "reply", "replies"))
	th.Until = "until " + line.Clock + ", by " + fewWords(th.names, 3)
	th.Open = th.count <= shortThread || th.cited
}

// fewWords joins at most n words, and says how many more there are.
func fewWords(words []string, n int) string {
	if len(words) <= n+1 {
		return joinWords(words)
	}
	return strings.Join(words[:n], ", ") + " and " + fmt.Sprint(len(words)-n) + " others"
}

// flow adds a message to its day.
func (t *talker) flow(m incident.Message, line *TalkLine, quiet []TalkItem) {
	title := longDay(t.local(m.At))
	if len(t.days) == 0 || t.days[len(t.days)-1].Title != title {
		t.days = append(t.days, TalkDay{Title: title})
		t.flowing = incident.Message{}
	}
	d := &t.days[len(t.days)-1]
	d.Items = append(d.Items, quiet...)
	if line.Came != "" {
		if i := len(d.Items) - 1; i >= 0 && d.Items[i].Came != nil {
			d.Items[i].Came = append(d.Items[i].Came, *line)
		} else {
			d.Items = append(d.Items, TalkItem{Came: []TalkLine{*line}})
		}
		t.flowing = incident.Message{}
		return
	}
	before := t.flowing
	line.Again = before.ID != "" && quiet == nil && t.begun[before.ID].Thread == nil &&
		before.Who == m.Who && before.Kind == m.Kind && m.At.Time.Sub(before.At.Time) < sameBreath
	d.Items = append(d.Items, TalkItem{Line: line})
	t.begun[m.ID], t.flowing = line, m
}

// local is a moment by the clock of the page.
func (t *talker) local(m incident.Moment) time.Time {
	if t.zone == nil {
		return m.Time
	}
	return m.Time.In(t.zone)
}

func (t *talker) line(m incident.Message) *TalkLine {
	line := &TalkLine{
		ID:        m.ID,
		Kind:      string(m.Kind),
		Who:       t.p.who(t.pg, m.Who),
		Clock:     t.local(m.At).Format("15:04"),
		ISO:       iso(m.At),
		HTML:      t.p.inline(t.pg, t.r.Transcript, m.Text),
		Edited:    m.Edited,
		Files:     m.Files,
		Reactions: reactions(m.Reactions),
		CitedBy:   t.cited[m.ID],
	}
	line.Team, line.Colour = t.role(m.Who)
	switch m.Kind {
	case incident.MessageJoin:
		line.Came = "joined"
	case incident.MessageLeave:
		line.Came = "left"
	}
	return line
}

// role is a participant's team and colour.
func (t *talker) role(who string) (team string, colour int) {
	i := t.part[who]
	if i == 0 {
		return "", 0
	}
	return t.p.teamName(t.r.Participants[i-1].Team), (i-1)%8 + 1
}

// speakers are the people who said something, in the order they first did.
func (t *talker) speakers() []Speaker {
	var list []Speaker
	seen := map[string]bool{}
	for _, m := range t.r.Messages {
		if m.Kind != incident.MessageText && m.Kind != incident.MessageSpeech || seen[m.Who] {
			continue
		}
		seen[m.Who] = true
		s := Speaker{Link: t.p.who(t.pg, m.Who)}
		s.Team, s.Colour = t.role(m.Who)
		list = append(list, s)
	}
	return list
}

// A TalkHour is an hour of the conversation, or a day of a long one.
type TalkHour struct {
	Title string
	Href  string // of its first message
	Count int
	Cited int
}

// Below these, a picture of a conversation says no more than a look at it.
const (
	pulseMessages = 40
	pulseSpan     = 30 * time.Minute
	mostHours     = 48 // beyond, days
)

// pulse draws how much was said when, with the messages that the review rests on.
func (t *talker) pulse() template.HTML {
	list := t.r.Messages
	span := list[len(list)-1].At.Time.Sub(list[0].At.Time)
	if len(list) < pulseMessages || span < pulseSpan {
		return ""
	}
	c := chart.Pulse{Caption: chart.Caption{ID: "c-pulse", Title: "How much was said, and when"}}
	for _, m := range list {
		at := t.local(m.At)
		c.At = append(c.At, at)
		if cited := t.cited[m.ID]; len(cited) > 0 {
			c.Marks = append(c.Marks, chart.Dot{At: at, Href: "#" + m.ID, Title: at.Format("15:04") + " " + t.p.speaker(m.Who)})
		}
	}
	c.Description = fmt.Sprintf("%s over %s; a dot for each of the %d that a sentence of the review rests on.",
		plural(len(list), "message"), durationText(span), len(c.Marks))
	return c.SVG()
}

// hours are the counts as a table.
func (t *talker) hours() Table {
	table := Table{Head: append(heads("From"), Cell{Text: "Messages", Number: true}, Cell{Text: "Cited", Number: true})}
	for _, h := range t.counts() {
		table.Rows = append(table.Rows, []Cell{
			{Text: h.Title, Href: h.Href}, {Text: strconv.Itoa(h.Count), Number: true}, {Text: strconv.Itoa(h.Cited), Number: true},
		})
	}
	return table
}

// counts are the messages of each hour, or of each day where those are many.
func (t *talker) counts() []TalkHour {
	for _, format := range []string{"Monday 2 January, 15:00", "Monday 2 January 2006"} {
		var list []TalkHour
		for _, m := range t.r.Messages {
			title := t.local(m.At).Format(format)
			if len(list) == 0 || list[len(list)-1].Title != title {
				list = append(list, TalkHour{Title: title, Href: "#" + m.ID})
			}
			h := &list[len(list)-1]
			h.Count++
			if len(t.cited[m.ID]) > 0 {
				h.Cited++
			}
		}
		if len(list) <= mostHours {
			return list
		}
	}
	return nil
}
