package gitrepo

import (
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// follow finds the revisions of every Markdown file that HEAD has below a folder.
//
// From HEAD backwards, each commit is handed the files whose history leads
// through it, by the paths that they have there, and hands them on: to its
// parent; at a merge, as Git simplifies history, to the first parent that has the
// file as the merge has it. So a branch that was thrown away is no part of the
// story, and neither is one that did the same a second time. Where the merge
// differs from every parent it is a revision itself, and all of them are
// followed.
func (h *History) follow(folder string) error {
	f := follower{History: h, at: make([]tracks, len(h.graph.nodes))}
	f.spec.add(folder)
	leaves, err := (&comparison{repo: h.repo}).compare(&f.spec, plumbing.ZeroHash, h.graph.nodes[0].tree)
	if err != nil {
		return err
	}
	f.at[0] = tracks{}
	for _, l := range leaves {
		if path, ok := h.repo.inSource(l.path); ok && isMarkdown(l.path) && l.newMode.isFile() {
			file := &fileHistory{}
			h.files[path] = file
			f.at[0][l.path] = []*fileHistory{file}
		}
	}
	trouble, err := h.repo.walk(h.graph, &f.spec, walker{
		wants: func(commit int32) bool { return len(f.at[commit]) > 0 },
		visit: f.visit,
	})
	h.note(trouble)
	return err
}

// inSource returns a path of the repository as it is from the source, if it lies
// there.
func (r *Repository) inSource(path string) (string, bool) {
	if r.prefix == "" {
		return path, true
	}
	return strings.CutPrefix(path, r.prefix+"/")
}

// fromSource returns the way from the source to a path of the repository.
func (r *Repository) fromSource(path string) string {
	if inside, ok := r.inSource(path); ok {
		return inside
	}
	return strings.Repeat("../", 1+strings.Count(r.prefix, "/")) + path
}

// tracks are the files that are followed through a commit, by their paths there.
// Two may have had one path, on different branches.
type tracks map[string][]*fileHistory

func (t tracks) add(path string, files []*fileHistory) {
	for _, f := range files {
		if !slices.Contains(t[path], f) {
			t[path] = append(slices.Clip(t[path]), f) // the list may be another's too
		}
	}
}

type follower struct {
	*History
	at   []tracks // by commit; nil for one that no file leads through
	spec spec     // the reviews' folder, and where files lay before they came there
}

func (f *follower) visit(v *visit) error {
	here := f.at[v.commit]
	f.at[v.commit] = nil
	switch {
	case len(v.diffs) == 0:
		f.stop(v.commit, here)
	case len(v.diffs) == 1:
		f.change(v.commit, here, v.diffs[0])
	default:
		f.merge(v, here)
	}
	return nil
}

// stop ends the histories that lead to a commit of which it is not known what it
// changed.
func (f *follower) stop(commit int32, here tracks) {
	ends := unknown
	if f.graph.nodes[commit].cut {
		ends = cutOff
	}
	for _, files := range here {
		for _, file := range files {
			file.ends, file.cut = ends, commit
		}
	}
}

// change notes what a commit with one parent, or none, did, and hands the files
// on.
func (f *follower) change(commit int32, here tracks, diff []leaf) {
	origins := f.origins(commit, here, diff)
	moved := tracks{}
	for i, l := range diff {
		files := here[l.path]
		if len(files) == 0 {
			continue
		}
		rev := revision{commit: commit, file: l.path, blob: l.new, before: l.old}
		if l.added() {
			delete(here, l.path)
			if was, renamed := origins[i]; renamed {
				rev.before = was.old
				moved.add(was.path, files)
			}
		}
		f.keep(files, rev)
	}
	for path, files := range moved {
		here.add(path, files)
	}
	if parents := f.graph.nodes[commit].parents; len(parents) > 0 {
		f.hand(parents[0], here)
	}
}

// origins finds, of the files that are new in a commit and that are followed, what
// they were before, by their places among the commit's changes. What is not found
// below the folder is looked for in the whole repository: a casebook is often
// begun with reviews that lay elsewhere, and whoever moves them has not written
// them. From there on that place is compared too.
func (f *follower) origins(commit int32, here tracks, diff []leaf) map[int]leaf {
	isNew := func(l leaf) bool { return l.added() && len(here[l.path]) > 0 }
	if !slices.ContainsFunc(diff, isNew) {
		return nil
	}
	found := map[int]leaf{}
	for now, was := range f.repo.renames(diff, diff) {
		found[now] = diff[was]
	}
	rest := make([]leaf, len(diff))
	for i, l := range diff {
		if _, known := found[i]; !known && isNew(l) {
			rest[i] = l
		}
	}
	gone := f.gone(commit)
	for now, was := range f.repo.renames(gone, rest) {
		found[now] = gone[was]
		f.spec.add(gone[was].path)
	}
	return found
}

// gone returns the files that a commit removed anywhere in the repository.
func (f *follower) gone(commit int32) []leaf {
	n := f.graph.nodes[commit]
	if len(n.parents) == 0 {
		return nil
	}
	c := comparison{repo: f.repo, removedOnly: true}
	list, err := c.compare(&spec{all: true}, f.graph.nodes[n.parents[0]].tree, n.tree)
	f.note(err)
	return list
}

// keep adds a revision to files.
func (f *follower) keep(files []*fileHistory, rev revision) {
	rev.file = f.repo.fromSource(rev.file)
	for _, file := range files {
		file.revisions = append(file.revisions, rev)
	}
}

// merge hands each file on to the parent that has it as the merge has.
func (f *follower) merge(v *visit, here tracks) {
	parents := f.graph.nodes[v.commit].parents
	for _, l := range v.diffs[0] {
		files := here[l.path]
		if len(files) == 0 {
			continue
		}
		delete(here, l.path)
		if same := v.sameAs(l.path); same > 0 {
			f.hand(parents[same], tracks{l.path: files})
			continue
		}
		f.resolved(v, l, files)
	}
	f.hand(parents[0], here)
}

// resolved notes that a merge has a file as no parent has it, and follows all of
// them, under the name that the file has there.
func (f *follower) resolved(v *visit, merged leaf, files []*fileHistory) {
	rev := revision{commit: v.commit, file: merged.path, blob: merged.new}
	for i, parent := range f.graph.nodes[v.commit].parents {
		l, _ := v.leaf(i, merged.path)
		path, blob := l.path, l.old
		if l.added() {
			path, blob = f.formerly(v.diffs[i], l.path)
		}
		if path == "" {
			continue
		}
		if rev.before.IsZero() {
			rev.before = blob
		} else {
			rev.others = append(rev.others, blob)
		}
		f.hand(parent, tracks{path: files})
	}
	f.keep(files, rev)
}

// formerly returns what a file that is new against some parent is called there,
// if it is a renamed one.
func (f *follower) formerly(diff []leaf, path string) (string, plumbing.Hash) {
	for now, was := range f.repo.renames(diff, diff) {
		if diff[now].path == path {
			return diff[was].path, diff[was].old
		}
	}
	return "", plumbing.ZeroHash
}

// hand gives files to a commit to lead them on. The larger set takes the smaller.
func (f *follower) hand(commit int32, files tracks) {
	there := f.at[commit]
	if len(there) < len(files) {
		there, files = files, there
	}
	if there == nil {
		there = tracks{}
	}
	for path, list := range files {
		there.add(path, list)
	}
	f.at[commit] = there
}
