package pullrequest

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// mostMarkdown bounds what WriteMarkdown writes, in bytes: a comment at a code
// host may have 65,536 characters.
const mostMarkdown = 60_000

// WriteMarkdown writes the report for a code host's comment or summary, in less
// than 60,000 bytes: what does not fit is counted. All that authors wrote is text
// in it: it mentions nobody, links and loads nothing, and is neither HTML nor any
// other markup.
func (r *Report) WriteMarkdown(w io.Writer) error {
	p := r.Page()
	m := markdownWriter{left: mostMarkdown - 400} // room for the last line
	m.add("## " + p.Heading + "\n\n" + escaped(p.Lede) + "\n")
	if p.Empty != "" {
		m.add("\n" + escaped(p.Empty) + "\n")
	}
	for _, review := range p.Reviews {
		m.overview(review)
	}
	m.effect(p.Book)
	for _, review := range p.Reviews {
		m.stories(review)
	}
	if m.cut > 0 {
		fmt.Fprintf(&m.text, "\n*%s more did not fit here; `casebook diff` shows all of it.*\n", plural(m.cut, "part"))
	}
	if _, err := io.WriteString(w, m.text.String()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// A markdownWriter writes what there is room for.
type markdownWriter struct {
	text strings.Builder
	left int
	cut  int // parts that did not fit
}

func (m *markdownWriter) add(text string) bool {
	if len(text) > m.left {
		m.cut++
		return false
	}
	m.left -= len(text)
	m.text.WriteString(text)
	return true
}

// details adds parts that a reader unfolds.
func (m *markdownWriter) details(title string, parts []string) {
	const end = "\n</details>\n"
	if !m.add("\n<details><summary>" + escapedHTML(title) + "</summary>\n\n") {
		return
	}
	m.left -= len(end)
	for _, part := range parts {
		m.add(part)
	}
	m.text.WriteString(end)
}

// overview is what stands of a review before the stories.
func (m *markdownWriter) overview(p ReviewPage) {
	text := "\n### " + escaped(p.Title) + "\n\n" + codeSpan(p.Path) + " · " + escaped(p.Summary) + "\n"
	if p.Was != "" {
		text += "before: " + codeSpan(p.Was) + "\n"
	}
	if !m.add(text) {
		return
	}
	var lines []string
	for _, f := range p.Facts {
		lines = append(lines, factLine(f.Text, f.Words))
	}
	m.list("", lines)
	m.list("For whom the story holds", markdownReaders(p.Held))
	m.list("Who should read it", markdownReaders(p.Readers))
	m.list("Seen before?", markdownSeen(p.Seen))
	lines = nil
	for _, problem := range p.Problems {
		if problem.New {
			lines = append(lines, escaped(strings.TrimPrefix(problem.Place+": "+problem.Message, ": "))+" "+codeSpan(problem.Rule))
		}
	}
	m.list("To mend, or to know", lines)
}

func markdownReaders(list []ReaderLine) []string {
	var lines []string
	for _, l := range list {
		var names []string
		for _, r := range l.Readers {
			name := escaped(r.Name)
			if r.Handle != "" {
				name += " (" + codeSpan(r.Handle) + ")"
			}
			names = append(names, name)
		}
		lines = append(lines, listed(names)+": "+escaped(l.Why))
	}
	return lines
}

func markdownSeen(list []SeenLine) []string {
	var lines []string
	for _, s := range list {
		lines = append(lines, escaped(s.Title)+" ("+codeSpan(s.Slug)+"): "+escaped(s.Why))
	}
	return lines
}

// list adds lines as a list.
func (m *markdownWriter) list(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	if title != "" {
		title = "**" + escaped(title) + "**\n\n"
	}
	m.add("\n" + title)
	for _, line := range lines {
		m.add("- " + line + "\n")
	}
}

func factLine(text string, words []compare.Run) string {
	if len(words) == 0 {
		return escaped(text)
	}
	return escaped(text) + ": " + markdownRuns(words)
}

func (m *markdownWriter) effect(groups []Group) {
	if len(groups) == 0 {
		return
	}
	m.add("\n### What it does to the book\n")
	for _, g := range groups {
		var lines []string
		for _, l := range g.Lines {
			text := factLine(l.Text, l.Words)
			if l.Note != "" {
				text += " (" + escaped(l.Note) + ")"
			}
			lines = append(lines, text)
		}
		m.list(g.Title, lines)
	}
}

// stories adds what changed in a review's narrative and voices. One that is new
// is read in its file.
func (m *markdownWriter) stories(p ReviewPage) {
	if p.Mark == compare.Changed && !p.Review.Story.Same() {
		m.details(p.StoryTitle+": "+p.Title, markdownBlocks(p.Review.Story))
	}
	for i, v := range p.Voices {
		if v.Mark == compare.Changed {
			m.details(p.Accounts[i].Title, markdownBlocks(v.Story))
		}
	}
}

func markdownBlocks(d compare.Difference) []string {
	var parts []string
	under := ""
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Mark == compare.Left || b.Mark == compare.Kept && b.Label() == "" {
			continue // as it was, or moved with the one before
		}
		head := ""
		if b.Under != under {
			under = b.Under
			head = "\n**" + escaped(strings.TrimSpace(under)) + "**\n"
		}
		parts = append(parts, head+markdownBlock(b))
	}
	return parts
}

func markdownBlock(b compare.Block) string {
	if b.Kind == incident.Code {
		return strings.TrimSuffix(label(b), "\\\n") + "\n" + fenced(b)
	}
	lead := markdownRuns(b.When)
	if len(b.Phase) > 0 {
		lead += " \\[" + markdownRuns(b.Phase) + "\\]"
	}
	if lead != "" {
		lead += " "
	}
	var text strings.Builder
	text.WriteString(label(b))
	if b.Mark == compare.Kept { // it moved
		return "\n" + text.String() + "> " + escaped(b.Excerpt()) + "\n"
	}
	for _, l := range b.Lines {
		if l.Mark == compare.Kept && b.Mark == compare.Changed && !b.Entry && b.Kind != incident.Paragraph {
			continue
		}
		text.WriteString("> " + lead + escaped(strings.TrimLeft(l.Lead, " >")) + markdownRuns(compare.Around(l.Runs, around)) + "\\\n")
		lead = ""
	}
	if lead != "" {
		text.WriteString("> " + lead + "\n")
	}
	return "\n" + strings.TrimSuffix(text.String(), "\\\n") + "\n"
}

// label says what became of a block as a whole.
func label(b compare.Block) string {
	if text := b.Label(); text != "" {
		return "> *" + escaped(text) + "*\\\n"
	}
	return ""
}

// fenced shows lines of code as a difference, in a fence that none of them ends.
func fenced(b compare.Block) string {
	fence, text := "```", strings.Builder{}
	for _, l := range b.Lines {
		sign := "  "
		switch l.Mark {
		case compare.Added:
			sign = "+ "
		case compare.Removed:
			sign = "- "
		}
		for _, run := range l.Runs {
			line := uncommanded(printable(run.Text))
			for strings.Contains(line, fence) {
				fence += "`"
			}
			text.WriteString(sign + line + "\n")
		}
	}
	return "\n" + fence + "diff\n" + text.String() + fence + "\n"
}

// markdownRuns writes text of several marks; ins and del are among the few tags
// that code hosts show.
func markdownRuns(list []compare.Run) string {
	var b strings.Builder
	for _, r := range list {
		text := escaped(r.Text)
		switch r.Mark {
		case compare.Added:
			text = "<ins>" + text + "</ins>"
		case compare.Removed:
			text = "<del>" + text + "</del>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// unjoined keeps signs from being joined with what follows to something a code
// host links: somebody's name, a number.
const unjoined = "\u200d"

// escaped writes plain text as Markdown that says the same and nothing else,
// wherever on a line it stands.
func escaped(s string) string {
	var b strings.Builder
	s = printable(s)
	start, digits := true, false // nothing stood before, or digits alone
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '$':
			b.WriteString("&#36;") // a host's formula otherwise
		case r == '@':
			b.WriteString("\\@" + unjoined)
		case r == '#':
			b.WriteString("\\#" + unjoined)
		case strings.ContainsRune("\\`*_[]|~", r),
			start && strings.ContainsRune("-+=", r), digits && strings.ContainsRune(".)", r), // a list, the line under a heading
			r == ':' && rest != "" && !isDigitOrSpace(rest[0]), // an address, a picture by its name
			r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
		digits = (start || digits) && r >= '0' && r <= '9'
		start = start && r == ' '
	}
	return b.String()
}

func isDigitOrSpace(c byte) bool { return c >= '0' && c <= '9' || c == ' ' }

// escapedHTML writes plain text inside an HTML element, where Markdown still reads
// its own signs.
func escapedHTML(s string) string {
	return strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;", "$", "&#36;", "@", "@"+unjoined, "#", "#"+unjoined, ":", ":"+unjoined, "www.", "www"+unjoined+".",
		"*", "&#42;", "_", "&#95;", "`", "&#96;", "[", "&#91;", "]", "&#93;", "~", "&#126;", "\\", "&#92;", "!", "&#33;",
	).Replace(printable(s))
}

// codeSpan writes plain text as code, between more backticks than stand in it.
func codeSpan(s string) string {
	s = uncommanded(printable(s))
	ticks := "`"
	for strings.Contains(s, ticks) {
		ticks += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return ticks + s + ticks
}
