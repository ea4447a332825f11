package markdown

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/casebook-dev/casebook/internal/casetest"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata")

// TestCases reads testdata/*.txtar. Each holds a narrative, input.md, and the
// parts that are expected of it: blocks, entries, sections, statements, fields,
// links, citations, mentions, problems, html. Its comment may give the options: «started: …»,
// «zone: …», «fields».
func TestCases(t *testing.T) { casetest.Run(t, *update, fillCase) }

func fillCase(t *testing.T, a *txtar.Archive) {
	o := optionsOf(t, string(a.Comment))
	var c testCase
	for i, f := range a.Files {
		if f.Name == "input.md" {
			c.n, c.problems = Parse("input.md", f.Data, 1, o)
			c.view = testView(o)
			continue
		}
		a.Files[i].Data = []byte(c.part(t, f.Name))
	}
}

func optionsOf(t *testing.T, comment string) Options {
	t.Helper()
	var o Options
	for line := range strings.Lines(comment) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "zone":
			loc, err := time.LoadLocation(value)
			if err != nil {
				t.Fatal(err)
			}
			o.Zone = loc
		case "started":
			o.Started, _ = incident.ParseMoment(value, nil)
		case "fields":
			o.KeepFields = true
		}
	}
	return o
}

// testView knows ariel and kieran, one picture, and no page beyond this one.
func testView(o Options) View {
	return View{
		Options: o,
		Person: func(key string) (string, string, bool) {
			switch key {
			case "ariel", "kieran":
				return "people/" + key + "/", strings.ToUpper(key[:1]) + key[1:], true
			}
			return "", "", false
		},
		Image: func(dest string) (Image, bool) {
			return Image{Src: "files/" + dest, Width: 640, Height: 480}, dest == "graph.png"
		},
		Link: func(dest string) (string, bool) {
			return strings.Replace(dest, "transcript.jsonl#", "conversation/#", 1), !strings.HasPrefix(dest, "gone")
		},
	}
}

// A testCase writes what was read of one narrative, part by part.
type testCase struct {
	n        incident.Narrative
	problems diag.List
	view     View
}

func (c testCase) part(t *testing.T, name string) string {
	t.Helper()
	var b strings.Builder
	switch name {
	case "entries":
		for _, e := range c.n.Entries {
			fmt.Fprintln(&b, entryLine(e))
		}
	case "sections":
		for _, k := range c.n.Blocks {
			if k.Kind == incident.Heading {
				fmt.Fprintf(&b, "%d %-8s #%s\n", k.Line, k.Section, k.ID)
			}
		}
	case "blocks":
		for _, k := range c.n.Blocks {
			fmt.Fprintf(&b, "%d kind=%d inner=%v evidence=%v %s | %s\n", k.Line, k.Kind, k.Inner, k.Evidence, k.Section, oneLine(k.Text))
		}
		fmt.Fprintln(&b, "words", c.n.Words)
	case "statements":
		for _, s := range c.n.Statements {
			fmt.Fprintf(&b, "%d %s task=%d inner=%v #%s\n\t%s\n\t%s\n", s.Line, s.Section, s.Task, s.Inner, s.ID, oneLine(s.Markdown), oneLine(s.Text))
		}
	case "fields":
		for _, f := range c.n.Fields {
			fmt.Fprintf(&b, "%d %s = %s\n", f.Line, f.Key, f.Value)
		}
	case "links":
		for _, l := range c.n.Links {
			fmt.Fprintf(&b, "%d:%d image=%v %s\n", l.Line, l.Column, l.Image, l.Dest)
		}
	case "citations":
		for _, k := range c.n.Citations {
			fmt.Fprintf(&b, "%s #%s inner=%v | %s\n", k.Message, k.ID, k.Inner, oneLine(k.Text))
		}
	case "mentions":
		for _, m := range c.n.Mentions {
			fmt.Fprintf(&b, "%d @%s\n", m.Line, m.Key)
		}
	case "problems":
		for _, p := range c.problems {
			fmt.Fprintf(&b, "%d:%d %s [%s] %s\n\t%s\n", p.Line, p.Column, p.Severity, p.Rule, p.Message, p.Hint)
		}
	case "html":
		writePage(&b, Render(c.n, c.view))
	default:
		t.Fatalf("no part is called %q", name)
	}
	return b.String()
}

func entryLine(e incident.Entry) string {
	line := fmt.Sprintf("%d %s", e.Line, e.At)
	if e.Until.Precision != incident.NotKnown {
		line += " to " + e.Until.String()
	}
	if e.At.Assumed {
		line += " assumed"
	}
	if e.OutOfOrder {
		line += " out-of-order"
	}
	if e.Inner {
		line += " inner"
	}
	if e.Phase != "" {
		line += " [" + string(e.Phase) + "]"
	}
	line += " | " + oneLine(e.Text)
	if len(e.Mentions) > 0 {
		line += fmt.Sprint(" mentions=", e.Mentions)
	}
	if len(e.Evidence) > 0 {
		line += fmt.Sprint(" evidence=", e.Evidence)
	}
	return line
}

func writePage(b *strings.Builder, p Page) {
	for _, part := range p.Parts {
		b.WriteString(string(part.HTML))
		for _, e := range part.Entries {
			fmt.Fprintf(b, "(%s) %s", e.Entry.ID, e.HTML)
		}
		for _, f := range part.Footnotes {
			fmt.Fprintf(b, "^%d", f.Number)
		}
		if len(part.Footnotes) > 0 {
			b.WriteString("\n")
		}
	}
	for _, f := range p.Footnotes {
		fmt.Fprintf(b, "^%d #%s %v %s", f.Number, f.ID, f.Refs, f.HTML)
	}
	for _, o := range p.Outline {
		fmt.Fprintf(b, "%s #%s %s\n", strings.Repeat(">", o.Level), o.ID, o.Text)
	}
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
