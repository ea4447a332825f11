package site

import (
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// An Authorship tells who wrote a review and who stands behind it: its provenance,
// the voices that confirmed it, and how to add to it.
type Authorship struct {
	Facts     []Fact
	Revisions []Draft // newest first
	Changes   *Link   // how the story changed; nil without a second draft
	Begins    string
	Propose   *Propose
}

func (p *press) authorship(pg Page, r *incident.Review) *Authorship {
	v := &Authorship{Propose: p.propose(r)}
	if r.Provenance == nil {
		if v.Propose.Edit == "" && v.Propose.Path == "" {
			return nil
		}
		return v
	}
	v.Begins = r.Provenance.Begins
	for _, same := range byCommit(r.Provenance.Revisions) {
		v.Revisions = append(v.Revisions, p.draft(pg, same...))
	}
	v.dates(r)
	v.Facts = append(v.Facts, p.writers(pg, r)...)
	if len(drafts(r)) > 1 && p.o.Earlier != nil {
		l := pg.link("How this story changed", changesAddress(r.Slug))
		v.Changes = &l
	}
	return v
}

func (v *Authorship) add(label string, links []Link, text string) {
	if len(links) > 0 || text != "" {
		v.Facts = append(v.Facts, Fact{Label: label, Links: links, Text: text})
	}
}

// dates says when the text was first written and last changed in substance.
func (v *Authorship) dates(r *incident.Review) {
	list := slices.DeleteFunc(slices.Clone(r.Provenance.Revisions), func(rev incident.Revision) bool { return rev.When.IsZero() })
	if len(list) == 0 {
		return
	}
	if r.Provenance.Begins == "" {
		v.add("First written", nil, dayText(list[len(list)-1].When))
	}
	if i := slices.IndexFunc(list, func(rev incident.Revision) bool { return rev.Substance }); i >= 0 && i < len(list)-1 {
		v.add("Last changed in substance", nil, dayText(list[i].When))
	}
}

// writers are who wrote and who approved, each once, with the sources of each
// approval. Bots stay in the list of revisions.
func (p *press) writers(pg Page, r *incident.Review) []Fact {
	var authors, approvers []incident.Contributor
	sources := map[incident.Contributor][]string{}
	for _, rev := range slices.Backward(r.Provenance.Revisions) {
		for _, c := range append([]incident.Contributor{rev.Author}, rev.CoAuthors...) {
			if !c.Bot && !slices.Contains(authors, c) {
				authors = append(authors, c)
			}
		}
		for _, a := range rev.Approvals {
			if a.By.Bot {
				continue
			}
			if sources[a.By] == nil {
				approvers = append(approvers, a.By)
			}
			if source := approvalSource(a.Source); !slices.Contains(sources[a.By], source) {
				sources[a.By] = append(sources[a.By], source)
			}
		}
	}
	var facts []Fact
	if len(authors) > 0 {
		facts = append(facts, p.byline(pg, "Written by", authors))
	}
	for _, by := range approvers {
		label, how := "Approved by", strings.Join(sources[by], "; ")
		if how == mergedIt {
			label, how = "Merged by", ""
		}
		f := p.byline(pg, label, []incident.Contributor{by})
		f.Text = strings.Trim(f.Text+" "+how, " ")
		facts = append(facts, f)
	}
	return facts
}

// byline names contributors: with a link those who have a page, the others after
// them.
func (p *press) byline(pg Page, label string, list []incident.Contributor) Fact {
	f := Fact{Label: label}
	var others []string
	for _, c := range list {
		if who := p.x.Person(c.Key); c.Key != "" && who != nil {
			f.Links = append(f.Links, pg.link(who.Name, incident.PersonAddress(who.Key)))
		} else {
			others = append(others, c.Name)
		}
	}
	f.Text = strings.Join(others, ", ")
	return f
}

// confirmed are those who lived it and said that the story holds: by the front
// matter, a perspective, or an approval of theirs.
func confirmed(r *incident.Review) []string {
	list := calibrated(r)
	for _, who := range lived(r) {
		if !slices.Contains(list, who) && approved(r, who) {
			list = append(list, who)
		}
	}
	return list
}

// lived are the participants and the interviewed.
func lived(r *incident.Review) []string {
	var list []string
	for _, part := range r.Participants {
		list = append(list, part.Who)
	}
	for _, who := range r.Study.Interviewed {
		if !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	return list
}

// approved tells whether somebody approved the text, other than by merging it.
func approved(r *incident.Review, who string) bool {
	if slices.Contains(r.Study.Approvers, who) {
		return true
	}
	if r.Provenance == nil {
		return false
	}
	for _, rev := range r.Provenance.Revisions {
		for _, a := range rev.Approvals {
			if a.By.Key == who && a.Source != incident.ApprovalMerge {
				return true
			}
		}
	}
	return false
}

// unconfirmed are the interviewed for whom nobody has said whether the story holds,
// nor why they were not asked.
func unconfirmed(r *incident.Review) []string {
	yes := confirmed(r)
	return slices.DeleteFunc(slices.Clone(r.Study.Interviewed), func(who string) bool {
		return slices.Contains(yes, who) || slices.ContainsFunc(r.Study.NotAsked, func(n incident.Reason) bool { return n.Who == who })
	})
}
