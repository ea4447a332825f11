package importer

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A Bundle is a review that evidence is added to, as its files are now.
type Bundle struct {
	Review     *incident.Review
	Text       []byte            // of its index.md, front matter included
	Transcript []byte            // of its transcript.jsonl; nil without one
	Waivers    []incident.Waiver // to record: reasons for what was allowed to stay
}

// An Outcome says what became of evidence.
type Outcome struct {
	Files     []File   // that are another now; none when nothing is new
	Added     int      // messages
	Changed   []string // ids of messages that say something else than before
	Cited     []string // those of them that the review cites: read the sentences again
	Joined    []string // keys of participants that were added
	Completed []string // keys of those of whom more is known now
	Proposed  int      // entries of the timeline
	Paste     string   // lines of front matter that cannot be put in their place here
}

// Merge adds evidence to a review that is there: messages it does not have,
// participants who came with them, facts it does not give of others, and entries
// proposed for them. What is there stays byte for byte, but for messages that the
// source has edited since. Merging the same evidence twice changes nothing.
func Merge(e Evidence, b Bundle, people []*incident.Person) (Outcome, error) {
	c := readConversation(b.Transcript)
	if err := c.merge(e.Messages); err != nil {
		return Outcome{}, err
	}
	o := Outcome{Added: len(c.added), Changed: c.changed}
	cited := b.Review.Cited()
	for _, id := range c.changed {
		if cited[id] {
			o.Cited = append(o.Cited, id)
		}
	}
	text := newText(b.Text)
	o.people(text, e, b.Review, people, c.added)
	o.facts(text, e, b.Review)
	list := proposals(e, func(id string) bool { return c.added[id] })
	o.Proposed = len(list)
	text.propose(list, dayOf(b.Review.Started))
	o.waive(text, b.Waivers)
	transcript, err := c.bytes()
	if err != nil {
		return Outcome{}, err
	}
	dir := path.Dir(b.Review.Path)
	if !bytes.Equal(transcript, b.Transcript) {
		if !text.set("conversation", Fingerprint(transcript)) {
			o.Paste += "conversation: " + Fingerprint(transcript) + "\n"
		}
		o.Files = append(o.Files, File{Path: path.Join(dir, "transcript.jsonl"), Data: transcript})
	}
	if now := text.bytes(); !bytes.Equal(now, b.Text) {
		o.Files = append(o.Files, File{Path: b.Review.Path, Data: now})
	}
	return o, nil
}

// people adds those whom the review does not have, and what it does not say of
// those whom it has, if they came with new messages.
func (o *Outcome) people(text *text, e Evidence, r *incident.Review, people []*incident.Person, added map[string]bool) {
	came := newcomers(e, added)
	lines := ""
	for _, p := range participants(e, people) {
		if !came[p.Who] {
			continue
		}
		i := slices.IndexFunc(r.Participants, func(q incident.Participant) bool { return q.Who == p.Who })
		if i < 0 {
			o.Joined = append(o.Joined, p.Who)
			lines += participantLines(p)
			continue
		}
		more := missing(p, r.Participants[i])
		if len(more) == 0 {
			continue
		}
		o.Completed = append(o.Completed, p.Who)
		if !text.complete(p.Who, more) {
			o.Paste += "participants:\n  - who: " + yamlWord(p.Who) + "\n    " + strings.Join(more, "\n    ") + "\n"
		}
	}
	if lines != "" && !text.add("participants", lines) {
		o.Paste += "participants:\n" + lines
	}
}

// newcomers are those of whom new messages tell: who wrote them, was called by
// them, or carried a rotation meanwhile.
func newcomers(e Evidence, added map[string]bool) map[string]bool {
	came := map[string]bool{}
	for _, m := range e.Messages {
		if added[m.ID] {
			came[m.Who] = true
		}
	}
	for _, c := range e.Calls {
		if added[c.Message] {
			came[c.Who] = true
		}
	}
	for _, s := range e.Stays {
		if len(added) > 0 {
			came[s.Who] = true
		}
	}
	return came
}

// missing are the facts of somebody that the review does not give, as lines.
func missing(p, there incident.Participant) []string {
	facts := incident.Participant{TenureDays: -1}
	if !there.Joined.Known() {
		facts.Joined = p.Joined
	}
	if !there.Left.Known() {
		facts.Left = p.Left
	}
	if !there.OnCallKnown {
		facts.OnCall, facts.OnCallKnown = p.OnCall, p.OnCallKnown
	}
	if there.Paged == incident.Unknown {
		facts.Paged = p.Paged
	}
	return participantFacts(facts)
}

// facts adds what the review does not say of the incident, once there are new
// messages: whoever takes a fact away again does so for good.
func (o *Outcome) facts(text *text, e Evidence, r *incident.Review) {
	if o.Added == 0 {
		return
	}
	if e.Resolved.Known() && !r.Resolved.Known() && !text.given("resolved") {
		text.set("resolved", stamp(e.Resolved))
	}
	if len(e.Services) > 0 && len(r.Services) == 0 && !text.given("services") {
		text.set("services", flow(e.Services))
	}
}

// waive records why something was allowed to stay, unless that is on record.
func (o *Outcome) waive(text *text, waivers []incident.Waiver) {
	lines := ""
	for _, w := range waivers {
		if !text.has("waive", w.Rule) {
			lines += "  " + w.Rule + ": " + strconv.Quote(w.Reason) + "\n"
		}
	}
	if lines != "" && !text.add("waive", lines) {
		o.Paste += "waive:\n" + lines
	}
}
