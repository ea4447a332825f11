package site

import (
	"strings"
	"testing"
)

const talk = `
-- casebook.yaml --
title: Pumps
-- content/people/ana.md --
---
name: Ana Prior
team: night
---
-- content/reviews/2026-03-14-pump/index.md --
---
started: 2026-03-14T02:00:00+01:00
participants: [{who: ana, team: night}]
---

First, Ana [heard it](transcript.jsonl#m-2). Nobody else did.

## Timeline (UTC)

- 01:04 it stops ([said](transcript.jsonl#m-4))
-- content/reviews/2026-03-14-pump/perspectives/ana.md --
I was there. I [said so](../transcript.jsonl#m-2).
-- content/reviews/2026-03-14-pump/transcript.jsonl --
{"id":"m-1","at":"2026-03-14T01:00:00Z","who":"ana","text":"ana joined","kind":"join"}
{"id":"m-1b","at":"2026-03-14T01:00:10Z","who":"Dee","text":"Dee joined","kind":"join"}
{"id":"m-2","at":"2026-03-14T01:02:00Z","who":"ana","text":"it hums","reactions":{"eyes":2,"own-sign":1}}
{"id":"m-3","at":"2026-03-14T01:03:00Z","who":"Pager","text":"pressure low","kind":"alert"}
{"id":"m-4","at":"2026-03-14T01:04:00Z","who":"Dee","text":"it stopped","thread":"m-2"}
{"id":"m-5","at":"2026-03-14T01:05:00Z","who":"ana","text":"so it did","thread":"m-4"}
{"id":"m-6","at":"2026-03-14T01:50:00Z","who":"Dee","text":"back","files":["a.png"]}
{"id":"m-7","at":"2026-03-14T01:51:00Z","who":"Dee","text":"for good","edited":true}
{"id":"m-8","at":"2026-03-14T23:30:00Z","who":"Dee","text":"a reply to what is not here","thread":"m-99"}
`

// inOrder expects the parts one after another in a file.
func inOrder(t *testing.T, files map[string]string, name string, parts ...string) {
	t.Helper()
	rest := files[name]
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("%s: %q is not there, or not after what is expected before it:\n%s", name, part, files[name])
		}
		rest = after
	}
}

func TestConversationReadsLikeOne(t *testing.T) {
	files, _ := made(t, talk, nil)
	const name = "reviews/2026-03-14-pump/conversation/index.html"
	inOrder(t, files, name,
		`9 messages, Saturday 14 March 2026, by the clock of UTC&#43;1. 2 of them carry`,
		`<h2>Saturday 14 March 2026</h2>`,
		`<li class="came">`, `id="m-1"`, `>Ana Prior</a> joined`, `id="m-1b"`, `Dee joined`, // together
		`id="m-2"`, `02:02`, `Ana Prior</a> <span class="team">night</span>`, `<mark>it hums</mark>`, `👀 2`, `own-sign 1`,
		`href="../../../reviews/2026-03-14-pump/index.html#said-m-2">First, Ana heard it.</a>`,
		`index.html#ana-said-m-2">Ana Prior: I said so.</a>`,
		`<details class="thread" open><summary>2 replies <span class="team">until 02:05, by Dee and Ana</span>`,
		`id="m-4"`, `index.html#at-2026-03-14-0104">Timeline, 01:04 UTC</a>`, `id="m-5"`, `</details>`,
		`id="m-3"`, `alert`,
		`45 min without a word`, `id="m-6"`, `a.png`, `class="msg k-message again"`, `(edited)`,
		`<h2>Sunday 15 March 2026</h2>`, `21 h 39 min without a word`, `id="m-8"`,
	)
	has(t, files, "reviews/2026-03-14-pump/index.html", `<a id="said-m-2" href=`, `<a id="ana-said-m-2" href=`, `id="at-2026-03-14-0104"`)
}
