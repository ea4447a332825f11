package pullrequest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/incident"
)

// WriteJSON writes the report as [JSON].
func (r *Report) WriteJSON(w io.Writer) error {
	data, err := json.MarshalIndent(r.JSON(), "", "  ")
	if err == nil {
		data = bytes.ReplaceAll(data, []byte("##["), []byte(`##\u005b`)) // a command to some runners
		_, err = w.Write(append(data, '\n'))
	}
	if err != nil {
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
