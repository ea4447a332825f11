package gitrepo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
)

// Pulls are the pull requests of pull-requests.json, which lies beside the
// settings. It holds what a code host knows and Git does not: above all, who
// approved.
//
//	{"pull_requests": [
//	  {"number": 41, "merged_by": "sam", "commits": ["5d41…"],
//	   "approved": [{"by": "ruth", "at": "2026-03-22T09:12:00Z"}]}
//	]}
//
// People go by their name on the code host, which their profile's handles have,
// or by their key. Commits are named in full, and only where Git's messages do
// not tell that they are of the pull request: after a rebase. What else an entry
// has is kept for its readers.
type Pulls struct {
	byNumber map[int]pullRequest
	byCommit map[string]int
}

type pullRequest struct {
	Number   int      `json:"number"`
	MergedBy string   `json:"merged_by"`
	Commits  []string `json:"commits"`
	Approved []struct {
		By string `json:"by"`
	} `json:"approved"`
}

// maxPulls bounds pull-requests.json, in bytes.
const maxPulls = 16 << 20

// ParsePulls reads pull-requests.json, file being its name in problems.
func ParsePulls(file string, src []byte) (Pulls, diag.List) {
	p := Pulls{byNumber: map[int]pullRequest{}, byCommit: map[string]int{}}
	if len(src) > maxPulls {
		return p, diag.List{pullProblem(file, 0, "the file is larger than 16 MB; it is left out", "")}
	}
	var all struct {
		PullRequests []json.RawMessage `json:"pull_requests"`
	}
	if err := json.Unmarshal(src, &all); err != nil {
		return p, diag.List{pullProblem(file, lineOf(src, err), "this cannot be read: "+reason(err), `Write {"pull_requests": [{"number": 41, "approved": [{"by": "ruth"}]}]}.`)}
	}
	var problems diag.List
	at := 0
	for _, raw := range all.PullRequests {
		at += max(0, bytes.Index(src[at:], raw))
		line := 1 + bytes.Count(src[:at], []byte("\n"))
		var one pullRequest
		switch err := json.Unmarshal(raw, &one); {
		case err != nil:
			problems = append(problems, pullProblem(file, line, "this pull request cannot be read: "+reason(err), ""))
		case one.Number <= 0:
			problems = append(problems, pullProblem(file, line, "this pull request has no number", `Write "number": 41.`))
		default:
			p.byNumber[one.Number] = one
			for _, c := range one.Commits {
				p.byCommit[strings.ToLower(c)] = one.Number
			}
		}
	}
	return p, problems
}

// of returns the pull request that a commit is said to be of; 0 for none.
func (p Pulls) of(commit string) int { return p.byCommit[commit] }

func pullProblem(file string, line int, message, hint string) diag.Problem {
	return diag.Problem{
		Position: diag.Position{File: file, Line: line},
		Rule:     "pull-requests", Severity: diag.Warning, Message: message, Hint: hint,
	}
}

// lineOf returns where in a JSON text reading failed; 0 when that is not known.
func lineOf(src []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return 1 + bytes.Count(src[:min(int(syntax.Offset), len(src))], []byte("\n"))
	case errors.As(err, &kind):
		return 1 + bytes.Count(src[:min(int(kind.Offset), len(src))], []byte("\n"))
	}
	return 0
}

// reason says what is wrong with a JSON text, without Go's words for types.
func reason(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Sprintf("%q cannot be a %s", kind.Field, kind.Value)
	}
	return err.Error()
}
