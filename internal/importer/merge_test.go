package importer

import (
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
func fileAt(t *testing.T, m Merger, path string) string {
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

<!-- - 02:01 [coordinate] @kieran takes it up ([said](transcript.jsonl#k1)) -->
<!-- - 03:00 [repair] @kieran: said to be over ([said](transcript.jsonl#k2)) -->

## What we learned

- Nothing yet
`
	if got := fileAt(t, m, "reviews/queue/index.md"); got != wantText {
		t.Errorf("text:\n%s\nwant:\n%s", got, wantText)
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
