package pullrequest

import (
	"slices"

	"github.com/casebook-dev/casebook/internal/incident"
)

// participants says who joined, who left, and what else is told of somebody's
// part.
func (f *factfinder) participants() {
	for _, p := range f.new.Participants {
		if i := place(f.old.Participants, p.Who); i >= 0 {
			f.part(f.old.Participants[i], p)
		} else {
			f.say("participants", "%s joined %s", f.names.of(people, p.Who), ranks(p.Role))
		}
	}
	for _, p := range f.old.Participants {
		if place(f.new.Participants, p.Who) < 0 {
			f.say("participants", "%s is not among the participants any more", f.names.of(people, p.Who))
		}
	}
}

func place(list []incident.Participant, who string) int {
	return slices.IndexFunc(list, func(p incident.Participant) bool { return p.Who == who })
}

// ranks are those who play a part.
func ranks(role string) string {
	if role == "" {
		return "the participants"
	}
	return "the " + role + "s"
}

// part says what is told otherwise of one person's part.
func (f *factfinder) part(old, new incident.Participant) {
	say := func(format string, args ...any) {
		f.say("participants", "%s "+format, append([]any{f.names.of(people, new.Who)}, args...)...)
	}
	if old.Role != new.Role {
		say("was %s, not %s", role(new.Role), role(old.Role))
	}
	if old.Team != new.Team && new.Team != "" {
		say("was in the team %s", f.names.of(teams, new.Team))
	}
	if how := shifted(old.Joined, new.Joined); how != "" {
		say("came in %s", how)
	}
	if how := shifted(old.Left, new.Left); how != "" {
		say("left %s", how)
	}
	if !slices.Equal(old.OnCall, new.OnCall) || old.OnCallKnown != new.OnCallKnown {
		say("%s", onCall(new))
	}
	if old.Paged != new.Paged {
		say("%s", paged(new.Paged))
	}
	if old.Timezone != new.Timezone && new.Timezone != "" {
		say("was in the time zone %s", new.Timezone)
	}
	if old.TenureDays != new.TenureDays && new.TenureDays >= 0 {
		say("had been there for %s", plural(new.TenureDays, "day"))
	}
}

func role(role string) string {
	if role == "" {
		return "there in a part that is not given"
	}
	return role
}

func onCall(p incident.Participant) string {
	switch {
	case !p.OnCallKnown:
		return "may or may not have been on call: it is no longer said"
	case len(p.OnCall) == 0:
		return "was not on call"
	}
	return "was on call for " + listed(p.OnCall)
}

func paged(t incident.Tri) string {
	switch t {
	case incident.Yes:
		return "was paged"
	case incident.No:
		return "came without being paged"
	}
	return "may or may not have been paged: it is no longer said"
}
