package edition

import (
	"fmt"
	"strings"
	"testing"

	"github.com/casebook-dev/casebook/internal/incident"
)

// book has Ana, who stands by her name, Bo under a pseudonym, and Cleo unnamed.
func book() *incident.Book {
	person := func(key, name string, v incident.Visibility) *incident.Person {
		return &incident.Person{Term: incident.Term{Key: key, Name: name}, Visibility: v, Timezone: "Asia/Tokyo", Asks: "the pump, or @cleo"}
	}
	return &incident.Book{
		People: []*incident.Person{person("ana", "Ana", ""), person("bo", "Bo Secret", incident.Pseudonym), person("cleo", "Cleo Secret", incident.Hidden)},
		Reviews: []*incident.Review{{
			Slug:    "pump",
			Summary: "@bo and @cleo found it; @bob did not.",
			Participants: []incident.Participant{
				{Who: "ana", Timezone: "Asia/Tokyo", TenureDays: 10},
				{Who: "bo", Timezone: "Asia/Tokyo", TenureDays: 10},
				{Who: "cleo", Role: "expert"},
			},
			Study:     incident.Study{Facilitator: "cleo", Interviewed: []string{"ana", "bo"}, NotAsked: []incident.Reason{{Who: "cleo", Why: "on leave"}}},
			Decisions: incident.Decisions{Actions: []incident.Action{{Title: "ask @cleo", Owner: "bo"}}},
			Narrative: incident.Narrative{
				Source:     []byte("Then @Bo, and (@cleo) too."),
				Blocks:     []incident.Block{{Text: "Then @bo"}},
				Entries:    []incident.Entry{{Text: "@cleo calls", Mentions: []string{"cleo", "ana"}}},
				Statements: []incident.Statement{{Markdown: "@bo knew", Text: "@bo knew"}},
				Mentions:   []incident.Mention{{Key: "bo"}},
				Citations:  []incident.Citation{{Message: "m-1", Text: "@cleo was first"}},
			},
			Perspectives: []incident.Perspective{{Who: "bo", Narrative: incident.Narrative{Source: []byte("I, @bo")}}},
			Messages:     []incident.Message{{ID: "m-1", Who: "cleo", Text: "ping @bo"}},
			Provenance: &incident.Provenance{Revisions: []incident.Revision{{
				File: "pump/perspectives/cleo.md", Subject: "Cleo Secret and @bo were first, as Bo Secret says",
				Author:    incident.Contributor{Key: "bo", Name: "Bo Secret"},
				CoAuthors: []incident.Contributor{{Name: "cleo"}, {Key: "ana", Name: "Ana"}},
				Approvals: []incident.Approval{{By: incident.Contributor{Key: "cleo", Name: "Cleo Secret"}, Source: incident.ApprovalTrailer}},
			}}},
		}},
	}
}

func TestVeiledPeopleAppearNowhere(t *testing.T) {
	b, err := Of(book(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := b.Reviews[0]
	whole := fmt.Sprintf("%+v %s %s %+v", *r, r.Narrative.Source, r.Perspectives[0].Narrative.Source, *r.Provenance)
	for _, p := range b.People {
		whole += fmt.Sprintf("%+v", *p)
	}
	for _, word := range []string{"Secret", "cleo", "Cleo", "@bo ", "@Bo", "{bo", ":bo"} {
		if strings.Contains(whole, word) {
			t.Errorf("%q is still there in %s", word, whole)
		}
	}
	if got, want := r.Summary, "@colleague-1 and a colleague found it; @bob did not."; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
	if p := r.Participants[1]; p.Who != "colleague-1" || p.Timezone != "" || p.TenureDays != -1 {
		t.Errorf("a pseudonym keeps what tells who it is: %+v", p)
	}
	if rev := r.Provenance.Revisions[0]; rev.Author.Key != "colleague-1" || rev.CoAuthors[1].Name != "Ana" || rev.Approvals[0].By.Name != "a colleague" ||
		rev.File != "pump/perspectives/a-colleague.md" || rev.Subject != "a colleague and @colleague-1 were first, as Colleague 1 says" {
		t.Errorf("got %+v", rev)
	}
	if p := r.Participants[0]; p.Who != "ana" || p.Timezone == "" || p.TenureDays != 10 {
		t.Errorf("somebody who did not ask for it was changed: %+v", p)
	}
}

func TestWords(t *testing.T) {
	veil := Words(book())
	for text, want := range map[string]string{
		"bo took part, and @cleo too":                   "Colleague 1 took part, and a colleague too",
		"«Bo Secret failed to» tells what was not, Bo.": "«Colleague 1 failed to» tells what was not, Colleague 1.",
		"pump/perspectives/cleo.md":                     "pump/perspectives/a colleague.md",
		"cleopatra, bob and ana":                        "cleopatra, bob and ana",
	} {
		if got := veil(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	open := book()
	open.People = open.People[:1]
	if got := Words(open)("ana and bo"); got != "ana and bo" {
		t.Errorf("nobody is veiled, and it says %q", got)
	}
}

func TestTheGivenBookIsNotChanged(t *testing.T) {
	given := book()
	before := fmt.Sprintf("%+v %+v %+v", *given.Reviews[0], given.Reviews[0].Narrative, *given.Reviews[0].Provenance)
	if _, err := Of(given, Options{}); err != nil {
		t.Fatal(err)
	}
	if after := fmt.Sprintf("%+v %+v %+v", *given.Reviews[0], given.Reviews[0].Narrative, *given.Reviews[0].Provenance); after != before {
		t.Errorf("changed from\n%s\nto\n%s", before, after)
	}
}

func TestOnlyTheInternalEditionIsBuilt(t *testing.T) {
	if _, err := Of(book(), Options{Name: "public"}); err == nil {
		t.Error("an edition that nobody builds was accepted")
	}
}

// What machines wrote and what earlier drafts said names people without an @, and
// nobody can mend it. What somebody wrote today is theirs to mend.
func TestVeiledPeopleAreNotNamedWithoutAnAt(t *testing.T) {
	b := book()
	b.People = append(b.People, &incident.Person{Term: incident.Term{Key: "bo-lee", Name: "Bo Lee"}})
	b.Reviews[0].Messages = []incident.Message{
		{Kind: incident.MessageBot, Text: "Paging: pump (cleo), started by cleo."},
		{Kind: incident.MessageText, Text: "ask cleo's machine"},
	}
	shown, err := Of(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Paging: pump (a colleague), started by a colleague.", "ask cleo's machine"} {
		if got := shown.Reviews[0].Messages[i].Text; got != want {
			t.Errorf("message %d: %q, want %q", i, got, want)
		}
	}
	n := Earlier(b, Options{})(incident.Narrative{
		Source: []byte("Cleo's pump, said Bo Secret; @bo and Cleos. Bo Lee was away, Ana was not."),
		Blocks: []incident.Block{{Text: "Cleo (cleo)"}},
	})
	if got, want := string(n.Source), "a colleague's pump, said Colleague 1; @colleague-1 and Cleos. a colleague Lee was away, Ana was not."; got != want {
		t.Errorf("an earlier draft says %q, want %q", got, want)
	}
	if got := n.Blocks[0].Text; got != "a colleague (a colleague)" {
		t.Errorf("a block of it says %q", got)
	}
}

// told is a review that rests on two messages, in all the places where it may.
func told() *incident.Book {
	source := "Ana saw it first ([said](transcript.jsonl#m-1), [shown](./transcript.jsonl#m-2)).\n\n# Heard ([said](transcript.jsonl#m-1))\n\nHer [own words](transcript.jsonl#m-1) say more ([graph](https://graphs.example/)).\n"
	statement := incident.Statement{Section: incident.SectionLearnings, Markdown: "Valves ([said](transcript.jsonl#m-1)) stick", Text: "Valves (said) stick", ID: "learnings-valves-said-stick-2"}
	narrative := incident.Narrative{
		Source:     []byte(source),
		Blocks:     []incident.Block{{Text: "Ana saw it first", Evidence: []string{"m-1", "m-2"}}},
		Entries:    []incident.Entry{{Text: "Ana sees it", Evidence: []string{"m-1"}}},
		Statements: []incident.Statement{statement},
		Citations:  []incident.Citation{{Message: "m-1", Text: "Ana saw it first"}},
	}
	return &incident.Book{Reviews: []*incident.Review{{
		Slug: "pump", Transcript: "pump/transcript.jsonl",
		Messages:     []incident.Message{{ID: "m-1", Who: "ana", Text: "the valve!"}, {ID: "m-2", Who: "ana"}},
		Narrative:    narrative,
		Perspectives: []incident.Perspective{{Who: "ana", Narrative: narrative}},
	}}}
}

func TestConversationsAreLeftOut(t *testing.T) {
	given := told()
	before := fmt.Sprintf("%+v", *given.Reviews[0])
	b, err := Of(given, Options{Drop: []string{Transcript}})
	if err != nil {
		t.Fatal(err)
	}
	r := b.Reviews[0]
	if len(r.Messages) > 0 {
		t.Errorf("messages are there: %v", r.Messages)
	}
	want := "Ana saw it first.\n\n# Heard ([said](transcript.jsonl#m-1))\n\nHer [own words](transcript.jsonl#m-1) say more ([graph](https://graphs.example/)).\n"
	for _, n := range []incident.Narrative{r.Narrative, r.Perspectives[0].Narrative, Earlier(given, Options{Drop: []string{Transcript}})(given.Reviews[0].Narrative)} {
		if string(n.Source) != want {
			t.Errorf("the text is\n%s\nwant\n%s", n.Source, want)
		}
		if len(n.Citations)+len(n.Blocks[0].Evidence)+len(n.Entries[0].Evidence) > 0 {
			t.Errorf("it rests on messages still: %+v", n)
		}
		if s := n.Statements[0]; s.Text != "Valves stick" || s.ID != "learnings-valves-stick-2" {
			t.Errorf("got %+v", s)
		}
	}
	if after := fmt.Sprintf("%+v", *given.Reviews[0]); after != before {
		t.Errorf("the given book was changed from\n%s\nto\n%s", before, after)
	}
}
