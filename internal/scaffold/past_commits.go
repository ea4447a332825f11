package scaffold

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// A winder makes commits of steps.
type winder struct {
	*past
	commits []Commit
	states  []state        // the files at each commit
	main    int            // place of main's tip; -1: there is none
	changed map[string]int // file → place of the commit by which main has it so
	pulls   int
	open    map[*text]*pull
}

// A pull is a pull request that is not merged yet.
type pull struct {
	number int
	title  string
	branch string
	base   int // place of the commit of main from which it began
	tip    int
	steps  []*step
}

// A state is the files as they are at some commit, by how they are called today.
type state map[string]version

// wind makes the commits, in the order of the steps' dates.
func (p *past) wind() []Commit {
	var all []*step
	for _, t := range p.texts {
		p.inOrder(t)
		all = append(all, t.steps...)
	}
	slices.SortStableFunc(all, func(a, b *step) int { return a.when.Compare(b.when) })
	w := winder{past: p, main: -1, changed: map[string]int{}, open: map[*text]*pull{}}
	if len(all) > 0 && all[0].text.review != nil {
		p.warn(all[0].text.file, all[0].line, "this was before the casebook was begun", "house.txt says when that was")
	}
	for _, s := range all {
		if len(p.problems) > 0 {
			return nil
		}
		w.step(s)
	}
	return reachable(w.commits, w.main)
}

// reachable leaves out the commits that do not lead to the last one: those of
// squashed branches.
func reachable(all []Commit, last int) []Commit {
	keep := make([]bool, len(all))
	place := make([]int, len(all))
	for i := last; i >= 0; i-- {
		keep[i] = keep[i] || i == last
		for _, p := range all[i].Parents {
			keep[p] = keep[p] || keep[i]
		}
	}
	var list []Commit
	for i, c := range all {
		if !keep[i] {
			continue
		}
		place[i] = len(list)
		for j, p := range c.Parents {
			c.Parents[j] = place[p]
		}
		list = append(list, c)
	}
	return list
}

// inOrder reports steps that are told in another order than they were done.
func (p *past) inOrder(t *text) {
	if t.review == nil {
		return
	}
	for i := 1; i < len(t.steps); i++ {
		if t.steps[i].when.Before(t.steps[i-1].when) {
			p.warn(t.file, t.steps[i].line, "this was before what stands above it", "mind that each person has their own clock; change one of the times")
		}
	}
}

func (w *winder) step(s *step) {
	pull := w.open[s.text]
	switch {
	case s.kind == pushes && pull != nil, s.kind.ends() && pull == nil:
		w.warn(s.text.file, s.line, "there is no pull request to end here, or one to end first", "write `merges` after the commits that it merges, and `pushes` before or after")
	case s.kind == pushes:
		w.push(s)
	case s.kind == merges:
		w.merge(s, pull)
	case s.kind == squashes:
		w.squash(s, pull)
	default:
		if pull == nil {
			pull = w.begin(s)
		}
		w.commit(s, pull)
	}
}

// begin opens a pull request.
func (w *winder) begin(s *step) *pull {
	w.pulls++
	p := &pull{number: w.pulls, title: s.subject, base: w.main, tip: w.main}
	p.branch = "house/" + s.when.Format("01-02")
	if r := s.text.review; r != nil {
		p.branch = "review/" + r.Slug
		if _, again := w.states[w.main][r.Path]; again {
			p.branch += "-again"
		}
	}
	p.branch = cmp.Or(s.branch, p.branch)
	w.open[s.text] = p
	return p
}

// commit adds a commit to a branch.
func (w *winder) commit(s *step, p *pull) {
	p.steps = append(p.steps, s)
	p.tip = w.add(Commit{
		Parents:   []int{p.tip},
		Author:    w.signed(s),
		Committer: w.signed(s),
		Message:   w.message(s.subject, s.body, w.together(s.with)),
	}, w.after(p.tip, s))
}

// push adds a commit to main.
func (w *winder) push(s *step) {
	c := Commit{
		Author: w.signed(s), Committer: w.signed(s),
		Message: w.message(s.subject, s.body, w.together(s.with)),
	}
	if w.main >= 0 {
		c.Parents = []int{w.main}
	}
	w.main = w.add(c, w.after(w.main, s))
	w.note([]*step{s})
}

// merge joins a branch with main, in the words of a code host.
func (w *winder) merge(s *step, p *pull) {
	merged := w.joined(p)
	subject := fmt.Sprintf("Merge pull request '%s' (#%d) from %s into main", p.title, p.number, p.branch)
	w.main = w.add(Commit{
		Parents:   []int{w.main, p.tip},
		Author:    w.signed(s),
		Committer: w.signed(s),
		Message:   w.message(subject, nil, w.seen(s, p)),
	}, merged)
	w.close(s, p)
}

// squash makes one commit of a branch's; those of the branch are nowhere then.
func (w *winder) squash(s *step, p *pull) {
	merged := w.joined(p)
	first := p.steps[0]
	var others, body []string
	for _, step := range p.steps {
		for _, who := range append([]string{step.who}, step.with...) {
			if who != first.who && !slices.Contains(others, who) {
				others = append(others, who)
			}
		}
		body = append(body, "* "+step.subject)
	}
	author := w.signed(first)
	author.When = w.signed(s).When
	w.main = w.add(Commit{
		Parents:   []int{w.main},
		Author:    author,
		Committer: w.signed(s),
		Message:   w.message(fmt.Sprintf("%s (#%d)", p.title, p.number), body, append(w.seen(s, p), w.together(others)...)),
	}, merged)
	w.close(s, p)
}

func (w *winder) close(s *step, p *pull) {
	w.note(p.steps)
	delete(w.open, s.text)
}

// note keeps by which commit main has the files of these steps.
func (w *winder) note(steps []*step) {
	for _, s := range steps {
		for _, f := range s.files {
			w.changed[f.path] = w.main
		}
	}
}

// joined returns main's files with those of a branch. Both may not have changed
// one.
func (w *winder) joined(p *pull) state {
	merged := maps.Clone(w.states[w.main])
	for _, s := range p.steps {
		for _, f := range s.files {
			if at, ok := w.changed[f.path]; ok && at > p.base {
				w.warn(s.text.file, s.line, fmt.Sprintf("%q was changed on main while this pull request was open", f.path), "change the dates of one of the two")
			}
			merged[f.path] = f.after
		}
	}
	return merged
}

// after returns the files of a commit, or none, with what a step did to them.
func (w *winder) after(at int, s *step) state {
	files := state{}
	if at >= 0 {
		files = maps.Clone(w.states[at])
	}
	for _, f := range s.files {
		files[f.path] = f.after
	}
	return files
}

func (w *winder) add(c Commit, files state) int {
	c.Files = slices.Clone(w.Extra)
	for _, v := range files {
		c.Files = append(c.Files, File{Path: path.Join(w.Under, v.path), Data: v.data})
	}
	slices.SortFunc(c.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	w.commits, w.states = append(w.commits, c), append(w.states, files)
	return len(w.commits) - 1
}

// signed returns the signature of whoever did a step. Nobody commits on the full
// minute.
func (w *winder) signed(s *step) Signature {
	h := fnv.New32a()
	fmt.Fprint(h, s.text.file, s.who, s.when.Unix(), s.subject)
	return w.signature(s.who, s.when.Add(time.Duration(h.Sum32()%60)*time.Second))
}

// message puts a commit's message together.
func (w *winder) message(subject string, body, trailers []string) string {
	m := subject + "\n"
	if text := strings.TrimSpace(strings.Join(body, "\n")); text != "" {
		m += "\n" + text + "\n"
	}
	if len(trailers) > 0 {
		m += "\n" + strings.Join(trailers, "\n") + "\n"
	}
	return m
}

func (w *winder) together(with []string) []string {
	var lines []string
	for _, who := range with {
		lines = append(lines, "Co-authored-by: "+w.address(who))
	}
	return lines
}

// seen are the lines of who looked at a pull request: those that are named, else
// those whom the review names.
func (w *winder) seen(s *step, p *pull) []string {
	lines := []string{fmt.Sprintf("Reviewed-on: %s/pulls/%d", w.URL, p.number)}
	approved := s.approved
	if r := s.text.review; approved == nil && r != nil && !strings.HasSuffix(p.branch, "-again") {
		approved = r.Study.Approvers
	}
	for _, who := range approved {
		lines = append(lines, "Reviewed-by: "+w.address(who))
	}
	return lines
}

func (w *winder) address(who string) string {
	s := w.signature(who, time.Time{})
	return fmt.Sprintf("%s <%s>", s.Name, s.Email)
}
