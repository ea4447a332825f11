package edition

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// review is a copy in which nobody stands by a name they asked to leave out.
func (v veil) review(r *incident.Review) *incident.Review {
	c := *r
	c.Title, c.Because, c.Summary = v.text(c.Title), v.text(c.Because), v.text(c.Summary)
	c.Participants = slices.Clone(c.Participants)
	for i := range c.Participants {
		v.participant(&c.Participants[i])
	}
	c.Study = v.study(c.Study)
	c.Decisions.NoneBecause = v.text(c.Decisions.NoneBecause)
	c.Decisions.Actions = slices.Clone(c.Decisions.Actions)
	for i := range c.Decisions.Actions {
		a := &c.Decisions.Actions[i]
		a.Title, a.Owner = v.text(a.Title), v.key(a.Owner)
	}
	c.Waivers = slices.Clone(c.Waivers)
	for i := range c.Waivers {
		c.Waivers[i].Reason = v.text(c.Waivers[i].Reason)
	}
	c.Narrative = v.narrative(c.Narrative)
	c.Perspectives = slices.Clone(c.Perspectives)
	for i := range c.Perspectives {
		p := &c.Perspectives[i]
		p.Who, p.Narrative = v.key(p.Who), v.narrative(p.Narrative)
	}
	c.Messages = slices.Clone(c.Messages)
	for i := range c.Messages {
		m := &c.Messages[i]
		m.Who, m.Text = v.key(m.Who), v.text(m.Text)
		if m.Kind != incident.MessageText && m.Kind != incident.MessageSpeech {
			m.Text = v.without.text(m.Text) // machines write no @
		}
	}
	c.Provenance = v.provenance(c.Provenance)
	return &c
}

// participant leaves a veiled person their part, and takes what would tell who
// they are: nobody else has that zone and that tenure.
func (v veil) participant(p *incident.Participant) {
	name := v.key(p.Who)
	if name == p.Who {
		return
	}
	p.Who, p.Timezone, p.TenureDays = name, "", -1
}

func (v veil) study(s incident.Study) incident.Study {
	s.Facilitator = v.key(s.Facilitator)
	s.Interviewed, s.Calibrated = v.keys(s.Interviewed), v.keys(s.Calibrated)
	s.Approvers, s.Attended = v.keys(s.Approvers), v.keys(s.Attended)
	s.NotAsked = slices.Clone(s.NotAsked)
	for i := range s.NotAsked {
		s.NotAsked[i].Who, s.NotAsked[i].Why = v.key(s.NotAsked[i].Who), v.text(s.NotAsked[i].Why)
	}
	return s
}

// anchored is the anchor that a text has when it is shown: it is made of the
// words, and must not tell a name that they no longer have. What follows the
// words, to tell it from others, stays.
func anchored(id, before, now string) string {
	if id == "" || before == now {
		return id
	}
	return now + strings.TrimPrefix(id, before)
}

func (v veil) narrative(n incident.Narrative) incident.Narrative {
	n.Source = []byte(v.text(string(n.Source)))
	n.Blocks = slices.Clone(n.Blocks)
	for i := range n.Blocks {
		b := &n.Blocks[i]
		before := b.Text
		b.Text = v.text(before)
		b.ID = anchored(b.ID, markdown.HeadingID(before), markdown.HeadingID(b.Text))
	}
	n.Entries = slices.Clone(n.Entries)
	for i := range n.Entries {
		e := &n.Entries[i]
		e.Text, e.Mentions = v.text(e.Text), v.keys(e.Mentions)
	}
	n.Statements = slices.Clone(n.Statements)
	for i := range n.Statements {
		s := &n.Statements[i]
		before := markdown.StatementID(*s)
		s.Markdown, s.Text = v.text(s.Markdown), v.text(s.Text)
		s.ID = anchored(s.ID, before, markdown.StatementID(*s))
	}
	n.Citations = slices.Clone(n.Citations)
	for i := range n.Citations {
		n.Citations[i].Text = v.text(n.Citations[i].Text)
	}
	n.Mentions = slices.Clone(n.Mentions)
	for i := range n.Mentions {
		n.Mentions[i].Key = v.key(n.Mentions[i].Key)
	}
	return n
}
