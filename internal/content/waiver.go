package content

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/frontmatter"
	"github.com/casebook-dev/casebook/internal/incident"
)

// waivers reads which checks the review silences, and why.
func waivers(r *reader) []incident.Waiver {
	n := r.get("waive")
	if !n.Empty() && n.Kind != frontmatter.Map {
		r.warn(n, "waiver-without-reason", "waive names checks without saying why; none is silenced", "write `waive: {rule: \"the reason\"}`")
		return nil
	}
	if n.Empty() {
		return nil
	}
	var list []incident.Waiver
	for _, f := range n.Fields {
		reason := r.sentence(f.Value, "waive")
		if reason == "" {
			r.warn(&frontmatter.Node{Line: f.Line, Column: f.Column}, "waiver-without-reason", "waive: "+f.Key+" has no reason; it is not silenced", "say why, in a sentence readers can agree with")
			continue
		}
		list = append(list, incident.Waiver{Rule: f.Key, Reason: reason, Line: f.Line})
	}
	return list
}

// silence drops the problems that their own review waives. What makes a file
// unreadable cannot be waived.
func silence(problems diag.List, reviews []*incident.Review) diag.List {
	waived := make(map[string][]incident.Waiver)
	for _, r := range reviews {
		if len(r.Waivers) > 0 {
			for _, file := range filesOf(r) {
				waived[file] = r.Waivers
			}
		}
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool {
		return p.Severity < diag.Error && slices.ContainsFunc(waived[p.File], func(w incident.Waiver) bool { return w.Rule == p.Rule })
	})
}

// filesOf are the files of a review.
func filesOf(r *incident.Review) []string {
	files := []string{r.Path}
	if r.Transcript != "" {
		files = append(files, r.Transcript)
	}
	for _, p := range r.Perspectives {
		files = append(files, p.Narrative.File)
	}
	return files
}
