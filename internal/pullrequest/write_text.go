package pullrequest

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/compare"
)

// WriteText writes the report for a terminal, in colours where it shows them:
// what is new as {+so+} and what is gone as [-so-], with or without. Nothing that
// an author wrote can steer the terminal.
func (r *Report) WriteText(w io.Writer, colour bool) error {
	out := bufio.NewWriter(w)
	t := textWriter{Writer: out, colour: colour}
	t.report(r)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// A textWriter writes lines. What cannot be written is told by Flush.
type textWriter struct {
	*bufio.Writer
	colour bool
}

// The ways in which a terminal sets text, by the sequences of ECMA-48.
const (
	bold  = "1"
	faint = "2"
	green = "32"
	red   = "31"
	amber = "33"
)

func (t textWriter) paint(how, text string) string {
	if !t.colour || text == "" {
		return text
	}
	return "\x1b[" + how + "m" + text + "\x1b[0m"
}

func (t textWriter) line(indent int, parts ...string) {
	text := uncommanded(strings.Join(parts, ""))
	t.WriteString(strings.Repeat(" ", indent) + text + "\n")
}

func (t textWriter) head(text string) {
	t.line(0)
	t.line(0, t.paint(bold, printable(text)))
}

func (t textWriter) report(r *Report) {
	p := r.Page()
	t.line(0, t.paint(bold, p.Heading))
	t.line(0, printable(p.Lede))
	if p.Empty != "" {
		t.line(0, printable(p.Empty))
	}
	for _, review := range p.Reviews {
		t.review(review)
	}
	if len(p.Book) > 0 {
		t.head("What it does to the book")
	}
	for _, g := range p.Book {
		t.line(2, t.paint(faint, g.Title))
		for _, l := range g.Lines {
			t.groupLine(l)
		}
	}
}

func (t textWriter) groupLine(l Line) {
	text := printable(l.Text)
	if len(l.Words) > 0 {
		text += ": " + t.runs(l.Words)
	}
	if l.Note != "" {
		text += t.paint(faint, " ("+printable(l.Note)+")")
	}
	t.line(4, text)
}

func (t textWriter) review(p ReviewPage) {
	t.head(p.Title)
	t.line(2, t.paint(faint, printable(p.Path+" · "+p.Summary)))
	if p.Was != "" {
		t.line(2, t.paint(faint, printable("before: "+p.Was)))
	}
	for _, f := range p.Facts {
		t.groupLine(Line{Text: f.Text, Words: f.Words})
	}
	if p.Mark == compare.Changed {
		t.story(p.StoryTitle, p.Review.Story)
	}
	for i, v := range p.Voices {
		switch v.Mark {
		case compare.Changed:
			t.story(p.Accounts[i].Title, v.Story)
		default:
			t.line(2, t.paint(faint, printable(p.Accounts[i].Title)))
		}
	}
	t.aside(p)
}

// aside is what stands after the story of a review.
func (t textWriter) aside(p ReviewPage) {
	if len(p.Problems) > 0 {
		t.line(2, t.paint(faint, "To mend, or to know"))
	}
	for _, problem := range p.Problems {
		text := problem.String()
		if problem.New {
			text = t.paint(bold, "new ") + text
		}
		for line := range strings.Lines(text) {
			t.line(4, strings.TrimSuffix(line, "\n"))
		}
	}
	if len(p.Seen) > 0 {
		t.line(2, t.paint(faint, "Seen before?"))
	}
	for _, s := range p.Seen {
		t.line(4, printable(s.Title), t.paint(faint, " ("+printable(s.Slug+": "+s.Why)+")"))
	}
	t.readers("For whom the story holds", p.Held)
	t.readers("Who should read it", p.Readers)
}

func (t textWriter) readers(title string, list []ReaderLine) {
	if len(list) > 0 {
		t.line(2, t.paint(faint, title))
	}
	for _, l := range list {
		var names []string
		for _, r := range l.Readers {
			names = append(names, strings.TrimSpace(r.Name+" "+r.Handle))
		}
		t.line(4, printable(listed(names)), t.paint(faint, " ("+printable(l.Why)+")"))
	}
}

// story writes the blocks that changed, each under the heading it stands under.
func (t textWriter) story(title string, d compare.Difference) {
	if d.Same() {
		return
	}
	t.line(2, t.paint(faint, title))
	under := ""
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Mark == compare.Kept && !b.Moved {
			continue
		}
		if b.Under != under && b.Mark != compare.Left {
			under = b.Under
			t.line(4, t.paint(bold, "# "+printable(under)))
		}
		t.block(b)
	}
}

// around is how many words stand on either side of a change in text and Markdown.
const around = 12

func (t textWriter) block(b compare.Block) {
	head := t.runs(b.When)
	if len(b.Phase) > 0 {
		head += " [" + t.runs(b.Phase) + "]"
	}
	if label := b.Label(); label != "" {
		head = strings.TrimSpace(head + " " + t.paint(amber, "("+printable(label)+")"))
	}
	if b.Mark == compare.Kept && b.Label() == "" {
		return // moved with the one before
	}
	if b.Mark == compare.Left || b.Mark == compare.Kept {
		t.line(4, head, " ", printable(b.Excerpt()))
		return
	}
	lead := ""
	if b.Entry {
		lead = head + " "
	} else if head != "" {
		t.line(4, head)
	}
	for _, l := range b.Lines {
		if l.Mark == compare.Kept && b.Mark == compare.Changed && lead == "" {
			continue
		}
		t.line(4, lead, l.Lead, t.runs(compare.Around(l.Runs, around)))
		lead = ""
	}
	if lead != "" {
		t.line(4, lead)
	}
}

// runs writes text of several marks.
func (t textWriter) runs(list []compare.Run) string {
	var b strings.Builder
	for _, r := range list {
		text := printable(r.Text)
		switch r.Mark {
		case compare.Added:
			text = t.paint(green, "{+"+text+"+}")
		case compare.Removed:
			text = t.paint(red, "[-"+text+"-]")
		case compare.Note:
			text = t.paint(amber, text)
		}
		b.WriteString(text)
	}
	return b.String()
}
