package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A pullRequest is one entry of pull-requests.json: what a code host knows of a
// pull request and Git does not.
type pullRequest struct {
	Number   int        `json:"number"`
	MergedBy string     `json:"merged_by,omitempty"`
	Commits  []string   `json:"commits,omitempty"`
	Approved []approval `json:"approved,omitempty"`
}

type approval struct {
	By string `json:"by"`
	At string `json:"at,omitempty"`
}

// A hostedPull is a pull request as GitHub's command line prints it:
//
//	gh pr list --state merged --limit 1000 --json number,mergedBy,commits,reviews
//
// or as Gitea's and Forgejo's API gives one with its reviews put into it.
type hostedPull struct {
	Number        int         `json:"number"`
	MergedBy      *hostedUser `json:"mergedBy"`
	MergedByLogin *hostedUser `json:"merged_by"`
	Commits       []struct {
		OID string `json:"oid"`
		SHA string `json:"sha"`
	} `json:"commits"`
	Reviews []struct {
		Author      *hostedUser `json:"author"`
		User        *hostedUser `json:"user"`
		State       string      `json:"state"`
		SubmittedAt string      `json:"submittedAt"`
		Submitted   string      `json:"submitted_at"`
	} `json:"reviews"`
}

type hostedUser struct {
	Login string `json:"login"`
}

func (u *hostedUser) login() string {
	if u == nil {
		return ""
	}
	return u.Login
}

// PullRequests reads pull requests as a code host tells of them and returns the
// file pull-requests.json, with those that were in it already: an entry read again
// takes the place of the old one. Nobody's address is in it.
func PullRequests(name string, src, before []byte) ([]byte, error) {
	text, _, err := decode(src)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	var hosted []hostedPull
	if err := unmarshal(text, &hosted); err != nil {
		return nil, fmt.Errorf("read %q: no list of pull requests; `gh pr list --state merged --json number,mergedBy,commits,reviews` prints one: %w", name, err)
	}
	var file struct {
		PullRequests []json.RawMessage `json:"pull_requests"`
	}
	if len(bytes.TrimSpace(before)) > 0 {
		if err := json.Unmarshal(before, &file); err != nil {
			return nil, fmt.Errorf("read %q: %w", "pull-requests.json", err)
		}
	}
	all := map[int]json.RawMessage{}
	for _, raw := range file.PullRequests {
		var p pullRequest
		if err := json.Unmarshal(raw, &p); err != nil {
			return nil, fmt.Errorf("read %q: %w", "pull-requests.json", err)
		}
		all[p.Number] = raw
	}
	for _, h := range hosted {
		if h.Number <= 0 {
			continue
		}
		raw, err := json.Marshal(h.entry())
		if err != nil {
			return nil, fmt.Errorf("write pull request %d: %w", h.Number, err)
		}
		all[h.Number] = raw
	}
	return writePullRequests(all)
}

// entry keeps what a story's provenance needs: who approved last, and who merged.
func (h hostedPull) entry() pullRequest {
	p := pullRequest{Number: h.Number, MergedBy: cmp.Or(h.MergedBy.login(), h.MergedByLogin.login())}
	for _, c := range h.Commits {
		p.Commits = append(p.Commits, cmp.Or(c.OID, c.SHA))
	}
	for _, r := range h.Reviews {
		by := cmp.Or(r.Author.login(), r.User.login())
		if !strings.EqualFold(r.State, "approved") || by == "" {
			continue
		}
		p.Approved = slices.DeleteFunc(p.Approved, func(a approval) bool { return a.By == by })
		p.Approved = append(p.Approved, approval{By: by, At: cmp.Or(r.SubmittedAt, r.Submitted)})
	}
	return p
}

// writePullRequests writes an entry a line, so that two branches seldom meet.
func writePullRequests(all map[int]json.RawMessage) ([]byte, error) {
	var numbers []int
	for n := range all {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var b bytes.Buffer
	b.WriteString("{\"pull_requests\": [\n")
	for i, n := range numbers {
		var line bytes.Buffer
		if err := json.Compact(&line, all[n]); err != nil {
			return nil, fmt.Errorf("write pull request %d: %w", n, err)
		}
		b.WriteString("  " + line.String())
		if i < len(numbers)-1 {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}
