package site

import (
	"fmt"
	"path"
	"slices"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A ChangesView is how a review's story changed: the list of its drafts, or what
// lies between two neighbours.
type ChangesView struct {
	Page
	Review  Link
	Story   Link // of a step: the list
	Begins  string
	Drafts  []Draft
	Step    *Step
	Earlier *Link // of a step: the one before
	Later   *Link
}

// A Draft is a revision that changed words of the narrative.
type Draft struct {
	Date      string     `json:"date"`
	Authors   []NameLink `json:"authors"`
	Subject   string     `json:"subject"`
	Pull      Outward    `json:"pull_request"`
	Commit    Outward    `json:"commit"`
	Size      string     `json:"size"`                   // words added and taken away
	Whose     []string   `json:"perspectives,omitempty"` // files of people's own words
	Merger    NameLink   `json:"merged_by"`
	Step      *Link      `json:"step,omitempty"` // to what changed with it
	Approvers []Approver `json:"approvals,omitempty"`
}

// A NameLink is somebody's name, and their page where they have one.
type NameLink struct {
	Name string `json:"name"`
	Href string `json:"-"`
}

// An Outward link leads to another site; its URL is empty when that is not known.
type Outward struct {
	Text string `json:"text,omitempty"`
	URL  string `json:"url,omitempty"`
}

// An Approver is an approval, and where it is written.
type Approver struct {
	NameLink
	Source string `json:"source"`
}

// A Step is what changed from one draft to the next.
type Step struct {
	From, To Draft
	Summary  string
	Story    []compare.Stretch
	Notes    []compare.Stretch
	Missing  string // why there is nothing to see
}

// mostSteps bounds the pages of one review's drafts, the newest ones.
const mostSteps = 24

// beside is how many blocks around a change are shown.
const beside = 1

func changesAddress(slug string) string { return incident.ReviewAddress(slug) + "changes/" }

func stepAddress(slug string, n int) string { return fmt.Sprintf("%s%d/", changesAddress(slug), n) }

// drafts are the revisions of the review's own file that changed its words,
// newest first. Of a perspective nobody writes a second draft but its author.
func drafts(r *incident.Review) []incident.Revision {
	if r.Provenance == nil {
		return nil
	}
	var list []incident.Revision
	for _, rev := range r.Provenance.Revisions {
		if rev.Substance && rev.Blob != "" && !ofPerspective(rev) {
			list = append(list, rev)
		}
	}
	return list
}

func ofPerspective(rev incident.Revision) bool {
	return path.Base(path.Dir(rev.File)) == "perspectives"
}

// planChanges is the list of a review's drafts, where there are several, and a
// page for each step between neighbours. Step 1 leads to the second draft.
func (p *press) planChanges(r *incident.Review) []page {
	list := drafts(r)
	if len(list) < 2 || p.o.Earlier == nil {
		return nil
	}
	pages := []page{{address: changesAddress(r.Slug), source: r.Path, layout: layoutChanges,
		view: func(pg Page) view { return p.changes(pg, r) }}}
	for i := range min(len(list)-1, mostSteps) {
		n := len(list) - 1 - i
		pages = append(pages, page{address: stepAddress(r.Slug, n), source: r.Path, layout: layoutChanges,
			view: func(pg Page) view { return p.step(pg, r, n) }})
	}
	return pages
}

func (p *press) changes(pg Page, r *incident.Review) view {
	pg.Title = "How this story changed"
	pg.Description = "The drafts of “" + r.Title + "”, and what each of them changed."
	v := ChangesView{Page: pg, Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)), Begins: r.Provenance.Begins}
	list := drafts(r)
	var told []incident.Revision
	for _, rev := range r.Provenance.Revisions {
		if rev.Substance && rev.Blob != "" {
			told = append(told, rev)
		}
	}
	for _, same := range byCommit(told) {
		d := p.draft(pg, same...)
		at := slices.IndexFunc(list, func(o incident.Revision) bool { return o.Commit == same[0].Commit })
		if n := len(list) - 1 - at; at >= 0 && n > 0 && at < mostSteps {
			l := pg.link("What changed", stepAddress(r.Slug, n))
			d.Step = &l
		}
		v.Drafts = append(v.Drafts, d)
	}
	return v
}

// byCommit puts the revisions of one commit together.
func byCommit(list []incident.Revision) [][]incident.Revision {
	var groups [][]incident.Revision
	for i, rev := range list {
		if i > 0 && rev.Commit == list[i-1].Commit {
			groups[len(groups)-1] = append(groups[len(groups)-1], rev)
			continue
		}
		groups = append(groups, []incident.Revision{rev})
	}
	return groups
}

// draft tells of one commit, by its revisions of the review's files.
func (p *press) draft(pg Page, same ...incident.Revision) Draft {
	rev := same[0]
	d := Draft{Date: shortDay(rev.When), Subject: rev.Subject}
	added, removed, substance := 0, 0, false
	for _, one := range same {
		added, removed, substance = added+one.Added, removed+one.Removed, substance || one.Substance
		if ofPerspective(one) {
			d.Whose = append(d.Whose, path.Base(one.File))
		}
	}
	d.Size = wordsChanged(added, removed)
	if !substance {
		d.Size = "no words of the story"
	}
	if rev.When.IsZero() {
		d.Date = "Date unknown"
	}
	for _, c := range slices.Concat([]incident.Contributor{rev.Author}, rev.CoAuthors) {
		d.Authors = append(d.Authors, p.nameOf(pg, c))
	}
	if rev.PullRequest > 0 {
		d.Pull = Outward{Text: fmt.Sprintf("#%d", rev.PullRequest), URL: p.pullURL(rev.PullRequest)}
	}
	d.Commit = Outward{Text: clip(rev.Commit, 10), URL: p.commitURL(rev.Commit)}
	if len(rev.Commit) > 10 {
		d.Commit.Text = rev.Commit[:10]
	}
	for _, a := range rev.Approvals {
		if a.Source == incident.ApprovalMerge {
			d.Merger = p.nameOf(pg, a.By)
			continue
		}
		d.Approvers = append(d.Approvers, Approver{p.nameOf(pg, a.By), approvalSource(a.Source)})
	}
	return d
}

// nameOf links to the person whom a contributor is, if they have a page.
func (p *press) nameOf(pg Page, c incident.Contributor) NameLink {
	if who := p.x.Person(c.Key); c.Key != "" && who != nil {
		return NameLink{Name: who.Name, Href: pg.To(incident.PersonAddress(who.Key))}
	}
	return NameLink{Name: c.Name}
}

// approvalSource says where an approval is written down.
func approvalSource(s incident.ApprovalSource) string {
	switch s {
	case incident.ApprovalTrailer:
		return "in the commit"
	case incident.ApprovalFrontMatter:
		return "in the review"
	case incident.ApprovalPullRequest:
		return "in the pull request"
	}
	return mergedIt
}

// mergedIt is the weakest of sources: it may be no more than that.
const mergedIt = "merged it"

func wordsChanged(added, removed int) string {
	switch {
	case added > 0 && removed > 0:
		return fmt.Sprintf("%s more, %d fewer", plural(added, "word"), removed)
	case added > 0:
		return plural(added, "word") + " more"
	case removed > 0:
		return plural(removed, "word") + " fewer"
	}
	return "other words"
}

// step compares draft n with the one before it; 0 is the first draft.
func (p *press) step(pg Page, r *incident.Review, n int) view {
	list := drafts(r)
	newer, older := list[len(list)-1-n], list[len(list)-n]
	pg.Title = "What changed on " + shortDay(newer.When)
	pg.Description = fmt.Sprintf("Draft %d of %d of “%s”.", n+1, len(list), r.Title)
	v := ChangesView{Page: pg, Review: pg.link(r.Title, incident.ReviewAddress(r.Slug)), Story: pg.link("How this story changed", changesAddress(r.Slug))}
	v.Step = &Step{From: p.draft(pg, older), To: p.draft(pg, newer)}
	if n > 1 {
		l := pg.link("The step before", stepAddress(r.Slug, n-1))
		v.Earlier = &l
	}
	if n < len(list)-1 {
		l := pg.link("The next step", stepAddress(r.Slug, n+1))
		v.Later = &l
	}
	p.compareDrafts(pg, r, v.Step, older, newer)
	return v
}

func (p *press) compareDrafts(pg Page, r *incident.Review, s *Step, older, newer incident.Revision) {
	before, err := p.o.Earlier(r, older)
	if err == nil {
		var after incident.Narrative
		if after, err = p.o.Earlier(r, newer); err == nil {
			d := compare.Narratives(compare.Version{Narrative: before, View: p.narrativeView(pg, r.Path)}, compare.Version{Narrative: after, View: p.narrativeView(pg, r.Path)}, compare.Options{})
			s.Summary = fmt.Sprintf("%s: %s.", plural(d.Changes, "change"), wordsChanged(d.Added, d.Removed))
			s.Story, s.Notes = compare.Stretches(d.Blocks, beside), compare.Stretches(d.Notes, beside)
			return
		}
	}
	s.Missing = "One of the two texts is not in the clone that this site was built from. `git fetch --refetch --no-filter` brings it."
}

// Data is the drafts for a program.
func (v ChangesView) Data() any {
	type step struct {
		From    Draft  `json:"from"`
		To      Draft  `json:"to"`
		Summary string `json:"summary"`
	}
	data := struct {
		Title  string  `json:"title"`
		Review Link    `json:"review"`
		Begins string  `json:"begins,omitempty"`
		Drafts []Draft `json:"drafts,omitempty"`
		Step   *step   `json:"step,omitempty"`
	}{Title: v.Title, Review: v.Review, Begins: v.Begins, Drafts: v.Drafts}
	if v.Step != nil {
		data.Step = &step{v.Step.From, v.Step.To, v.Step.Summary}
	}
	return data
}
