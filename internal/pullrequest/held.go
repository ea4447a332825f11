package pullrequest

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// held are those who said that the story of a review holds, each once, by what
// they said last: of the text with the branch, then of what it was before. Who
// merged it said nothing.
func (c *comparison) held(p pair, changed bool) []Reader {
	h := holders{names: c.names}
	old := p.old
	if old == nil {
		old = &incident.Review{}
	}
	came, before := c.revisions(p.new)
	h.approvals(came)
	for _, who := range without(p.new.Study.Calibrated, old.Study.Calibrated) {
		h.add(who, "", "the front matter says so")
	}
	h.accounts(p.new, func(who string) bool { was := perspective(old, who); return was == nil || !was.Confirmed.Known() })
	for _, who := range without(p.new.Study.Approvers, old.Study.Approvers) {
		h.add(who, "", "approved it, by the front matter")
	}
	if changed {
		h.since = ", as it was before this branch"
	}
	h.approvals(before)
	for _, who := range p.new.Study.Calibrated {
		h.add(who, "", "the front matter says so")
	}
	h.accounts(p.new, func(string) bool { return true })
	for _, who := range p.new.Study.Approvers {
		h.add(who, "", "approved it, by the front matter")
	}
	return h.list
}

// holders gathers those for whom a story holds.
type holders struct {
	names names
	since string // what is to be said of all that follows
	list  []Reader
}

func (h *holders) add(who, name, where string) {
	if who != "" {
		name = h.names.of(people, who)
	}
	if !slices.ContainsFunc(h.list, func(r Reader) bool { return r.Who == who && r.Name == name }) {
		h.list = append(h.list, Reader{Who: who, Name: name, Reasons: []string{where + h.since}})
	}
}

// accounts are those whose own account says that the whole story holds.
func (h *holders) accounts(r *incident.Review, counts func(who string) bool) {
	for _, a := range r.Perspectives {
		if a.Confirmed.Known() && counts(a.Who) {
			h.add(a.Who, "", "their own account says so, on "+momentText(a.Confirmed))
		}
	}
}

func (h *holders) approvals(revisions []incident.Revision) {
	for _, v := range revisions {
		for _, a := range v.Approvals {
			switch {
			case a.Source == incident.ApprovalTrailer:
				h.add(a.By.Key, a.By.Name, fmt.Sprintf("approved it, in the commit %.8s", v.Commit))
			case a.Source == incident.ApprovalPullRequest:
				h.add(a.By.Key, a.By.Name, fmt.Sprintf("approved it, in the pull request %d", v.PullRequest))
			}
		}
	}
}
