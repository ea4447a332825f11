package pullrequest

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// Schema is the version of what WriteJSON writes. A reader that does not know it
// should read nothing.
const Schema = 1

// JSON is the report for programs: [Report.WriteJSON] writes exactly this, and a
// reader may refuse any other key. Lists are never null. All text is as authors
// wrote it, on one line, without markup: whoever shows it escapes it for where it
// is shown.
type JSON struct {
	Schema  int          `json:"schema"` // 1
	Base    string       `json:"base"`   // main at 1a2b3c4d
	Head    string       `json:"head"`
	Changes int          `json:"changes"` // anchors in the HTML: chg-1 to chg-n
	Reviews []JSONReview `json:"reviews"`
	Book    JSONEffect   `json:"book"`
	Files   []JSONFile   `json:"files"` // beside the reviews
}

// JSONReview is a review that the branch touches.
type JSONReview struct {
	Slug     string        `json:"slug"`
	Title    string        `json:"title"`
	Path     string        `json:"path"`
	Was      string        `json:"was,omitempty"` // its path before
	Mark     string        `json:"mark"`          // changed, added or removed
	Status   string        `json:"status"`
	Words    int           `json:"words"` // in the narrative and the voices
	Facts    []JSONFact    `json:"facts"`
	Story    JSONStory     `json:"story"`
	Voices   []JSONVoice   `json:"voices"`
	Problems []JSONProblem `json:"problems"`
	Seen     []JSONSeen    `json:"seen"`
	Readers  []JSONReader  `json:"readers"`
}

// JSONFact is a sentence on the front matter.
type JSONFact struct {
	Key  string    `json:"key"`
	Text string    `json:"text"`
	Runs []JSONRun `json:"runs"` // how a text changed
}

// JSONStory is how a narrative changed; of one that is new or gone, nothing.
type JSONStory struct {
	Changes int         `json:"changes"`
	Added   int         `json:"added"` // words
	Removed int         `json:"removed"`
	Blocks  []JSONBlock `json:"blocks"` // that changed or moved
}

// JSONBlock is a block that changed or moved.
type JSONBlock struct {
	Mark   string    `json:"mark"` // added, removed, changed, formatted or kept
	Moved  bool      `json:"moved"`
	Anchor string    `json:"anchor,omitempty"` // of its first change, in the HTML
	Under  string    `json:"under,omitempty"`  // a heading
	From   string    `json:"from,omitempty"`   // the heading it stood under before
	Line   int       `json:"line"`             // in the file; of one that is removed, as it was
	When   []JSONRun `json:"when"`             // of a timeline's entry
	Phase  []JSONRun `json:"phase"`
	Lines  []JSONRow `json:"lines"` // of a list, table or code: those that changed
}

// JSONRow is a line of text.
type JSONRow struct {
	Lead string    `json:"lead"` // “- ”, “> ”, spaces
	Runs []JSONRun `json:"runs"`
}

// JSONRun is text of one kind.
type JSONRun struct {
	Mark string `json:"mark"` // kept, added, removed or note
	Text string `json:"text"`
}

// JSONVoice is an account in a file of its own.
type JSONVoice struct {
	Who   string    `json:"who"`
	Name  string    `json:"name"`
	Path  string    `json:"path"`
	Mark  string    `json:"mark"` // changed, added or removed
	Story JSONStory `json:"story"`
}

// JSONProblem is something to mend in a review.
type JSONProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line"` // 0: the whole file
	Rule     string `json:"rule"`
	Severity string `json:"severity"` // error, warning or note
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	New      bool   `json:"new"` // it came with the branch
}

// JSONSeen is another review that one is like.
type JSONSeen struct {
	Slug    string   `json:"slug"`
	Title   string   `json:"title"`
	Reasons []string `json:"reasons"`
	Linked  bool     `json:"linked"`
}

// JSONReader is somebody who should read a review.
type JSONReader struct {
	Who     string   `json:"who"`
	Name    string   `json:"name"`
	Handle  string   `json:"handle,omitempty"` // at the code host, with its @
	Reasons []string `json:"reasons"`
}

// JSONEffect is what the branch does to the book.
type JSONEffect struct {
	Reviews [2]int       `json:"reviews"` // listed, without the branch and with it
	Terms   []JSONTerm   `json:"terms"`   // named for the first time
	Gone    []JSONTerm   `json:"gone"`    // that no review names any more
	Said    []JSONSaid   `json:"said"`
	Figures []JSONFigure `json:"figures"` // that move
}

// JSONTerm is a person, service or the like, and the reviews that name it.
type JSONTerm struct {
	Taxonomy string   `json:"taxonomy"`
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Reviews  []string `json:"reviews"`
}

// JSONSaid is what a section of the book gains and loses.
type JSONSaid struct {
	Section string      `json:"section"` // learnings, surprises, noticed, questions, follow-ups
	Came    []string    `json:"came"`
	Went    []string    `json:"went"`
	Turned  [][2]string `json:"turned"` // what was said, and what is said instead
}

// JSONFigure is a measure that moves.
type JSONFigure struct {
	Title string `json:"title"`
	Old   string `json:"old"` // empty: too little was known
	New   string `json:"new"`
}

// JSONFile is a file beside the reviews.
type JSONFile struct {
	Path string `json:"path"`
	What string `json:"what"`
	Mark string `json:"mark"` // changed, added or removed
}

// WriteJSON writes the report as [JSON].
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r.JSON()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// JSON returns the report for programs.
func (r *Report) JSON() JSON {
	return JSON{
		Schema: Schema, Base: printable(r.Base), Head: printable(r.Head), Changes: r.Changes,
		Reviews: each(r.Reviews, Review.json),
		Book: JSONEffect{
			Reviews: r.Book.Reviews,
			Terms:   each(r.Book.Terms, NewTerm.json),
			Gone:    each(r.Book.Gone, NewTerm.json),
			Said: each(r.Book.Said, func(s Said) JSONSaid {
				turned := each(s.Turned, func(t [2]string) [2]string { return [2]string{printable(t[0]), printable(t[1])} })
				return JSONSaid{string(s.Section), each(s.Came, printable), each(s.Went, printable), turned}
			}),
			Figures: each(r.Book.Figures, func(m Moved) JSONFigure { return JSONFigure{m.Title, m.Old, m.New} }),
		},
		Files: each(r.Others, func(f File) JSONFile {
			return JSONFile{printable(f.Path), printable(f.What), string(f.Mark)}
		}),
	}
}

// each maps a list to one that is never nil.
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = f(a)
	}
	return out
}

func (v Review) json() JSONReview {
	j := JSONReview{
		Slug: v.Slug, Title: printable(v.Title), Path: printable(v.Path), Was: printable(v.Was),
		Mark: string(v.Mark), Status: printable(string(v.Status)), Words: v.Words,
		Facts: each(v.Facts, func(f Fact) JSONFact {
			return JSONFact{printable(f.Key), printable(f.Text), jsonRuns(f.Words)}
		}),
		Story:    jsonStory(v.Story),
		Voices:   each(v.Voices, Voice.json),
		Problems: each(v.Problems, Problem.json),
		Seen: each(v.Seen, func(s Seen) JSONSeen {
			return JSONSeen{s.Slug, printable(s.Title), each(s.Reasons, printable), s.Linked}
		}),
		Readers: each(v.Readers, func(r Reader) JSONReader {
			return JSONReader{r.Who, printable(r.Name), r.Handle, each(r.Reasons, printable)}
		}),
	}
	return j
}

func (v Voice) json() JSONVoice {
	return JSONVoice{v.Who, printable(v.Name), printable(v.Path), string(v.Mark), jsonStory(v.Story)}
}

func (p Problem) json() JSONProblem {
	return JSONProblem{printable(p.File), p.Line, p.Rule, p.Severity.String(), printable(p.Message), printable(p.Hint), p.New}
}

func (t NewTerm) json() JSONTerm {
	return JSONTerm{t.Taxonomy, printable(t.Key), printable(t.Name), each(t.Reviews, printable)}
}

func jsonStory(d compare.Difference) JSONStory {
	s := JSONStory{Changes: d.Changes, Added: d.Added, Removed: d.Removed, Blocks: []JSONBlock{}}
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Mark != compare.Left && (b.Mark != compare.Kept || b.Moved) {
			s.Blocks = append(s.Blocks, jsonBlock(b))
		}
	}
	return s
}

func jsonBlock(b compare.Block) JSONBlock {
	j := JSONBlock{
		Mark: string(b.Mark), Moved: b.Moved, Under: printable(b.Under), From: printable(b.From),
		Line: b.Line, When: jsonRuns(b.When), Phase: jsonRuns(b.Phase), Lines: []JSONRow{},
	}
	if b.First > 0 {
		j.Anchor = "chg-" + strconv.Itoa(b.First)
	}
	single := b.Kind == incident.Paragraph || b.Kind == incident.Heading
	for _, l := range b.Lines {
		if l.Mark != compare.Kept || single {
			j.Lines = append(j.Lines, JSONRow{l.Lead, jsonRuns(l.Runs)})
		}
	}
	return j
}

func jsonRuns(runs []compare.Run) []JSONRun {
	return each(runs, func(r compare.Run) JSONRun { return JSONRun{string(r.Mark), printable(r.Text)} })
}
