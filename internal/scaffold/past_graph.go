package scaffold

import (
	"cmp"
	"maps"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// unwind gives each step's files the content they had after it: today's, with
// what was done later undone.
func (p *past) unwind() {
	byFile := map[string][]*fileStep{}
	for _, t := range p.texts {
		for _, s := range t.steps {
			for _, f := range s.files {
				byFile[f.path] = append(byFile[f.path], f)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		list := byFile[name]
		slices.SortStableFunc(list, func(a, b *fileStep) int { return a.step.when.Compare(b.step.when) })
		p.unwindFile(name, list)
	}
	for _, t := range p.texts {
		if t.review != nil {
			stand(t)
		}
	}
}

func (p *past) unwindFile(name string, list []*fileStep) {
	now := version{name, p.files[name]}
	for i, f := range slices.Backward(list) {
		if f.whole != nil {
			now.data = f.whole
			if i == len(list)-1 {
				p.warn(f.step.text.file, f.step.line, "this is the last commit to touch the file, so that it is as it is today", "leave out `whole:`")
			}
		}
		f.after = now
		if i == 0 && len(f.edits) > 0 {
			p.warn(f.step.text.file, f.edits[0].line, "this commit adds the file; there was nothing to change", "put the change below a later commit")
			return
		}
		for _, e := range slices.Backward(f.edits) {
			before, err := e.undo(string(now.data))
			if err != nil {
				p.warn(f.step.text.file, e.line, err.Error(), "changes are undone from today's text backwards: write what stands there after this commit")
				continue
			}
			now.data = []byte(before)
		}
		now.path = cmp.Or(f.was, now.path)
	}
}

// stand gives each version of a review the status that it had.
func stand(t *text) {
	var list []*fileStep
	published := 0 // place in list of the step that made it what it was when it was merged first
	merged := false
	for _, s := range t.steps {
		merged = merged || s.kind.ends() || s.kind == pushes
		for _, f := range s.files {
			if f.path == t.review.Path {
				list = append(list, f)
				if !merged {
					published = len(list) - 1
				}
			}
		}
	}
	status := string(incident.Draft)
	for i, f := range list {
		switch {
		case i == len(list)-1:
			return // as it is today
		case f.status != "":
			status = f.status
		case i == published:
			status = string(incident.Published) // before it was, say, retired
		}
		f.after.data = []byte(withStatus(string(f.after.data), status))
	}
}
