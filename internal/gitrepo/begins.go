package gitrepo

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
)

// begins says, in a sentence, why nothing is known of what came before the first
// revision; empty when a commit added the text.
func (s *storyteller) begins(files []*fileHistory) string {
	for _, f := range files {
		switch f.ends {
		case cutOff:
			when := s.commitDate(f.cut)
			if s.repo.shallow[s.graph.nodes[f.cut].hash] {
				return "History begins at a shallow boundary" + when + ": who wrote what was there before is not known here."
			}
			return "A part of the history is missing" + when + ": who wrote what was there before is not known here."
		case unknown:
			return "The history before" + s.commitDate(f.cut) + " cannot be read here: who wrote what was there is not known."
		}
	}
	return ""
}

func (h *History) commitDate(at int32) string {
	c, err := h.repo.commit(h.graph.nodes[at].hash)
	if err != nil || c.committer.when.IsZero() {
		return ""
	}
	return ", on " + c.committer.when.Format("2 January 2006")
}

// Problems says what of the history this clone does not have. The rules' names
// begin with history-.
func (h *History) Problems() diag.List {
	var list diag.List
	note := func(rule, message, hint string) {
		list = append(list, diag.Problem{Rule: "history-" + rule, Severity: diag.Warning, Message: message, Hint: hint})
	}
	cut := h.count(cutOff)
	switch {
	case cut > 0 && len(h.repo.shallow) > 0:
		note("shallow", fmt.Sprintf("history begins at a shallow boundary: of %s it is not known who wrote them first", files(cut)),
			"fetch with depth 0: `git fetch --unshallow` here, `fetch-depth: 0` in a workflow, `GIT_DEPTH: 0` on GitLab")
	case cut > 0:
		note("missing", fmt.Sprintf("commits are missing from this clone: of %s it is not known who wrote them first", files(cut)), "fetch them: `git fsck` names what is missing")
	}
	if n := h.count(unknown); n > 0 {
		hint := "`git fsck` names what is missing or corrupt"
		if h.repo.partial {
			hint = "this clone leaves out the trees of older commits: clone with `--filter=blob:none` instead of `--filter=tree:0`, or without a filter"
		}
		note("unreadable", fmt.Sprintf("history cannot be read as far as it goes: of %s it is not known who wrote them first", files(n)), hint)
	}
	if n := len(h.absent); n > 0 {
		hint := "`git fsck` names what is missing"
		if h.repo.partial {
			hint = "clone without a filter where that matters; who wrote what, and when, is known all the same"
		}
		note("texts", missingTexts(n), hint)
	}
	if h.trouble != nil {
		note("corrupt", fmt.Sprintf("the repository has an object that cannot be read: %v", h.trouble), "`git fsck` names it; fetch it again from another clone")
	}
	return list
}

// count returns how many files' histories end so.
func (h *History) count(e ending) int {
	n := 0
	for _, f := range h.files {
		if f.ends == e {
			n++
		}
	}
	return n
}

func missingTexts(n int) string {
	if n == 1 {
		return "1 earlier text is not in this clone: what changed in it is not known"
	}
	return fmt.Sprintf("%d earlier texts are not in this clone: what changed in them is not known", n)
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
