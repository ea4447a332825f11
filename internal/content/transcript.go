package content

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

// messageKinds are the kinds of message as they are written.
var messageKinds = []incident.MessageKind{
	incident.MessageText, incident.MessageAlert, incident.MessageBot,
	incident.MessageJoin, incident.MessageLeave, incident.MessageSpeech,
}

// A line is one line of a conversation's file.
type line struct {
	ID        string         `json:"id"`
	At        string         `json:"at"`
	Who       string         `json:"who"`
	Text      string         `json:"text"`
	Thread    string         `json:"thread"`
	Kind      string         `json:"kind"`
	Reactions map[string]int `json:"reactions"`
	Edited    bool           `json:"edited"`
	Files     []string       `json:"files"`
}

// readTranscript reads the bundle's conversation. A line that cannot be read is
// reported and the rest kept.
func (l *loader) readTranscript(d *draftReview) error {
	file := d.source.transcript
	if file == "" {
		return nil
	}
	src, tooLarge, err := readLimited(l.fsys, file, maxTranscript)
	if err != nil {
		return err
	}
	if tooLarge != nil {
		for i := range tooLarge {
			tooLarge[i].Severity = diag.Warning // the review is whole without it
		}
		d.problems = append(d.problems, tooLarge...)
		return nil
	}
	src, problems := validText(file, src)
	d.problems = append(d.problems, problems...)
	d.compareConversation(src)
	t := transcript{draftReview: d, file: file, zone: l.config.Zone, seen: make(map[string]int)}
	t.read(bytes.TrimPrefix(src, []byte("\uFEFF")))
	d.Transcript, d.Messages = file, t.messages
	return nil
}

// compareConversation reports a conversation that is another than the one which
// the review says it cites: a sentence may rest on a message that was changed.
func (d *draftReview) compareConversation(src []byte) {
	if d.cited.text == "" {
		return
	}
	sum := sha256.Sum256(src)
	now := "sha256:" + hex.EncodeToString(sum[:])
	if now == d.cited.text {
		return
	}
	d.problems = append(d.problems, diag.Problem{
		Position: diag.Position{File: d.Path, Line: d.cited.line, Column: d.cited.column},
		Rule:     "conversation-changed", Severity: diag.Warning,
		Message: "the conversation is not the one that this review was written from",
		Hint:    "read again what cites it, then write `conversation: " + now + "`; a conversation is changed by `casebook import`, not by hand",
	})
}

// A transcript is a conversation being read.
type transcript struct {
	*draftReview
	file     string
	zone     *time.Location
	seen     map[string]int // line of each id
	messages []incident.Message
}

func (t *transcript) read(src []byte) {
	number := 0
	for text := range bytes.Lines(src) {
		number++
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		if m, ok := t.message(number, text); ok {
			t.messages = append(t.messages, m)
		}
	}
	t.order()
	t.threads()
}

// message reads one line.
func (t *transcript) message(number int, text []byte) (incident.Message, bool) {
	if len(text) > maxLine {
		t.warn(number, "message-too-long", fmt.Sprintf("the line is longer than %d KB; it is left out", maxLine>>10), "put what is no message into a file of its own")
		return incident.Message{}, false
	}
	var j line
	if err := json.Unmarshal(text, &j); err != nil {
		t.warn(number, "unreadable-message", unreadable(err), "each line is one JSON object, such as {\"id\":\"m-1\",\"at\":\"2026-03-14T02:06:31Z\",\"who\":\"kieran\",\"text\":\"…\"}")
		return incident.Message{}, false
	}
	m := incident.Message{
		ID: t.id(number, j.ID), At: t.at(number, j.At), Who: t.who(j.Who), Text: j.Text, Thread: j.Thread,
		Kind: t.kind(number, j.Kind), Edited: j.Edited, Files: j.Files, Line: number,
	}
	for name, count := range j.Reactions {
		m.Reactions = append(m.Reactions, incident.Reaction{Name: name, Count: count})
	}
	slices.SortFunc(m.Reactions, func(a, b incident.Reaction) int { return cmp.Compare(a.Name, b.Name) })
	return m, true
}

// unreadable says what is wrong with a line, in the words of its author.
func unreadable(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return fmt.Sprintf("%q is a %s, which it must not be; the line is left out", kind.Field, kind.Value)
	}
	return "the line is no JSON object; it is left out"
}

// id returns a message's id. One that another message has is not given twice:
// what cites it means the first.
func (t *transcript) id(number int, id string) string {
	switch first, taken := t.seen[id]; {
	case id == "":
		t.warn(number, "message-without-id", "the message has no id: nothing can cite it", "add \"id\"")
	case taken:
		t.warn(number, "message-id-twice", fmt.Sprintf("line %d has the id %q already; citations mean that one", first, id), "give each message an id of its own")
		return ""
	default:
		t.seen[id] = number
	}
	return id
}

func (t *transcript) at(number int, s string) incident.Moment {
	if s == "" {
		return incident.Moment{}
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return incident.Moment{Time: at, Precision: incident.ToSecond}
	}
	m, issues := incident.ParseMoment(s, t.zone)
	for _, i := range issues {
		t.warn(number, i.Rule, "at: "+i.Message, i.Hint)
	}
	return m
}

// who returns the key of a person who is known or took part, else the name.
func (t *transcript) who(name string) string {
	if key, ok := t.personIn(name); ok {
		return key
	}
	return name
}

// kind returns the kind of a message; one that is not known is a message.
func (t *transcript) kind(number int, given string) incident.MessageKind {
	if given == "" {
		return incident.MessageText
	}
	kind := incident.MessageKind(given)
	if slices.Contains(messageKinds, kind) {
		return kind
	}
	hint := "known are message, alert, bot, join, leave, speech"
	if near := diag.Nearest(given, words(messageKinds)); near != "" {
		kind, hint = incident.MessageKind(near), fmt.Sprintf("did you mean %q?", near)
	} else {
		kind = incident.MessageText
	}
	t.warn(number, "unknown-message-kind", fmt.Sprintf("kind %q is not known; it is read as %q", given, kind), hint)
	return kind
}

// order reports messages that are older than one before them, once.
func (t *transcript) order() {
	var last incident.Moment
	first, count := 0, 0
	for _, m := range t.messages {
		if !m.At.HasClock() {
			continue
		}
		if last.HasClock() && m.At.Time.Before(last.Time) {
			if count++; first == 0 {
				first = m.Line
			}
			continue
		}
		last = m.At
	}
	if count > 0 {
		t.warn(first, "message-order", fmt.Sprintf("%s older than the one before; they are left where they are", plural(count, "message is", "messages are")), "put the oldest first")
	}
}

// threads reports messages that answer one that is not there.
func (t *transcript) threads() {
	for _, m := range t.messages {
		if _, ok := t.seen[m.Thread]; m.Thread != "" && !ok {
			t.warn(m.Line, "unknown-thread", fmt.Sprintf("the message answers %q, which is not here", m.Thread), "")
		}
	}
}

func (t *transcript) warn(number int, rule, message, hint string) {
	t.problems = append(t.problems, diag.Problem{
		Position: diag.Position{File: t.file, Line: number},
		Rule:     rule, Severity: diag.Warning, Message: message, Hint: hint,
	})
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
