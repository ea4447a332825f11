package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/casebook-dev/casebook/internal/incident"
)

// typicalReview is a review of some 1,200 words: a timeline, a table, code,
// links, mentions, and the sections that people fill in.
func typicalReview() []byte {
	var b strings.Builder
	sentence := "The broker had been handed over *in the spring*, and nobody who was paged that night had ever seen its `disk` fill before. "
	b.WriteString("# Name lookups stopped\n\n## Summary\n\n" + strings.Repeat(sentence, 3) + "\n\n## What happened\n\n")
	for i := range 8 {
		fmt.Fprintf(&b, "%sSo @kieran asked @ariel, who pointed at [the runbook](https://example.org/runbook/%d) and [said so](transcript.jsonl#m-%d).\n\n", strings.Repeat(sentence, 3), i, i)
	}
	b.WriteString("```go\nfunc drain(q *Queue) error {\n\tfor q.Len() > 0 {\n\t\tif err := q.Pop(); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n```\n\n")
	b.WriteString("## Timeline (UTC)\n\n")
	for i := range 20 {
		fmt.Fprintf(&b, "- %02d:%02d [diagnose] @kieran looks at the queue, and it **does not move** ([seen](transcript.jsonl#m-%d))\n", 2+i/12, i*5%60, i)
	}
	b.WriteString("\n| Service | Effect | Minutes |\n|---|---|---|\n| checkout | slow | 40 |\n| consul | down | 90 |\n\n## What we learned\n\n")
	b.WriteString(strings.Repeat("- "+sentence+"\n", 5) + "\n## Open questions\n\n" + strings.Repeat("- Who reads the queue when nobody owns it?\n", 4))
	return []byte(b.String())
}

func benchOptions() Options {
	return Options{Started: incident.Moment{Time: time.Date(2026, 3, 14, 2, 4, 0, 0, time.UTC), Precision: incident.ToMinute}}
}

func BenchmarkParse(b *testing.B) {
	src, o := typicalReview(), benchOptions()
	n, _ := Parse("x.md", src, 1, o)
	b.ReportMetric(float64(n.Words), "words")
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse("x.md", src, 1, o)
	}
}

func BenchmarkRender(b *testing.B) {
	src, o := typicalReview(), benchOptions()
	n, _ := Parse("x.md", src, 1, o)
	view := testView(o)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Render(n, view)
	}
}

func BenchmarkInline(b *testing.B) {
	for b.Loop() {
		Inline("Retries *hide* the [first failure](https://example.org/a), said @kieran", View{})
	}
}
