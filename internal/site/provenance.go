package site

import (
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A History is how a review's text came to be, for a program.
type History struct {
	Begins    string     `json:"begins,omitempty"` // why what came before is not known
	Revisions []Revision `json:"revisions"`        // newest first
}

// A Revision is a commit that touched a review.
type Revision struct {
	Commit      string        `json:"commit"`
	File        string        `json:"file"`
	When        string        `json:"when,omitempty"` // in the author's own zone
	Subject     string        `json:"subject"`
	Author      Contributor   `json:"author"`
	CoAuthors   []Contributor `json:"co_authors,omitempty"`
	Approvals   []Approval    `json:"approvals,omitempty"`
	PullRequest int           `json:"pull_request,omitempty"`
	Substance   bool          `json:"substance"` // words changed
	Added       int           `json:"words_added,omitempty"`
	Removed     int           `json:"words_removed,omitempty"`
	Unread      bool          `json:"unread,omitempty"` // this clone does not have the text
}

// A Contributor wrote or approved a text.
type Contributor struct {
	Key  string `json:"key,omitempty"`
	Name string `json:"name"`
	Bot  bool   `json:"bot,omitempty"`
}

// An Approval is a yes to a text, and where it is written.
type Approval struct {
	Contributor
	Source string `json:"source"`
}

func history(p *incident.Provenance) *History {
	if p == nil {
		return nil
	}
	h := &History{Begins: p.Begins, Revisions: []Revision{}}
	for _, r := range p.Revisions {
		v := Revision{
			Commit: r.Commit, File: r.File, Subject: r.Subject, Author: Contributor(r.Author), PullRequest: r.PullRequest,
			Substance: r.Substance, Added: r.Added, Removed: r.Removed, Unread: r.Unread,
		}
		if !r.When.IsZero() {
			v.When = r.When.Format(time.RFC3339)
		}
		for _, c := range r.CoAuthors {
			v.CoAuthors = append(v.CoAuthors, Contributor(c))
		}
		for _, a := range r.Approvals {
			v.Approvals = append(v.Approvals, Approval{Contributor(a.By), string(a.Source)})
		}
		h.Revisions = append(h.Revisions, v)
	}
	return h
}
