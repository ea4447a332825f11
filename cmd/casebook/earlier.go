package main

import (
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// earlier returns how a review's narrative read at a revision, as the edition may
// show it; nil when there is no history. What was wrong with it then is no longer
// anybody's problem.
func (b *book) earlier() func(*incident.Review, incident.Revision) (incident.Narrative, error) {
	if b.past == nil {
		return nil
	}
	repo, veil := b.past.repo, edition.Earlier(b.Book, b.audience())
	return func(r *incident.Review, rev incident.Revision) (incident.Narrative, error) {
		src, err := repo.Blob(rev.Blob)
		if err != nil {
			return incident.Narrative{}, err
		}
		doc, _ := frontmatter.Parse(rev.File, src)
		n, _ := markdown.Parse(r.Path, doc.Body, doc.BodyLine, markdown.Options{
			Sections: b.config.Sections, Zone: b.config.Zone, Started: r.Started,
		})
		return veil(n), nil
	}
}
