package site

import (
	"fmt"
	"html/template"
	"time"

	"github.com/casebook-dev/casebook/internal/chart"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// A Closer is what the figures say of one review: whose voices are in it, how
// the conversation went, how much of it the story rests on, and why it may
// deserve a closer look.
type Closer struct {
	Heard      Links
	Absent     Links
	AddTo      string // the folder that a perspective's file goes to
	Talk       *TalkFigure
	Reasons    [][]Phrase
	Deep       bool       // it was looked at closely already
	Unfinished [][]Phrase // of earlier relatives whose actions are open
	Rota       []SuggestionView
	Interview  *Link // the guide, in the preview alone

	data closerData
}

// closerData is the same for a program, as the command prints it.
type closerData struct {
	insight.OfReview
	Reasons []insight.Reason `json:"reasons_for_a_closer_look,omitempty"`
}

// A TalkFigure is a conversation seen from afar.
type TalkFigure struct {
	Chatter   template.HTML
	Silent    Links
	Cited     template.HTML
	Count     string
	Stretches Links // the longest without a citation, to their first messages
}

func (p *press) closer(pg Page, r *incident.Review) Closer {
	c := Closer{Deep: r.Study.Depth == "deep", AddTo: "perspectives/"}
	c.data = closerData{p.insights.OfReview(r), p.insights.Reasons(r)}
	if v := c.data.Voices; v != nil {
		c.Heard, c.Absent = p.terms(pg, index.People, v.Heard), p.terms(pg, index.People, v.Absent)
	}
	for _, reason := range c.data.Reasons {
		c.Reasons = append(c.Reasons, p.phrases(pg, reason.Text))
	}
	for _, f := range c.data.Unfinished {
		c.Unfinished = append(c.Unfinished, p.phrases(pg, f.Text))
	}
	if r.Status.BeingWritten() && r.Study.Facilitator == "" {
		c.Rota = firstOf(p.suggestions(pg, p.insights.Suggest(r)), suggestionsShown)
	}
	if p.o.Interviews && len(r.Participants) > 0 {
		l := pg.link("A guide for interviewing those who were there", interviewAddress(r))
		c.Interview = &l
	}
	c.Talk = p.talkFigure(pg, r, c.data.OfReview)
	return c
}

// talkFigure is nil where nobody wrote or said anything.
func (p *press) talkFigure(pg Page, r *incident.Review, o insight.OfReview) *TalkFigure {
	if o.Cited == nil {
		return nil
	}
	cited, talk := *o.Cited, *o.Chatter
	f := &TalkFigure{
		Chatter: p.drawChatter(pg, r, talk),
		Silent:  p.terms(pg, index.Teams, talk.Silent),
		Cited:   p.drawCited(pg, r, cited, talkClock(talk.Long())),
		Count:   talkCount(cited, len(r.Messages)),
	}
	for _, s := range cited.Longest {
		f.Stretches = append(f.Stretches, messageLink(pg, r, s.From, stretchText(s, talkClock(talk.Long()))))
	}
	return f
}

// talkCount says how many messages carry a sentence; those of machines are not
// counted.
func talkCount(cited insight.Cited, all int) string {
	text := fmt.Sprintf("%d of %s", cited.Cited, plural(cited.Messages, "message"))
	if cited.Messages < all {
		text += " by people"
	}
	return text
}

func messageLink(pg Page, r *incident.Review, id, title string) Link {
	return pg.link(title, incident.ConversationAddress(r.Slug)+"#"+id)
}

// talkClock is how moments of a conversation are told apart: by the clock, and
// by the day too where it went on for more than one.
func talkClock(long time.Duration) string {
	if long > 24*time.Hour {
		return "2 Jan 15:04"
	}
	return "15:04"
}

// stretchText says how long a stretch is, and when it began and ended.
func stretchText(s insight.Stretch, format string) string {
	text := plural(s.Messages, "message")
	if s.Begins.HasClock() && s.Ends.HasClock() {
		text += " from " + s.Begins.Time.Format(format) + " to "
		if s.Begins.Day().Equal(s.Ends.Day()) {
			format = "15:04"
		}
		text += s.Ends.Time.Format(format)
	}
	return text
}

// drawChatter draws how many messages each team wrote over time.
func (p *press) drawChatter(pg Page, r *incident.Review, talk insight.Chatter) template.HTML {
	m := chart.Matrix{Caption: chart.Caption{ID: "c-chatter", Title: "Who wrote when", Description: "Messages of each team in equal slices of the conversation. The conversation has them all."}}
	format := "15:04"
	if talk.Long() > 24*time.Hour {
		format = "2 Jan"
	}
	last := ""
	for i := range insight.ChatterSlices {
		line := chart.MatrixLine{}
		if label := talk.From.Add(talk.Slice * time.Duration(i)).Format(format); i%4 == 0 && label != last {
			line.Label, last = label, label
		}
		m.Columns = append(m.Columns, line)
	}
	for _, team := range talk.Teams {
		line := chart.MatrixLine{Label: p.teamName(team.Team), Href: pg.To(incident.TeamAddress(team.Team))}
		if team.Team == "" {
			line = chart.MatrixLine{Label: "no known team"}
		}
		cells := make([]chart.MatrixCell, len(team.Slices))
		for i, n := range team.Slices {
			at := talk.From.Add(talk.Slice * time.Duration(i)).Format(talkClock(talk.Long()))
			cells[i] = chart.MatrixCell{N: n, Mark: chart.Mark{Title: fmt.Sprintf("%s, from %s: %s", line.Label, at, plural(n, "message"))}}
			if n > 0 {
				cells[i].Href = messageLink(pg, r, team.First[i], "").Href
			}
		}
		m.Rows, m.Cells = append(m.Rows, line), append(m.Cells, cells)
	}
	for _, team := range talk.Silent {
		m.Rows = append(m.Rows, chart.MatrixLine{Label: p.teamName(team), Href: pg.To(incident.TeamAddress(team))})
		m.Cells = append(m.Cells, make([]chart.MatrixCell, insight.ChatterSlices))
	}
	return m.SVG()
}

// drawCited draws which messages the story rests on.
func (p *press) drawCited(pg Page, r *incident.Review, cited insight.Cited, format string) template.HTML {
	c := chart.Cited{Caption: chart.Caption{ID: "c-cited", Title: "What the story rests on", Description: "The conversation from its first message to its last: a line for each message that carries a sentence of the review, shaded the longest stretches without."}}
	for i, id := range cited.IDs {
		m := chart.CitedMessage{Cited: cited.Marks[i]}
		if m.Cited {
			m.Mark = chart.Mark{Href: messageLink(pg, r, id, "").Href, Title: "carries a sentence"}
		}
		c.Messages = append(c.Messages, m)
	}
	for _, s := range cited.Longest {
		c.Stretches = append(c.Stretches, chart.CitedStretch{First: s.First, N: s.Messages,
			Mark: chart.Mark{Href: messageLink(pg, r, s.From, "").Href, Title: stretchText(s, format) + ", none of which is cited"}})
	}
	return c.SVG()
}
