package gitrepo

import (
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// published returns the day on which a review came out: when the first revision
// that says so, or says nothing of its status, reached the main line. It is not
// known where the texts are not, or history begins later.
func (s *storyteller) published(f *fileHistory) incident.Moment {
	if f.ends != born {
		return incident.Moment{}
	}
	for _, rev := range slices.Backward(f.revisions) {
		text, err := s.repo.object(plumbing.BlobObject, rev.blob, maxProse)
		if err != nil {
			return incident.Moment{}
		}
		if s.status(text) == incident.Published {
			return s.arrived(rev.commit)
		}
	}
	return incident.Moment{}
}

// arrived returns the day on which a commit was on the main line: that of the
// outermost merge that brought it, in the casebook's zone.
func (s *storyteller) arrived(at int32) incident.Moment {
	for s.came[at] >= 0 {
		at = s.came[at]
	}
	when := s.commits[at].committer.when
	if when.IsZero() {
		return incident.Moment{}
	}
	if zone := s.notes.Config.Zone; zone != nil {
		when = when.In(zone)
	}
	return dayOf(when)
}

// status returns the status that a review's front matter gives, by the settings'
// words for it; published when it gives none.
func (s *storyteller) status(text []byte) incident.Status {
	doc, _ := frontmatter.Parse("", text)
	if doc.Root == nil {
		return incident.Published
	}
	c := s.notes.Config
	for _, key := range append(slices.Clip(c.Fields["status"]), "status") {
		given := doc.Root.Get(key).Sentence()
		if ours, ok := c.Values["status"][given]; ok {
			given = ours
		}
		if slices.Contains(incident.Statuses, incident.Status(given)) {
			return incident.Status(given)
		}
	}
	return incident.Published
}
