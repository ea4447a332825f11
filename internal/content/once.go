package content

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
)

// keep takes over what the reader of Markdown found. Its notes are habits, which
// many files share.
func (n *notes) keep(found diag.List) {
	for _, p := range found {
		if p.Severity == diag.Note {
			n.spread = append(n.spread, p)
		} else {
			n.problems = append(n.problems, p)
		}
	}
}

// once says what many files share a single time, at the first of them: one
// organisation's own key in 240 reviews is one thing to know, not 240.
func once(list diag.List) diag.List {
	type saying struct{ rule, message string }
	files := make(map[saying]map[string]bool)
	var firsts diag.List
	list.Sort()
	for _, p := range list {
		s := saying{p.Rule, p.Message}
		if files[s] == nil {
			files[s] = make(map[string]bool)
			firsts = append(firsts, p)
		}
		files[s][p.File] = true
	}
	for i, p := range firsts {
		switch n := len(files[saying{p.Rule, p.Message}]) - 1; n {
		case 0:
		case 1:
			firsts[i].Message += " (so in one more file)"
		default:
			firsts[i].Message += fmt.Sprintf(" (so in %d more files)", n)
		}
	}
	return firsts
}
