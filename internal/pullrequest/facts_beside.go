package pullrequest

import (
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// beside says what changed in the files beside the review's own.
func (f *factfinder) beside() {
	f.conversation()
	for _, p := range f.new.Perspectives {
		if was := perspective(f.old, p.Who); p.Heading == "" && p.Confirmed.Known() && (was == nil || !was.Confirmed.Known()) {
			f.say("perspectives", "%s confirmed that the whole story holds for them, on %s", f.names.of(people, p.Who), momentText(p.Confirmed))
		}
	}
}

// perspective returns somebody's account in a file of its own, or nil.
func perspective(r *incident.Review, who string) *incident.Perspective {
	if r == nil {
		return nil
	}
	for i, p := range r.Perspectives {
		if p.Who == who && p.Heading == "" {
			return &r.Perspectives[i]
		}
	}
	return nil
}

// conversation counts messages that came, went and say something else.
func (f *factfinder) conversation() {
	said := make(map[string]string, len(f.old.Messages))
	for _, m := range f.old.Messages {
		said[m.ID] = m.Text
	}
	came, other := 0, 0
	for _, m := range f.new.Messages {
		text, ok := said[m.ID]
		delete(said, m.ID)
		switch {
		case !ok:
			came++
		case text != m.Text:
			other++
		}
	}
	if came > 0 {
		f.say("transcript", "%s came into the conversation", plural(came, "message"))
	}
	if len(said) > 0 {
		f.say("transcript", "%s left the conversation", plural(len(said), "message"))
	}
	if other > 0 {
		f.say("transcript", "%s of the conversation now %s something else", plural(other, "message"), says(other))
	}
}

func says(n int) string {
	if n == 1 {
		return "says"
	}
	return "say"
}

func plain(src string) string { return markdown.Plain(src) }
