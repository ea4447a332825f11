package pullrequest

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// A factfinder says what changed in a review beside its story.
type factfinder struct {
	old, new *incident.Review
	names    names
	list     []Fact
}

// facts are the sentences on a review that changed, in the order of its front
// matter.
func facts(p pair, n names) []Fact {
	f := factfinder{old: p.old, new: p.new, names: n}
	f.identity()
	f.times()
	f.summary()
	f.terms()
	f.participants()
	f.study()
	f.decisions()
	f.relations()
	f.beside()
	return f.list
}

func (f *factfinder) say(key, format string, args ...any) {
	f.list = append(f.list, Fact{Key: key, Text: fmt.Sprintf(format, args...)})
}

// turned says that one word became another.
func (f *factfinder) turned(key, old, new string) {
	switch {
	case old == new:
	case old == "":
		f.say(key, "%s: %s", key, new)
	case new == "":
		f.say(key, "%s is no longer given (it was %s)", key, old)
	default:
		f.say(key, "%s %s → %s", key, old, new)
	}
}

// told shows how a text changed, word by word.
func (f *factfinder) told(key, what, old, new string) {
	old, new = markdown.Plain(old), markdown.Plain(new)
	if old == new {
		return
	}
	f.list = append(f.list, Fact{Key: key, Text: what, Words: compare.Words(old, new)})
}

func (f *factfinder) identity() {
	if f.old.Title != f.new.Title {
		f.list = append(f.list, Fact{Key: "title", Text: "the title", Words: compare.Words(f.old.Title, f.new.Title)})
	}
	f.turned("id", f.old.ID, f.new.ID)
	f.turned("status", string(f.old.Status), string(f.new.Status))
	f.told("because", "why nobody reviewed it", f.old.Because, f.new.Because)
	f.turned("kind", string(f.old.Kind), string(f.new.Kind))
	f.turned("severity", f.old.Severity, f.new.Severity)
}

// summary speaks only of one that the front matter gives: any other is part of
// the story.
func (f *factfinder) summary() {
	old, new := f.old.Summary, f.new.Summary
	if f.old.Line("summary") == 0 {
		old = ""
	}
	if f.new.Line("summary") == 0 {
		new = ""
	}
	f.told("summary", "the summary", old, new)
}

func (f *factfinder) terms() {
	f.keys("services", "services", services, f.old.Services, f.new.Services)
	f.keys("technologies", "technologies", technologies, f.old.Technologies, f.new.Technologies)
	f.keys("teams", "teams", teams, givenTeams(f.old), givenTeams(f.new))
	f.keys("tags", "tags", tags, f.old.Tags, f.new.Tags)
	f.keys("factors", "contributing factors", factors, f.old.Factors, f.new.Factors)
	f.keys("external_parties", "external parties", external, f.old.ExternalParties, f.new.ExternalParties)
}

// givenTeams are the teams that are there not only by their people.
func givenTeams(r *incident.Review) []string {
	var theirs []string
	for _, p := range r.Participants {
		theirs = append(theirs, p.Team)
	}
	return without(r.Teams, theirs)
}

// keys says what joined a list and what left it.
func (f *factfinder) keys(key, list, taxonomy string, old, new []string) {
	if came := without(new, old); len(came) > 0 {
		f.say(key, "%s %s added to the %s", f.called(taxonomy, came), was(came), list)
	}
	if went := without(old, new); len(went) > 0 {
		f.say(key, "%s %s taken out of the %s", f.called(taxonomy, went), was(went), list)
	}
}

// called lists what keys are called; what is no proper name stands in quotes.
func (f *factfinder) called(taxonomy string, keys []string) string {
	list := f.names.all(taxonomy, keys)
	if taxonomy == tags || taxonomy == factors {
		for i, name := range list {
			list[i] = "«" + name + "»"
		}
	}
	return listed(list)
}

// related names other reviews by their titles.
func (f *factfinder) related() {
	for _, slug := range without(f.new.Related, f.old.Related) {
		f.say("related", "it felt like «%s»", f.names.of(reviews, slug))
	}
	for _, slug := range without(f.old.Related, f.new.Related) {
		f.say("related", "it is no longer said that it felt like «%s»", f.names.of(reviews, slug))
	}
}

func was(list []string) string {
	if len(list) == 1 {
		return "was"
	}
	return "were"
}

// relations are the ties to other reviews and readers, and what casebook does
// not know.
func (f *factfinder) relations() {
	f.related()
	for _, edition := range without(f.new.Audience, f.old.Audience) {
		f.say("audience", "the %s edition may carry it now", edition)
	}
	for _, edition := range without(f.old.Audience, f.new.Audience) {
		f.say("audience", "the %s edition may not carry it any more", edition)
	}
	f.keys("aliases", "old addresses that lead here", "", f.old.Aliases, f.new.Aliases)
	for _, w := range f.new.Waivers {
		if !slices.ContainsFunc(f.old.Waivers, func(o incident.Waiver) bool { return o.Rule == w.Rule && o.Reason == w.Reason }) {
			f.say("waive", "the check %s is silenced: %s", w.Rule, w.Reason)
		}
	}
	for _, w := range f.old.Waivers {
		if !slices.ContainsFunc(f.new.Waivers, func(n incident.Waiver) bool { return n.Rule == w.Rule }) {
			f.say("waive", "the check %s is not silenced any more", w.Rule)
		}
	}
	for _, e := range f.new.Extra {
		i := slices.IndexFunc(f.old.Extra, func(o incident.Extra) bool { return o.Key == e.Key })
		switch {
		case i < 0:
			f.say(e.Key, "%s, which means nothing to casebook: %s", e.Key, e.Value)
		case f.old.Extra[i].Value != e.Value:
			f.turned(e.Key, f.old.Extra[i].Value, e.Value)
		}
	}
}
