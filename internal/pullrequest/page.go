package pullrequest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A Page is a report as the layout parts/pull-request.html shows it.
type Page struct {
	Heading string
	Lede    string
	Empty   string // what to say where nothing changed
	Changes int
	Reviews []ReviewPage
	Book    []Group
}

// A ReviewPage is a review of the page.
type ReviewPage struct {
	Review
	Anchor     string
	Summary    string
	StoryTitle string
	Story      []compare.Stretch
	Notes      []compare.Stretch
	Accounts   []Account
	Problems   []ProblemLine
	Seen       []SeenLine
	Held       []ReaderLine
	Readers    []ReaderLine
}

// An Account is a voice of the page.
type Account struct {
	Title string
	Path  string
	Story []compare.Stretch
}

// A ProblemLine is a problem of the page.
type ProblemLine struct {
	Problem
	Place        string // line 12
	Said, Advice []Piece
}

// A Piece of a sentence is code, which stands between backticks in it, or is not.
type Piece struct {
	Text string
	Code bool
}

func pieces(sentence string) []Piece {
	var list []Piece
	for i, text := range strings.Split(sentence, "`") {
		if text != "" {
			list = append(list, Piece{text, i%2 == 1})
		}
	}
	return list
}

// A SeenLine is a review that one is like, with why in a sentence.
type SeenLine struct {
	Seen
	Why string
}

// A ReaderLine is the readers for whom one sentence says why.
type ReaderLine struct {
	Readers []Reader
	Why     string
}

// A Group is some of what a branch does to the book.
type Group struct {
	Title string
	Lines []Line
}

// A Line is one sentence of a group.
type Line struct {
	Text  string
	Note  string
	Href  string
	Words []compare.Run
}

// beside is how many blocks that did not change a page shows beside one that did.
const besideChange = 1

// Page makes the report ready to be shown.
func (r *Report) Page() Page {
	p := Page{Heading: "What this branch changes", Lede: r.lede(), Changes: r.Changes, Book: r.groups()}
	if len(r.Reviews)+len(r.Others)+len(r.Problems) == 0 {
		p.Empty = "Nothing in the book is other than in " + r.Base + "."
	}
	for i, review := range r.Reviews {
		p.Reviews = append(p.Reviews, review.page(fmt.Sprintf("c-review-%d", i+1)))
	}
	return p
}

// lede says in a sentence what a branch touches.
func (r *Report) lede() string {
	var counts []string
	for _, c := range []struct {
		mark compare.Mark
		how  string
	}{{compare.Changed, "changed"}, {compare.Added, "added"}, {compare.Removed, "taken out"}} {
		n := 0
		for _, review := range r.Reviews {
			if review.Mark == c.mark {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, plural(n, "review")+" "+c.how)
		}
	}
	if n := len(r.Others); n > 0 {
		counts = append(counts, plural(n, "other file"))
	}
	between := capital(r.Head) + ", held against " + r.Base
	if len(counts) == 0 {
		return between + "."
	}
	return between + ": " + listed(counts) + "."
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func (v Review) page(anchor string) ReviewPage {
	p := ReviewPage{Review: v, Anchor: anchor, Summary: v.summary(), StoryTitle: "The story"}
	switch {
	case v.Mark == compare.Added:
		p.Story, p.Notes = unfolded(v.Story.Blocks), unfolded(v.Story.Notes)
	case !v.Story.Same():
		p.StoryTitle = "How the story changed"
		p.Story, p.Notes = compare.Stretches(v.Story.Blocks, besideChange), compare.Stretches(v.Story.Notes, besideChange)
	}
	for _, voice := range v.Voices {
		p.Accounts = append(p.Accounts, voice.account())
	}
	for _, problem := range v.Problems {
		p.Problems = append(p.Problems, ProblemLine{problem, problemPlace(problem), pieces(problem.Message), pieces(problem.Hint)})
	}
	for _, s := range v.Seen {
		p.Seen = append(p.Seen, SeenLine{s, strings.Join(s.Reasons, "; ")})
	}
	p.Held = readerLines(v.Held)
	p.Readers = readerLines(v.Readers)
	return p
}

// readerLines puts those together who are asked for the same reasons.
func readerLines(readers []Reader) []ReaderLine {
	var list []ReaderLine
	for _, r := range readers {
		why := strings.Join(r.Reasons, "; ")
		i := slices.IndexFunc(list, func(l ReaderLine) bool { return l.Why == why })
		if i < 0 {
			i = len(list)
			list = append(list, ReaderLine{Why: why})
		}
		list[i].Readers = append(list[i].Readers, r)
	}
	return list
}

// unfolded shows all blocks.
func unfolded(blocks []compare.Block) []compare.Stretch {
	if len(blocks) == 0 {
		return nil
	}
	return []compare.Stretch{{Blocks: blocks}}
}

func (v Voice) account() Account {
	a := Account{Path: v.Path}
	switch v.Mark {
	case compare.Added:
		a.Title, a.Story = capital(v.Name)+" tells it in their own words", unfolded(v.Story.Blocks)
	case compare.Removed:
		a.Title = "The account of " + v.Name + " is gone"
	default:
		a.Title, a.Story = "How the account of "+v.Name+" changed", compare.Stretches(v.Story.Blocks, besideChange)
	}
	return a
}

func problemPlace(p Problem) string {
	if p.Line == 0 {
		return ""
	}
	return fmt.Sprintf("line %d", p.Line)
}

// summary says in a line what became of a review.
func (v Review) summary() string {
	switch v.Mark {
	case compare.Added:
		return fmt.Sprintf("new, %s, %s", string(v.Status), plural(v.Words, "word"))
	case compare.Removed:
		return "taken out"
	}
	changes, added, removed := v.Story.Changes, v.Story.Added, v.Story.Removed
	for _, voice := range v.Voices {
		changes += voice.Story.Changes
		added += voice.Story.Added
		removed += voice.Story.Removed
	}
	var parts []string
	if changes > 0 {
		parts = append(parts, plural(changes, "change"))
	}
	switch {
	case added > 0 && removed > 0:
		parts = append(parts, fmt.Sprintf("%s more, %d fewer", plural(added, "word"), removed))
	case added > 0:
		parts = append(parts, plural(added, "word")+" more")
	case removed > 0:
		parts = append(parts, plural(removed, "word")+" fewer")
	}
	if v.Was != "" {
		parts = append(parts, "in another file")
	}
	if n := len(v.Facts); n > 0 {
		parts = append(parts, plural(n, "fact"))
	}
	if len(parts) == 0 {
		return "nothing that a reader sees"
	}
	return strings.Join(parts, " · ")
}

// groups say what the branch does to the book.
func (r *Report) groups() []Group {
	var list []Group
	add := func(title string, lines []Line) {
		if len(lines) > 0 {
			list = append(list, Group{title, lines})
		}
	}
	var problems []Line
	for _, p := range r.Problems {
		problems = append(problems, Line{Text: p.Message, Note: p.Position.String()})
	}
	add("Files to mend, which nothing above shows", problems)
	add("Named for the first time", termLines(r.Book.Terms))
	add("No longer named by any review", termLines(r.Book.Gone))
	add("Said in the book's lists", saidLines(r.Book.Said))
	var figures []Line
	for _, f := range r.Book.Figures {
		figures = append(figures, Line{Text: f.Title, Href: f.Href, Words: compare.Words(f.Old, f.New)})
	}
	add("Figures that move", figures)
	var files []Line
	for _, f := range r.Others {
		files = append(files, Line{Text: string(f.Mark) + ": " + f.What, Note: f.Path})
	}
	add("Other files", files)
	return list
}

func termLines(terms []NewTerm) []Line {
	var lines []Line
	for _, t := range terms {
		lines = append(lines, Line{Text: t.Name + ", among the " + t.Taxonomy, Note: listed(t.Reviews)})
	}
	return lines
}

func saidLines(said []Said) []Line {
	var lines []Line
	for _, s := range said {
		for _, text := range s.Came {
			lines = append(lines, Line{Text: sectionName(s.Section), Words: []compare.Run{{Mark: compare.Added, Text: text}}})
		}
		for _, t := range s.Turned {
			lines = append(lines, Line{Text: sectionName(s.Section), Words: compare.Words(t[0], t[1])})
		}
		for _, text := range s.Went {
			lines = append(lines, Line{Text: sectionName(s.Section), Words: []compare.Run{{Mark: compare.Removed, Text: text}}})
		}
	}
	return lines
}

// sectionName is what a statement of a section is called.
func sectionName(s incident.Section) string {
	switch s {
	case incident.SectionLearnings:
		return "learned"
	case incident.SectionSurprises:
		return "surprised"
	case incident.SectionNoticed:
		return "noticed"
	case incident.SectionQuestions:
		return "asked"
	case incident.SectionFollowUps:
		return "to follow up"
	}
	return string(s)
}
