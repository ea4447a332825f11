package site

import (
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/index"
	"github.com/casebook-dev/casebook/internal/insight"
)

// An InterviewView is the guide to one review's interviews. It is for those who
// ask, so only the preview has it: no built site does.
type InterviewView struct {
	Page
	Review Link
	Guide  insight.Guide
	Whom   []IntervieweeView
	Done   Links
}

// An IntervieweeView is somebody to ask.
type IntervieweeView struct {
	ID       string
	Who      Link
	Reasons  [][]Phrase
	NotAsked string
	Clock    string
	Moments  []MomentView
}

// A MomentView is a moment to ask about.
type MomentView struct {
	What      []Phrase
	Questions []string
}

// interviewAddress is where the guide to a review lies.
func interviewAddress(r *incident.Review) string {
	return incident.ReviewAddress(r.Slug) + "interview/"
}

// planInterviews are the guides, where they are asked for.
func (p *press) planInterviews() []page {
	var pages []page
	for _, r := range p.reviews {
		if p.o.Interviews && len(r.Participants) > 0 {
			pages = append(pages, page{address: interviewAddress(r), layout: layoutInterview, view: func(pg Page) view { return p.interview(pg, r) }})
		}
	}
	return pages
}

func (p *press) interview(pg Page, r *incident.Review) view {
	g := p.insights.Guide(r)
	pg.Title = "Interviews"
	pg.Description = "Whom to ask about this incident, and what: a guide for those who ask. It is part of the preview alone."
	v := InterviewView{Page: pg, Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)), Guide: g, Done: p.terms(pg, index.People, g.Done)}
	for _, who := range g.Whom {
		v.Whom = append(v.Whom, p.interviewee(pg, who))
	}
	return v
}

func (p *press) interviewee(pg Page, i insight.Interviewee) IntervieweeView {
	v := IntervieweeView{ID: "c-ask-" + i.Person, Who: p.who(pg, i.Person), NotAsked: i.NotAsked, Clock: i.Clock}
	for _, reason := range i.Reasons {
		v.Reasons = append(v.Reasons, p.phrases(pg, reason))
	}
	for _, m := range i.Moments {
		v.Moments = append(v.Moments, MomentView{p.phrases(pg, m.What), m.Questions})
	}
	return v
}

// Data is the guide as the command prints it.
func (v InterviewView) Data() any { return v.Guide }
