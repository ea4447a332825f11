package pullrequest

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Marker is the first line of every comment, by which the next run finds it and
// writes over it.
const Marker = "<!-- casebook -->"

// WriteComment writes a report as the one comment that stands below a pull
// request: what changed in short, what should be mended, who should read it and
// what it is like. link is where the whole of it can be seen; it may be empty. All
// that authors wrote is text in it, as in WriteMarkdown, and nobody is notified.
func (j JSON) WriteComment(w io.Writer, link string) error {
	m := markdownWriter{left: mostMarkdown - 600}
	m.add(Marker + "\n### What this branch does to the book\n\n" + j.summary() + "\n")
	for _, r := range j.Reviews {
		m.commented(r)
	}
	some(&m, "Files to mend, which nothing above shows", j.Problems, func(p JSONProblem) string {
		return codeSpan(clipped(p.File)) + ": " + commentedProblem(p)
	})
	m.list("First named", j.terms())
	if m.cut > 0 {
		fmt.Fprintf(&m.text, "\n*%s more did not fit here.*\n", plural(m.cut, "part"))
	}
	rest := "the words themselves are in the summary of the run, with the site as it would be, to unpack and open from disk"
	if link != "" {
		rest = "[the words themselves, and the site as it would be](" + link + ")"
	}
	fmt.Fprintf(&m.text, "\n<sub>%s · compared with %s</sub>\n", upper(rest), escapedHTML(j.Base))
	if _, err := io.WriteString(w, m.text.String()); err != nil {
		return fmt.Errorf("write the comment: %w", err)
	}
	return nil
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

// summary counts what the branch touches.
func (j JSON) summary() string {
	count := map[string]int{}
	for _, r := range j.Reviews {
		count[r.Mark]++
	}
	var parts []string
	for _, mark := range []string{"added", "changed", "removed"} {
		if n := count[mark]; n > 0 {
			parts = append(parts, plural(n, "review")+" "+mark)
		}
	}
	if n := len(j.Files); n > 0 {
		parts = append(parts, plural(n, "other file")+" touched")
	}
	if len(parts) == 0 {
		return "Nothing that the book shows."
	}
	return strings.Join(parts, ", ") + "."
}

// commented adds a review.
func (m *markdownWriter) commented(r JSONReview) {
	head := "\n**" + escaped(clipped(r.Title)) + "** (" + codeSpan(clipped(r.Path)) + ")\n\n" + told(r) + "\n"
	if !m.add(head) {
		return
	}
	some(m, "", r.Facts, func(f JSONFact) string { return escaped(clipped(f.Text)) })
	var fresh []JSONProblem
	for _, p := range r.Problems {
		if p.New {
			fresh = append(fresh, p)
		}
	}
	some(m, "To mend, or to know", fresh, commentedProblem)
	some(m, "For whom the story holds", r.Held, commentedReader)
	some(m, "Who should read it", r.Readers, commentedReader)
	some(m, "Seen before?", r.Seen, func(s JSONSeen) string {
		return escaped(clipped(s.Title)) + ": " + escaped(clipped(strings.Join(s.Reasons, "; ")))
	})
}

func commentedProblem(p JSONProblem) string {
	text := escaped(clipped(p.Message)) + " " + codeSpan(clipped(p.Rule))
	if p.Line > 0 {
		text = fmt.Sprintf("line %d: ", p.Line) + text
	}
	return text
}

func commentedReader(p JSONReader) string {
	name := escaped(clipped(p.Name))
	if p.Handle != "" {
		name += " (" + codeSpan(clipped(p.Handle)) + ")"
	}
	return name + ": " + escaped(clipped(strings.Join(p.Reasons, "; ")))
}

// told says in a sentence what became of the story.
func told(r JSONReview) string {
	switch {
	case r.Mark == "added":
		return fmt.Sprintf("New, with %s.", plural(r.Words, "word"))
	case r.Mark == "removed":
		return "Taken away."
	case r.Story.Added == 0 && r.Story.Removed == 0 && len(r.Story.Blocks) == 0:
		return "The story is as it was."
	}
	return fmt.Sprintf("The story: %s touched, %s added, %d taken away.", plural(len(r.Story.Blocks), "passage"), plural(r.Story.Added, "word"), r.Story.Removed)
}

// some adds the first few of a list.
func some[T any](m *markdownWriter, title string, list []T, line func(T) string) {
	const most = 8
	var lines []string
	for i, x := range list {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more", len(list)-most))
			break
		}
		lines = append(lines, line(x))
	}
	m.list(title, lines)
}

// terms are what the book did not know before.
func (j JSON) terms() []string {
	const most = 12
	var lines []string
	for i, t := range j.Book.Terms {
		if i == most {
			return append(lines, fmt.Sprintf("and %d more", len(j.Book.Terms)-most))
		}
		lines = append(lines, escaped(clipped(t.Taxonomy))+": "+escaped(clipped(t.Name)))
	}
	return lines
}

// clipped is the beginning of a long text.
func clipped(s string) string {
	const most = 300
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
