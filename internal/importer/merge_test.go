package importer

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/redact"
)

const written = `---
title: Queue is deep
participants:
    - who: ariel   # came first
      role: responder
started: 2026-03-14T02:00:00Z
---

It was @ariel who saw it ([said](transcript.jsonl#m2)).

## Timeline

- 02:00 UTC it begins

## What we learned

- Nothing yet
`

const conversed = `{"id":"m1","at":"2026-03-14T02:00:00Z","who":"ariel","text":"hm","odd":true}
not a message
{"id":"m2","at":"2026-03-14T02:05:00Z","who":"ariel","text":"the key is [secret 3]"}
`

func bundle() Bundle {
	return Bundle{
		Review: &incident.Review{
			Path:         "reviews/queue/index.md",
			Started:      incident.Moment{Time: time.Date(2026, 3, 14, 2, 0, 0, 0, time.UTC), Precision: incident.ToSecond},
			Participants: []incident.Participant{{Who: "ariel"}},
			Narrative:    incident.Narrative{Blocks: []incident.Block{{Evidence: []string{"m2"}}}},
		},
		Text: []byte(written), Transcript: []byte(conversed),
	}
}

func message(id, clock, who, text string) incident.Message {
	at, err := time.Parse(time.RFC3339, "2026-03-14T"+clock+":00Z")
	if err != nil {
		panic(err)
	}
	return incident.Message{ID: id, At: incident.Moment{Time: at, Precision: incident.ToSecond}, Who: who, Text: text, Kind: incident.MessageText}
}

func evidence(list ...incident.Message) Evidence {
	return Evidence{Messages: list, People: []Somebody{{Ref: "ariel"}, {Ref: "kieran"}}}
}

// fileAt returns what a merge writes at a path.
func fileAt(t *testing.T, m Outcome, path string) string {
	t.Helper()
	for _, f := range m.Files {
		if f.Path == path {
			return string(f.Data)
		}
	}
	t.Fatalf("nothing is written at %s", path)
	return ""
}

func TestMergeAddsWhatIsNewAndKeepsTheRest(t *testing.T) {
	m, err := Merge(evidence(
		message("m1", "02:00", "ariel", "hm"),
		message("k1", "02:01", "kieran", "got it"),
		message("m2", "02:05", "ariel", "the key is [secret 1]"),
		message("k2", "03:00", "kieran", "all clear"),
	), bundle(), nil)
	if err != nil {
		t.Fatal(err)
	}
	wantTranscript := `{"id":"m1","at":"2026-03-14T02:00:00Z","who":"ariel","text":"hm","odd":true}
not a message
{"id":"k1","at":"2026-03-14T02:01:00Z","who":"kieran","text":"got it"}
{"id":"m2","at":"2026-03-14T02:05:00Z","who":"ariel","text":"the key is [secret 3]"}
{"id":"k2","at":"2026-03-14T03:00:00Z","who":"kieran","text":"all clear"}
`
	transcript := fileAt(t, m, "reviews/queue/transcript.jsonl")
	if transcript != wantTranscript {
		t.Errorf("transcript:\n%s", transcript)
	}
	wantText := `---
title: Queue is deep
participants:
    - who: ariel   # came first
      role: responder
    - who: kieran
      role: responder
      joined: 2026-03-14T02:01:00Z
started: 2026-03-14T02:00:00Z
conversation: ` + Fingerprint([]byte(transcript)) + `
---

It was @ariel who saw it ([said](transcript.jsonl#m2)).

## Timeline

- 02:00 UTC it begins

` + keepLine + `

<!-- - 02:01 UTC [coordinate] @kieran takes it up: “got it” ([said](transcript.jsonl#k1)) -->
<!-- - 03:00 UTC [repair] @kieran says that it is over: “all clear” ([said](transcript.jsonl#k2)) -->

## What we learned

- Nothing yet
`
	if got := fileAt(t, m, "reviews/queue/index.md"); got != wantText {
		t.Errorf("text:\n%s\nwant:\n%s", got, wantText)
	}
}

// A pager's log, read after a conversation: its entries go to their places, and
// what it knows of those who are there goes to them.
func TestMergeCompletes(t *testing.T) {
	call := message("pd-1", "23:59", "PagerDuty", "Called by phone: @kieran.")
	call.Kind = incident.MessageBot
	late := message("pd-2", "00:20", "PagerDuty", "Acknowledged by @ariel.")
	late.At.Time, late.Kind = late.At.Time.AddDate(0, 0, 1), incident.MessageBot
	e := evidence(call, late)
	e.Calls = []Call{{Who: "kieran", At: call.At, Message: "pd-1"}}
	e.Stays = []Stay{{Who: "ariel", From: late.At, OnCall: []string{"broker"}}}
	e.Resolved, e.Services = late.At, []string{"Broker"}
	people := []incident.Participant{{Who: "ariel"}, {Who: "kieran", Joined: call.At}}
	for _, c := range []struct{ name, participants, want string }{
		{"lines", "  - who: ariel   # first\n    role: expert\n\n  - who: \"kieran\"\n",
			"  - who: ariel   # first\n    role: expert\n    joined: 2026-03-15T00:20:00Z\n    on_call: [broker]\n\n  - who: \"kieran\"\n    paged: true\n"},
		{"flow", "  - {who: ariel, role: expert}\n  - {role: responder, who: kieran }\n",
			"  - {who: ariel, role: expert, joined: 2026-03-15T00:20:00Z, on_call: [broker]}\n  - {role: responder, who: kieran, paged: true}\n"},
	} {
		b := bundle()
		b.Review.Participants = people
		b.Text = []byte("---\nparticipants:  # by the evidence\n" + c.participants + "---\n## Timeline (UTC)\n- 23:50 it begins\n  and goes on\n<!-- - 23:58 no -->\n- 00:30 it ends\n")
		m, err := Merge(e, b, nil)
		if err != nil {
			t.Fatal(err)
		}
		transcript := fileAt(t, m, "reviews/queue/transcript.jsonl")
		want := "---\nparticipants:  # by the evidence\n" + c.want + "resolved: 2026-03-15T00:20:00Z\nservices: [\"Broker\"]\nconversation: " + Fingerprint([]byte(transcript)) +
			"\n---\n## Timeline (UTC)\n" + keepLine + "\n\n- 23:50 it begins\n  and goes on\n<!-- - 23:58 no -->\n" +
			"<!-- - 23:59 [detect] @kieran is called by the pager ([call](transcript.jsonl#pd-1)) -->\n" +
			"<!-- - 2026-03-15 00:20 [coordinate] The page: acknowledged by @ariel ([page](transcript.jsonl#pd-2)) -->\n- 00:30 it ends\n"
		text := fileAt(t, m, "reviews/queue/index.md")
		if text != want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, text, want)
		}
		if !slices.Equal(m.Completed, []string{"kieran", "ariel"}) {
			t.Errorf("%s: completed %v", c.name, m.Completed)
		}
		b.Text, b.Transcript = []byte(strings.Replace(text, "paged: true", "", 1)), []byte(transcript)
		if again, err := Merge(e, b, nil); err != nil || len(again.Files) > 0 {
			t.Errorf("%s: merged again, %v is written: %v", c.name, again.Files, err)
		}
	}
}

// What somebody deleted of an import's proposals does not come back with the
// next one.
func TestMergeTwiceChangesNothing(t *testing.T) {
	e := evidence(message("m1", "02:00", "ariel", "hm"), message("k1", "02:01", "kieran", "got it"), message("k3", "01:00", "kieran", "early"))
	b := bundle()
	first, err := Merge(e, b, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Transcript = []byte(fileAt(t, first, "reviews/queue/transcript.jsonl"))
	text := fileAt(t, first, "reviews/queue/index.md")
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "<!-- - ") {
			text = strings.Replace(text, line, "", 1)
		}
	}
	b.Text = []byte(text)
	second, err := Merge(e, b, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(second.Files) > 0 || second.Added > 0 {
		t.Errorf("the second merge writes %v", second.Files)
	}
}

func TestMergeSaysWhichCitedMessagesChanged(t *testing.T) {
	m, err := Merge(evidence(message("m1", "02:00", "ariel", "oh"), message("m2", "02:05", "ariel", "the key is lost")), bundle(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(m.Changed, " ") != "m1 m2" || strings.Join(m.Cited, " ") != "m2" {
		t.Errorf("changed %v, cited %v", m.Changed, m.Cited)
	}
}

// Front matter that is not written in lines stays as it is; what belongs there is
// given to paste.
func TestMergeIntoFrontMatterOfAnotherForm(t *testing.T) {
	for name, text := range map[string]string{
		"flow":  "---\nparticipants: [{who: ariel}]\n---\n\nText.\n",
		"toml":  "+++\ntitle = \"x\"\n+++\n\nText.\n",
		"cut":   "---\ntitle: x\n\nText.\n",
		"empty": "---\nparticipants:\n---\n",
	} {
		b := bundle()
		b.Text = []byte(text)
		m, err := Merge(evidence(message("k1", "02:01", "kieran", "hello")), b, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(m.Paste, "- who: kieran") {
			t.Errorf("%s: nothing to paste: %q", name, m.Paste)
		}
	}
}

func TestMergeIntoAFileWithoutFrontMatter(t *testing.T) {
	b := bundle()
	b.Text = []byte("# Queue\n\nText.\n")
	m, err := Merge(evidence(message("k1", "02:01", "kieran", "hello")), b, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := fileAt(t, m, "reviews/queue/index.md")
	if !strings.HasPrefix(got, "---\nparticipants:\n  - who: kieran\n") || !strings.HasSuffix(got, "\n---\n# Queue\n\nText.\n") {
		t.Errorf("text:\n%s", got)
	}
}

func TestAllowingIsOnRecord(t *testing.T) {
	b := bundle()
	b.Waivers = []incident.Waiver{{Rule: AllowRule(redact.Phone), Reason: "the public hotline"}}
	m, err := Merge(evidence(message("k1", "02:01", "kieran", "+351 912 345 678")), b, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := fileAt(t, m, "reviews/queue/index.md"); !strings.Contains(got, "\nwaive:\n  phone-number: \"the public hotline\"\n") {
		t.Errorf("the reason is not recorded:\n%s", got)
	}
}
