package gitrepo

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// Notes are what a casebook says of its own history, beside the commits. They
// change without a commit, and are read as they are today.
type Notes struct {
	Mailmap    []byte // .mailmap
	IgnoreRevs []byte // the file that the settings call ignore_revs
	Pulls      Pulls  // pull-requests.json
}

// A Teller adds to the reviews of a book what their history tells.
type Teller struct {
	*History
	notes   Notes
	ignored map[string]bool // commits, by hash
}

// With returns the history as it is to be told with these notes.
func (h *History) With(n Notes) *Teller {
	return &Teller{History: h, notes: n, ignored: revisionList(n.IgnoreRevs)}
}

// revisionList reads a list of commits as .git-blame-ignore-revs has it: a hash a
// line, and # before what is for people.
func revisionList(text []byte) map[string]bool {
	list := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if h, ok := parseHash(strings.ToLower(strings.TrimSpace(line))); ok {
			list[h.String()] = true
		}
	}
	return list
}

// AsOf returns the day of the last commit, by its committer's own calendar.
func (t *Teller) AsOf() incident.Moment {
	if t.When.IsZero() {
		return incident.Moment{}
	}
	return dayOf(t.When)
}

func dayOf(when time.Time) incident.Moment {
	y, m, d := when.Date()
	return incident.Moment{Time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), Precision: incident.DayOnly}
}

// Tell gives each review of a book its provenance, and the day of publication
// where it does not say that itself.
func (t *Teller) Tell(book *incident.Book) {
	s := storyteller{
		Teller: t, people: book.People, puller: newPuller(),
		who: newDirectory(book.People, parseMailmap(string(t.notes.Mailmap)), t.config.Bots),
	}
	for _, r := range book.Reviews {
		s.review(r)
	}
}

// A storyteller tells one book.
type storyteller struct {
	*Teller
	people []*incident.Person
	who    *directory
	puller puller
}

func (s *storyteller) review(r *incident.Review) {
	files := []*fileHistory{s.files[r.Path]}
	for _, p := range r.Perspectives {
		if p.Heading == "" {
			files = append(files, s.files[p.Narrative.File])
		}
	}
	files = slices.DeleteFunc(files, func(f *fileHistory) bool { return f == nil })
	if len(files) == 0 {
		return // nobody has committed it
	}
	p := &incident.Provenance{Begins: s.begins(files)}
	for _, rev := range s.inOrder(files) {
		p.Revisions = append(p.Revisions, s.revision(rev))
	}
	s.frontMatterApprovals(r, p)
	r.Provenance = p
	if own := s.files[r.Path]; own != nil && !r.Published.Known() && r.Status == incident.Published {
		r.Published = s.published(own)
	}
}

// inOrder returns the revisions of several files, newest first: a commit before
// those it follows.
func (s *storyteller) inOrder(files []*fileHistory) []revision {
	var list []revision
	for _, f := range files {
		for _, rev := range f.revisions {
			if !s.ignored[s.hash(rev.commit)] {
				list = append(list, rev)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b revision) int { return cmp.Compare(s.graph.place[a.commit], s.graph.place[b.commit]) })
	return list
}

func (s *storyteller) hash(commit int32) string { return s.graph.nodes[commit].hash.String() }

func (s *storyteller) revision(rev revision) incident.Revision {
	c := s.commits[rev.commit]
	out := incident.Revision{
		Commit: s.hash(rev.commit), File: rev.file, Blob: hexOf(rev.blob), Before: hexOf(rev.before),
		When: c.author.when, Subject: withoutAddresses(strings.TrimSpace(firstLine(c.message))),
		Author:    s.who.contributor(c.author.identity),
		Substance: rev.substance, Added: rev.added, Removed: rev.gone, Unread: rev.unread,
	}
	trail := trailers(c.message)
	for _, t := range trail {
		if id, ok := t.identity(); ok && t.key == "co-authored-by" {
			out.CoAuthors = also(out, s.who.contributor(id))
		}
	}
	merge := s.pull(rev.commit, &out)
	s.approvals(&out, trail, merge)
	return out
}

// also returns the co-authors with one more, if they are not there yet.
func also(r incident.Revision, c incident.Contributor) []incident.Contributor {
	if wrote(r, c) {
		return r.CoAuthors
	}
	return append(r.CoAuthors, c)
}

// wrote tells whether somebody is among the authors of a revision.
func wrote(r incident.Revision, c incident.Contributor) bool {
	return same(r.Author, c) || slices.ContainsFunc(r.CoAuthors, func(o incident.Contributor) bool { return same(o, c) })
}

func same(a, b incident.Contributor) bool {
	if a.Key != "" || b.Key != "" {
		return a.Key == b.Key
	}
	return a.Name == b.Name
}

// pull finds the pull request by which a commit came, and returns the commit that
// merged it: nil when that is not known.
func (s *storyteller) pull(at int32, out *incident.Revision) *commit {
	if n := s.notes.Pulls.of(s.hash(at)); n > 0 {
		out.PullRequest = n
	}
	for m := at; m >= 0; m = s.came[m] {
		c := s.commits[m]
		n := cmp.Or(s.notes.Pulls.of(s.hash(m)), s.puller.number(*c))
		if n > 0 {
			out.PullRequest = cmp.Or(out.PullRequest, n)
			return c
		}
	}
	return nil
}

// approvals gathers who said yes to a revision: in its own trailers and those of
// the merge, in pull-requests.json, and, as weak evidence, by merging it. Nobody
// approves what they wrote.
func (s *storyteller) approvals(out *incident.Revision, trail []trailer, merge *commit) {
	if merge != nil {
		trail = append(slices.Clip(trail), trailers(merge.message)...)
	}
	for _, t := range trail {
		if id, ok := t.identity(); ok && t.approves() {
			approve(out, s.who.contributor(id), incident.ApprovalTrailer)
		}
	}
	pull, known := s.notes.Pulls.byNumber[out.PullRequest]
	for _, by := range pull.Approved {
		approve(out, s.who.byHandle(by.By, s.people), incident.ApprovalPullRequest)
	}
	switch {
	case known && pull.MergedBy != "":
		approve(out, s.who.byHandle(pull.MergedBy, s.people), incident.ApprovalMerge)
	case merge == nil:
	case len(merge.parents) > 1:
		approve(out, s.who.contributor(merge.author.identity), incident.ApprovalMerge)
	default: // squashed: whoever pressed the button
		approve(out, s.who.contributor(merge.committer.identity), incident.ApprovalMerge)
	}
}

// approve adds an approval. That somebody merged says nothing more where it is
// known that they approved.
func approve(out *incident.Revision, c incident.Contributor, source incident.ApprovalSource) {
	if c.Bot || wrote(*out, c) {
		return
	}
	for _, a := range out.Approvals {
		if same(a.By, c) && (a.Source == source || source == incident.ApprovalMerge) {
			return
		}
	}
	out.Approvals = slices.DeleteFunc(out.Approvals, func(a incident.Approval) bool {
		return same(a.By, c) && a.Source == incident.ApprovalMerge
	})
	out.Approvals = append(out.Approvals, incident.Approval{By: c, Source: source})
}

// frontMatterApprovals puts the approvals that a review's front matter names
// beside the newest revision of its own file: it names them for the text as it is.
func (s *storyteller) frontMatterApprovals(r *incident.Review, p *incident.Provenance) {
	at := slices.IndexFunc(p.Revisions, func(rev incident.Revision) bool { return s.isOf(r, rev) })
	if at < 0 {
		return
	}
	for _, key := range r.Study.Approvers {
		approve(&p.Revisions[at], s.who.byHandle(key, s.people), incident.ApprovalFrontMatter)
	}
}

// isOf tells whether a revision is one of the review's own file.
func (s *storyteller) isOf(r *incident.Review, rev incident.Revision) bool {
	return slices.ContainsFunc(s.files[r.Path].revisionsOrNone(), func(own revision) bool {
		return s.hash(own.commit) == rev.Commit && own.file == rev.File
	})
}

func (f *fileHistory) revisionsOrNone() []revision {
	if f == nil {
		return nil
	}
	return f.revisions
}
