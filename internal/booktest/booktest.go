// Package booktest writes casebooks for benchmarks: as many reviews as are asked
// for, each about 1,200 words with front matter, participants, a timeline, a
// table and code, so that every stage has its usual work. The same number gives
// the same files, byte for byte.
package booktest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
	"time"
)

// Files returns a casebook of n reviews with its people, teams and services. Its
// words are few.
func Files(n int) fstest.MapFS { return files(n, func(generator) string { return "" }) }

// WordyFiles returns the same casebook told in as many words as people use, some
// of them often and most of them seldom, each review about a few things, with
// identifiers that stand nowhere else: what a search has to cope with.
func WordyFiles(n int) fstest.MapFS {
	words := vocabulary()
	return files(n, func(g generator) string { return g.word(words) })
}

// files writes the reviews; word gives a word of more than the usual ones, or "".
func files(n int, word func(generator) string) fstest.MapFS {
	fsys := fstest.MapFS{"casebook.yaml": file("title: A generated casebook\n")}
	for i := range people {
		fsys["content/people/"+person(i)+".md"] = file(profile(i))
	}
	for i, name := range services {
		fsys["content/services/"+name+".md"] = file(fmt.Sprintf("---\nname: %s\nowners: [{team: %s, since: 2020-01-01}]\nrotations: [%s]\n---\n\nWhat %s does.\n", name, teams[i%len(teams)], name, name))
	}
	for i := range n {
		g := generator{rand.New(rand.NewPCG(uint64(i), 42)), i, word}
		name, text := g.review(n)
		fsys[name] = file(text)
	}
	return fsys
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }

const people = 60

var (
	teams    = []string{"platform", "checkout", "search", "data", "edge", "mobile", "identity", "payments"}
	services = []string{"consul", "kafka", "gateway", "ledger", "catalogue", "sessions", "mailer", "billing", "images", "feed", "index", "vault", "scheduler", "metrics"}
	tags     = []string{"certificate", "reboot", "deploy", "quota", "disk", "cache", "retry", "timeout", "migration", "dns"}
	factors  = []string{"ownership-transfer", "alert-noise", "hidden-coupling", "stale-runbook", "partial-rollout"}
	nouns    = strings.Fields("broker replica queue lock shard cache pager dashboard runbook alert window team handover deploy rollback leader node client retry limit backlog token schema index region pipeline probe budget ticket log")
	verbs    = strings.Fields("held dropped missed served answered stalled drained moved restarted confirmed ignored reported filled read wrote expected noticed asked explained rebuilt")
	links    = strings.Fields("while because although until after before so and where since")
	lettered = strings.Fields("ari bel cas dov eno fay gil hal ivo jun kai lev mia nia ola pim qua rui sol tao")
)

func person(i int) string {
	return lettered[i%len(lettered)] + "-" + teams[i/len(lettered)%len(teams)]
}

func profile(i int) string {
	return fmt.Sprintf("---\nname: %s\nteam: %s\njoined: %d-0%d-01\ntimezone: Europe/Lisbon\n---\n\nAsk about the %s.\n",
		person(i), teams[i%len(teams)], 2015+i%8, 1+i%9, nouns[i%len(nouns)])
}

// A generator writes one review.
type generator struct {
	*rand.Rand
	i     int
	other func(generator) string
}

func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

// review returns the path and the text of one review of a book of n.
func (g generator) review(n int) (path, text string) {
	started := time.Date(2018, 1, 1, 2, 4, 0, 0, time.UTC).Add(time.Duration(g.i) * (8 * 365 * 24 * time.Hour / time.Duration(n))).Truncate(time.Minute)
	service := pick(g, services)
	name := fmt.Sprintf("%s-%s-%s-%d", started.Format(time.DateOnly), service, pick(g, nouns), g.i)
	var b strings.Builder
	g.facts(&b, service, started)
	g.story(&b, started)
	return fmt.Sprintf("content/reviews/%d/%s.md", started.Year(), name), b.String()
}

func (g generator) facts(b *strings.Builder, service string, started time.Time) {
	fmt.Fprintf(b, "---\ntitle: %q\nid: INC-%d\nseverity: sev%d\n", g.sentence(8), g.i, 1+g.IntN(4))
	fmt.Fprintf(b, "started: %s\ndetected: %s\nresolved: %s\n", stamp(started), stamp(started.Add(7*time.Minute)), stamp(started.Add(3*time.Hour)))
	fmt.Fprintf(b, "services: [%s, %s]\ntechnologies: [dns, kafka]\ntags: [%s, %s]\nfactors: [%s]\n", service, pick(g, services), pick(g, tags), pick(g, tags), pick(g, factors))
	b.WriteString("participants:\n")
	first := g.IntN(people)
	for k := range 5 {
		fmt.Fprintf(b, "  - {who: %s, role: responder, joined: %q, on_call: [%s], paged: %t}\n", person((first+7*k)%people), started.Add(time.Duration(k)*9*time.Minute).Format("15:04"), service, k == 0)
	}
	fmt.Fprintf(b, "review:\n  depth: standard\n  facilitator: %s\n  interviewed: [%s]\n  met: %s\n", person((first+3)%people), person(first), started.AddDate(0, 0, 6).Format(time.DateOnly))
	fmt.Fprintf(b, "actions:\n  decided: %s\n  items:\n    - {title: %q, owner: %s, state: open, due: %s}\n---\n\n", started.AddDate(0, 0, 8).Format(time.DateOnly), g.sentence(7), pick(g, teams), started.AddDate(0, 1, 0).Format(time.DateOnly))
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

func (g generator) story(b *strings.Builder, started time.Time) {
	g.section(b, "Summary", 1, 60)
	g.section(b, "Background", 2, 90)
	g.section(b, "What happened", 4, 90)
	fmt.Fprintf(b, "```go\nfunc %s() error {\n\treturn retry(%d, \"%s\")\n}\n```\n\n", pick(g, verbs), g.IntN(9), pick(g, nouns))
	b.WriteString("## Timeline (UTC)\n\n")
	for k := range 14 {
		fmt.Fprintf(b, "- %s [%s] @%s %s\n", started.Add(time.Duration(k)*11*time.Minute).Format("15:04"), pick(g, []string{"detect", "diagnose", "repair", "communicate"}), person(g.IntN(people)), g.sentence(14))
	}
	b.WriteString("\n## Impact\n\n| part | before | during |\n| --- | --- | --- |\n")
	for range 5 {
		fmt.Fprintf(b, "| %s | %d | %d |\n", pick(g, nouns), g.IntN(900), g.IntN(90))
	}
	b.WriteString("\n")
	g.section(b, "Contributing factors", 2, 80)
	for _, heading := range []string{"What we learned", "What surprised us", "Open questions"} {
		fmt.Fprintf(b, "## %s\n\n", heading)
		for range 3 {
			fmt.Fprintf(b, "- %s\n", g.sentence(16))
		}
		b.WriteString("\n")
	}
}

func (g generator) section(b *strings.Builder, heading string, paragraphs, words int) {
	fmt.Fprintf(b, "## %s\n\n", heading)
	for range paragraphs {
		for said := 0; said < words; said += 13 {
			b.WriteString(g.sentence(13))
			b.WriteString(" ")
		}
		b.WriteString("\n\n")
	}
}

func (g generator) sentence(words int) string {
	said := []string{"The", g.noun(), pick(g, verbs)}
	for len(said) < words {
		said = append(said, pick(g, links), "the", g.noun(), pick(g, verbs))
	}
	return strings.Join(said[:words], " ") + "."
}

func (g generator) noun() string { return cmp.Or(g.other(g), pick(g, nouns)) }
