package diag

import "encoding/json"

// A gitlabIssue is one object of GitLab's Code Quality report.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"` // info, minor, major, critical or blocker
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

// writeGitLab writes a Code Quality report, which GitLab shows beside the lines
// of a merge request.
func (l List) writeGitLab(w *writer) error {
	issues := []gitlabIssue{}
	prints := l.fingerprints(w)
	for i, p := range l {
		issue := gitlabIssue{
			Description: printableLines(p.advice()), CheckName: p.Rule, Fingerprint: prints[i],
			Severity: map[Severity]string{Note: "info", Warning: "minor", Error: "major"}[p.Severity],
			Location: gitlabLocation{Path: w.path(p.File)},
		}
		issue.Location.Lines.Begin = max(p.Line, 1)
		issues = append(issues, issue)
	}
	return encode(w, issues)
}

func encode(w *writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
