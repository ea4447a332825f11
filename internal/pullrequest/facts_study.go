package pullrequest

import (
	"fmt"
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// study says how the making of the review went on.
func (f *factfinder) study() {
	old, new := f.old.Study, f.new.Study
	f.turned("depth", old.Depth, new.Depth)
	if old.Facilitator != new.Facilitator {
		f.turned("facilitator", f.names.of(people, old.Facilitator), f.names.of(people, new.Facilitator))
	}
	f.persons("review.interviewed", "%s was interviewed", old.Interviewed, new.Interviewed)
	f.persons("review.calibrated", "the story holds for %s", old.Calibrated, new.Calibrated)
	f.notAsked(old.NotAsked, new.NotAsked)
	f.persons("review.approvers", "%s approved it", old.Approvers, new.Approvers)
	f.moment("review.met", "the meeting was", old.Met, new.Met)
	f.keys("review.attended", "people who attended", people, old.Attended, new.Attended)
	f.survey(old.Survey, new.Survey)
}

// persons says of whom something is said now, one by one, and of whom no longer.
func (f *factfinder) persons(key, said string, old, new []string) {
	for _, who := range without(new, old) {
		f.say(key, said, f.names.of(people, who))
	}
	for _, who := range without(old, new) {
		f.say(key, "it is no longer said that "+said, f.names.of(people, who))
	}
}

func (f *factfinder) notAsked(old, new []incident.Reason) {
	for _, n := range new {
		if !slices.Contains(old, n) {
			f.say("review.not_asked", "%s was not asked: %s", f.names.of(people, n.Who), n.Why)
		}
	}
	for _, o := range old {
		if !slices.ContainsFunc(new, func(n incident.Reason) bool { return n.Who == o.Who }) {
			f.say("review.not_asked", "%s is no longer among those who were not asked", f.names.of(people, o.Who))
		}
	}
}

// survey tells the count alone: a mean of few answers would point at people.
func (f *factfinder) survey(old, new *incident.Survey) {
	switch {
	case new == nil && old == nil:
	case new == nil:
		f.say("review.survey", "the answers to the survey are no longer given")
	case old == nil:
		f.say("review.survey", "a survey was added, with %s", plural(new.Responses, "answer"))
	case old.Responses != new.Responses:
		f.say("review.survey", "the survey has %s instead of %d", plural(new.Responses, "answer"), old.Responses)
	case *old != *new:
		f.say("review.survey", "the survey's means changed")
	}
}

// decisions says what was decided, apart from the telling.
func (f *factfinder) decisions() {
	old, new := f.old.Decisions, f.new.Decisions
	f.moment("actions.decided", "decided", old.Decided, new.Decided)
	f.told("actions.none_because", "why nothing is changed", old.NoneBecause, new.NoneBecause)
	taken := make([]bool, len(old.Actions))
	for _, a := range new.Actions {
		i := sameAction(old.Actions, taken, a)
		if i < 0 {
			f.say("actions", "an action was added: %s%s", plain(a.Title), f.owned(a))
			continue
		}
		taken[i] = true
		f.action(old.Actions[i], a)
	}
	for i, a := range old.Actions {
		if !taken[i] {
			f.say("actions", "an action was taken out: %s", plain(a.Title))
		}
	}
}

// sameAction finds an action where it is tracked, else by what it says.
func sameAction(list []incident.Action, taken []bool, a incident.Action) int {
	for _, same := range []func(o incident.Action) bool{
		func(o incident.Action) bool { return o.URL == a.URL && o.Title == a.Title },
		func(o incident.Action) bool { return o.URL != "" && o.URL == a.URL },
		func(o incident.Action) bool { return o.Title == a.Title },
	} {
		for i, o := range list {
			if !taken[i] && same(o) {
				return i
			}
		}
	}
	return -1
}

func (f *factfinder) action(old, new incident.Action) {
	f.told("actions", "an action", old.Title, new.Title)
	say := func(format string, args ...any) {
		f.say("actions", "«%s» "+format, append([]any{plain(new.Title)}, args...)...)
	}
	if old.State != new.State {
		say("is %s", state(new))
	}
	if old.Owner != new.Owner {
		say("%s", f.ownership(new.Owner))
	}
	switch was, is := momentText(old.Due), momentText(new.Due); {
	case was == is:
	case new.Due.Precision == incident.NotKnown:
		say("has no day any more to be done by (it was %s)", was)
	case old.Due.Precision == incident.NotKnown:
		say("is due on %s", is)
	default:
		say("is due on %s instead of %s", is, was)
	}
	if old.URL != new.URL && new.URL != "" {
		say("is tracked at %s", new.URL)
	}
}

func state(a incident.Action) string {
	switch {
	case a.State == incident.ActionUnknown:
		return "in no known state now"
	case a.State == incident.ActionDone && a.Done.Known():
		return "done now, since " + momentText(a.Done)
	}
	return string(a.State) + " now"
}

func (f *factfinder) ownership(key string) string {
	if key == "" {
		return "belongs to nobody now"
	}
	return "belongs to " + f.owner(key) + " now"
}

// owner is the name of a team or a person.
func (f *factfinder) owner(key string) string {
	if name := f.names[teams][key]; name != "" {
		return name
	}
	return f.names.of(people, key)
}

func (f *factfinder) owned(a incident.Action) string {
	if a.Owner == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", f.owner(a.Owner))
}
