// Package check holds the rules that need more than one field to see: times that
// contradict each other, people who were asked but were not there, two spellings
// of one thing.
//
// Each rule is a file of this package, named for it. A rule speaks only where an
// author can do something about it and would want to; what it cannot know for
// sure it says as a note. Where many reviews share one habit, it is said once
// for the book. A review silences a rule with `waive: {rule: "the reason"}`.
package check

import (
	"path"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Options are what the rules need to know beside the book.
type Options struct {
	Config config.Config
	Known  []diag.Rule // rules of other packages, which a review may waive as well

	// Changed tells which files a branch touched; nil: all count. What is said
	// once for the book is then said of these.
	Changed func(file string) bool
	Before  map[string]incident.Status // by slug, what reviews were before the branch; nil: not known
}

// A rule is one thing that is looked for, in each review or in the whole book.
type rule struct {
	diag.Rule
	review func(*checker, *incident.Review)
	book   func(*checker)
}

// rules lists every rule that is held against a book.
func rules() []rule {
	return append(languageRules(),
		absentVoice(), actionDates(), actionOwner(), becauseStatus(), calibration(), citedNobody(), conversationFar(),
		decidedAtMeeting(), draftStale(), emptyReview(), entryFar(), entrySpan(), folderSize(), inTheFuture(),
		likePeople(), likeTerms(), namedWithoutPart(), noStart(), noneAndItems(), notAsked(), nothingDecided(),
		participantTimes(), plainName(), publishedEarly(), rotationUnknown(), sameReview(), statusBackwards(),
		strangerAsked(), surveyCount(), tagOnce(), timeOrder(), waiverUnknown(),
	)
}

// Rules are the rules of this package, by name: those of Run and of Committed.
func Rules() []diag.Rule {
	list := committedRules()
	for _, r := range rules() {
		list = append(list, r.Rule)
	}
	slices.SortFunc(list, func(a, b diag.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Run holds every rule against the book. The list is sorted, and does not hold
// what a review waives.
func Run(book *incident.Book, o Options) diag.List {
	c := newChecker(book, o)
	for _, rule := range rules() {
		c.rule = rule.Name
		if rule.book != nil {
			rule.book(c)
		}
		if rule.review == nil {
			continue
		}
		for _, r := range book.Reviews {
			rule.review(c, r)
		}
	}
	c.problems.Sort()
	return c.problems
}

// A checker is one run over a book.
type checker struct {
	*incident.Book
	o        Options
	rule     string                       // the rule that is being held against the book
	waived   map[string][]incident.Waiver // by file
	problems diag.List
	places   map[string][]toldPlace // by rule of package language; nil until one asks
}

func newChecker(book *incident.Book, o Options) *checker {
	c := &checker{Book: book, o: o, waived: make(map[string][]incident.Waiver)}
	for _, r := range book.Reviews {
		c.waived[r.Path] = r.Waivers
		if r.Transcript != "" {
			c.waived[r.Transcript] = r.Waivers
		}
		if r.Bundle != "" {
			c.waived[r.Bundle] = r.Waivers
		}
	}
	return c
}

// changed are the reviews that a branch touched; all where there is none.
func (c *checker) changed() []*incident.Review {
	if c.o.Changed == nil {
		return c.Reviews
	}
	var list []*incident.Review
	for _, r := range c.Reviews {
		if c.hasChanged(r) {
			list = append(list, r)
		}
	}
	return list
}

func (c *checker) hasChanged(r *incident.Review) bool {
	return c.o.Changed == nil || c.o.Changed(r.Path)
}

// silenced tells whether the review that a file belongs to waives the rule at
// hand.
func (c *checker) silenced(file string) bool {
	for dir := file; dir != "." && dir != "/"; dir = path.Dir(dir) {
		if slices.ContainsFunc(c.waived[dir], func(w incident.Waiver) bool { return w.Rule == c.rule }) {
			return true
		}
	}
	return false
}

// warn reports what is very likely wrong; note what may well be meant so.
func (c *checker) warn(r *incident.Review, line int, message, hint string) {
	c.report(diag.Warning, r.Path, line, message, hint)
}

func (c *checker) note(r *incident.Review, line int, message, hint string) {
	c.report(diag.Note, r.Path, line, message, hint)
}

func (c *checker) report(s diag.Severity, file string, line int, message, hint string) {
	if c.silenced(file) {
		return
	}
	c.problems = append(c.problems, diag.Problem{
		Position: diag.Position{File: file, Line: line},
		Rule:     c.rule, Severity: s, Message: message, Hint: hint,
	})
}

// waives tells whether a review silences the rule at hand: one that speaks of
// several reviews at once leaves out those that do.
func (c *checker) waives(r *incident.Review) bool {
	return slices.ContainsFunc(r.Waivers, func(w incident.Waiver) bool { return w.Rule == c.rule })
}

// person returns the person of a key, or nil.
func (c *checker) person(key string) *incident.Person {
	i, ok := slices.BinarySearchFunc(c.People, key, func(p *incident.Person, key string) int {
		switch {
		case p.Key < key:
			return -1
		case p.Key > key:
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return c.People[i]
}

// participant tells whether somebody took part in a review's incident.
func participant(r *incident.Review, who string) bool {
	return slices.ContainsFunc(r.Participants, func(p incident.Participant) bool { return p.Who == who })
}
