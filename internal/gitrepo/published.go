package gitrepo

import (
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// published returns the day on which a review came out: when the first revision
// that says so, or says nothing of its status, reached the main line. It is not
// known where the texts are not, or history begins later. Each file is asked once.
func (h *History) published(f *fileHistory) incident.Moment {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f.published == nil {
		m := h.cameOut(f)
		f.published = &m
	}
	return *f.published
}

func (h *History) cameOut(f *fileHistory) incident.Moment {
	if f.ends != born {
		return incident.Moment{}
	}
	for _, rev := range slices.Backward(f.revisions) {
		text, err := h.repo.object(plumbing.BlobObject, rev.blob, maxProse)
		if err != nil {
			return incident.Moment{}
		}
		if h.status(text) == incident.Published {
			return h.arrived(rev.commit)
		}
	}
	return incident.Moment{}
}

// arrived returns the day on which a commit was on the main line: that of the
// outermost merge that brought it, in the casebook's zone.
func (h *History) arrived(at int32) incident.Moment {
	for h.came[at] >= 0 {
		at = h.came[at]
	}
	when := h.commits[at].committer.when
	if when.IsZero() {
		return incident.Moment{}
	}
	if zone := h.config.Zone; zone != nil {
		when = when.In(zone)
	}
	return dayOf(when)
}

// status returns the status that a review's front matter gives, by the settings'
// words for it; published when it gives none.
func (h *History) status(text []byte) incident.Status {
	doc, _ := frontmatter.Parse("", text)
	if doc.Root == nil {
		return incident.Published
	}
	for _, key := range append(slices.Clip(h.config.Fields["status"]), "status") {
		given := doc.Root.Get(key).Sentence()
		if ours, ok := h.config.Values["status"][given]; ok {
			given = ours
		}
		if slices.Contains(incident.Statuses, incident.Status(given)) {
			return incident.Status(given)
		}
	}
	return incident.Published
}
