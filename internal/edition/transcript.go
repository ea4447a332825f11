package edition

import (
	"regexp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/markdown"
)

// unspoken is a book without its conversations. The files keep their paths, so
// that what links to one is known to lead nowhere, and is shown as words.
func unspoken(b *incident.Book) *incident.Book {
	out := *b
	out.Reviews = mapped(b.Reviews, func(r *incident.Review) *incident.Review {
		c := *r
		c.Messages = nil
		c.Summary = withoutEvidence(c.Summary)
		c.Narrative = uncited(c.Narrative)
		c.Perspectives = slices.Clone(r.Perspectives)
		for i := range c.Perspectives {
			c.Perspectives[i].Narrative = uncited(c.Perspectives[i].Narrative)
		}
		return &c
	})
	return &out
}

// uncited is a narrative that rests on no message: what it said of one, in its
// own words, stays.
func uncited(n incident.Narrative) incident.Narrative {
	n.Source = []byte(withoutEvidence(string(n.Source)))
	n.Citations = nil
	n.Blocks = slices.Clone(n.Blocks)
	for i := range n.Blocks {
		n.Blocks[i].Evidence = nil
	}
	n.Entries = slices.Clone(n.Entries)
	for i := range n.Entries {
		n.Entries[i].Evidence = nil
	}
	n.Statements = slices.Clone(n.Statements)
	for i := range n.Statements {
		s := &n.Statements[i]
		without := withoutEvidence(s.Markdown)
		if without == s.Markdown {
			continue
		}
		before := markdown.StatementID(*s)
		s.Markdown, s.Text = without, markdown.Plain(without)
		s.ID = anchored(s.ID, before, markdown.StatementID(*s))
	}
	return n
}

// evidence is a link to a message.
const evidence = `\[[^\[\]\n]*\]\((?:\.\.?/)*transcript\.jsonl#[^()\s]*\)`

// bracketed are links to messages that stand in brackets of their own, as
// «([said](transcript.jsonl#m-17), [shown](transcript.jsonl#m-19))»: without the
// messages there is nothing that their words could mean.
var bracketed = regexp.MustCompile(`[ \t]*\(` + evidence + `(?:(?:[,;]| and)[ \t]*` + evidence + `)*\)`)

// withoutEvidence takes such links away. A heading keeps its words: they are its
// address.
func withoutEvidence(text string) string {
	if !strings.Contains(text, "transcript.jsonl#") {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, l := range lines {
		if !strings.HasPrefix(l, "#") {
			lines[i] = bracketed.ReplaceAllString(l, "")
		}
	}
	return strings.Join(lines, "")
}
