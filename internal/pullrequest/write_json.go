package pullrequest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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

// mostBlocks bounds the blocks of all stories together: beyond, a report would be
// too large for whoever takes it from strangers.
const mostBlocks = 4000

// JSON returns the report for programs.
func (r *Report) JSON() JSON {
	w := jsonWriter{left: mostBlocks}
	return JSON{
		Schema: Schema, Base: oneLine(r.Base), Head: oneLine(r.Head), Changes: r.Changes,
		Reviews: each(r.Reviews, w.review),
		Book: JSONEffect{
			Reviews: r.Book.Reviews,
			Terms:   each(r.Book.Terms, NewTerm.json),
			Gone:    each(r.Book.Gone, NewTerm.json),
			Said: each(r.Book.Said, func(s Said) JSONSaid {
				turned := each(s.Turned, func(t [2]string) [2]string { return [2]string{oneLine(t[0]), oneLine(t[1])} })
				return JSONSaid{string(s.Section), each(s.Came, oneLine), each(s.Went, oneLine), turned}
			}),
			Figures: each(r.Book.Figures, func(m Moved) JSONFigure {
				return JSONFigure{oneLine(m.Title), oneLine(m.Old), oneLine(m.New)}
			}),
		},
		Files: each(r.Others, func(f File) JSONFile {
			return JSONFile{oneLine(f.Path), oneLine(f.What), string(f.Mark)}
		}),
		Problems: each(r.Problems, Problem.json),
	}
}

// oneLine is a text as it stands in a report: on one line, without what could
// steer anything, and not beyond the length that ReadJSON takes.
func oneLine(s string) string {
	s = strings.ToValidUTF8(printable(s), "\uFFFD")
	const most = mostText - len("…")
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// each maps a list to one that is never nil.
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = f(a)
	}
	return out
}

// A jsonWriter writes stories while there is room for their blocks.
type jsonWriter struct{ left int }

func (w *jsonWriter) review(v Review) JSONReview {
	return JSONReview{
		Slug: oneLine(v.Slug), Title: oneLine(v.Title), Path: oneLine(v.Path), Was: oneLine(v.Was),
		Mark: string(v.Mark), Status: oneLine(string(v.Status)), Words: v.Words,
		Facts: each(v.Facts, func(f Fact) JSONFact {
			return JSONFact{oneLine(f.Key), oneLine(f.Text), jsonRuns(f.Words)}
		}),
		Story: w.story(v.Story),
		Voices: each(v.Voices, func(v Voice) JSONVoice {
			return JSONVoice{oneLine(v.Who), oneLine(v.Name), oneLine(v.Path), string(v.Mark), w.story(v.Story)}
		}),
		Problems: each(v.Problems, Problem.json),
		Seen: each(v.Seen, func(s Seen) JSONSeen {
			return JSONSeen{oneLine(s.Slug), oneLine(s.Title), each(s.Reasons, oneLine), s.Linked}
		}),
		Held:    each(v.Held, Reader.json),
		Readers: each(v.Readers, Reader.json),
	}
}

func (p Problem) json() JSONProblem {
	return JSONProblem{oneLine(p.File), p.Line, oneLine(p.Rule), p.Severity.String(), oneLine(p.Message), oneLine(p.Hint), p.New}
}

func (r Reader) json() JSONReader {
	return JSONReader{oneLine(r.Who), oneLine(r.Name), oneLine(r.Handle), each(r.Reasons, oneLine)}
}

func (t NewTerm) json() JSONTerm {
	return JSONTerm{t.Taxonomy, oneLine(t.Key), oneLine(t.Name), each(t.Reviews, oneLine)}
}

func (w *jsonWriter) story(d compare.Difference) JSONStory {
	s := JSONStory{Changes: d.Changes, Added: d.Added, Removed: d.Removed, Blocks: []JSONBlock{}}
	for _, b := range slices.Concat(d.Blocks, d.Notes) {
		if b.Mark != compare.Left && (b.Mark != compare.Kept || b.Moved) {
			s.Blocks = append(s.Blocks, jsonBlock(b))
		}
	}
	if w.left -= len(s.Blocks); w.left < 0 {
		s.Blocks = s.Blocks[:0]
	}
	return s
}

func jsonBlock(b compare.Block) JSONBlock {
	j := JSONBlock{
		Mark: string(b.Mark), Moved: b.Moved, Under: oneLine(b.Under), From: oneLine(b.From),
		Line: b.Line, When: jsonRuns(b.When), Phase: jsonRuns(b.Phase), Lines: []JSONRow{},
	}
	if b.First > 0 {
		j.Anchor = "chg-" + strconv.Itoa(b.First)
	}
	single := b.Kind == incident.Paragraph || b.Kind == incident.Heading
	for _, l := range b.Lines {
		if l.Mark != compare.Kept || single {
			j.Lines = append(j.Lines, JSONRow{oneLine(l.Lead), jsonRuns(l.Runs)})
		}
	}
	return j
}

func jsonRuns(runs []compare.Run) []JSONRun {
	return each(runs, func(r compare.Run) JSONRun { return JSONRun{string(r.Mark), oneLine(r.Text)} })
}
