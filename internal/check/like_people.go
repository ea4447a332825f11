package check

import (
	"fmt"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// likePeople sees one person under two keys. Only where one of the two has no
// profile: two profiles are two people.
func likePeople() rule {
	return rule{
		Rule: diag.Rule{
			Name:   "like-people",
			About:  "two people's keys are so alike that they may be one person",
			Why:    "One person under two keys has two pages with half of their stories each, and counts as two wherever people are counted.",
			Before: "participants: [{who: kieran-walsh}]   # elsewhere: kieran",
			After:  "# content/people/kieran.md\naliases: [Kieran Walsh]",
		},
		book: func(c *checker) {
			first := c.firstMentions()
			var terms []*incident.Term
			for _, p := range c.People {
				terms = append(terms, &p.Term)
			}
			for _, pair := range append(likePairs(terms), longerNames(terms)...) {
				keep, other := pair[0], pair[1]
				if keep.Path == "" {
					keep, other = other, keep
				}
				r := first[other.Key]
				if other.Path != "" || r == nil || c.waives(r) {
					continue
				}
				c.note(r, 0, fmt.Sprintf("%s and %s may be one person", other.Key, keep.Key), fmt.Sprintf("write %s, or add %q to the `aliases:` of their profile", keep.Key, other.Name))
			}
		},
	}
}

// longerNames are pairs of which one is the beginning of the other: kieran and
// kieran-walsh. Where two people go on from one first name, it says nothing.
func longerNames(terms []*incident.Term) [][2]*incident.Term {
	byFirst := make(map[string][]*incident.Term)
	for _, t := range terms {
		for i, r := range t.Key {
			if r == '-' {
				byFirst[t.Key[:i]] = append(byFirst[t.Key[:i]], t)
			}
		}
	}
	var pairs [][2]*incident.Term
	for _, t := range terms {
		if longer := byFirst[t.Key]; len(longer) == 1 {
			pairs = append(pairs, [2]*incident.Term{t, longer[0]})
		}
	}
	return pairs
}

// firstMentions are the reviews, first by path, that name each person.
func (c *checker) firstMentions() map[string]*incident.Review {
	first := make(map[string]*incident.Review)
	for _, r := range c.changed() {
		for _, who := range named(r) {
			if f := first[who]; f == nil || r.Path < f.Path {
				first[who] = r
			}
		}
	}
	return first
}

// named are the people that a review's facts name.
func named(r *incident.Review) []string {
	list := []string{r.Study.Facilitator}
	for _, p := range r.Participants {
		list = append(list, p.Who)
	}
	for _, p := range r.Perspectives {
		list = append(list, p.Who)
	}
	for _, n := range r.Study.NotAsked {
		list = append(list, n.Who)
	}
	list = append(list, r.Study.Interviewed...)
	list = append(list, r.Study.Calibrated...)
	list = append(list, r.Study.Approvers...)
	return append(list, r.Study.Attended...)
}
