package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// mostAnnotations is how many of each severity GitHub shows of one step; what is
// printed beyond is dropped without a word.
const mostAnnotations = 10

// writeGitHub writes workflow commands, which GitHub Actions shows beside the
// lines of a pull request: of each severity the ten most useful, or nine and
// how many more there are. One of each rule comes before the second of any.
func (l List) writeGitHub(w *writer) error {
	for _, s := range []Severity{Error, Warning, Note} {
		if err := l.useful(s).annotate(w, s); err != nil {
			return err
		}
	}
	return nil
}

// useful are the problems of a severity, the first of each rule before all else.
func (l List) useful(s Severity) List {
	type ranked struct {
		Problem
		nth int // of its rule
	}
	var list []ranked
	seen := make(map[string]int)
	for _, p := range l {
		if p.Severity == s {
			list = append(list, ranked{p, seen[p.Rule]})
			seen[p.Rule]++
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.nth, b.nth) })
	var useful List
	for _, r := range list {
		useful = append(useful, r.Problem)
	}
	return useful
}

func (l List) annotate(w *writer, s Severity) error {
	shown := l
	if len(l) > mostAnnotations {
		shown = l[:mostAnnotations-1]
	}
	for _, p := range shown {
		if _, err := io.WriteString(w, w.annotation(p)+"\n"); err != nil {
			return err
		}
	}
	if more := len(l) - len(shown); more > 0 {
		_, err := fmt.Fprintf(w, "::%s title=%d more::%s\n", annotationLevel(s), more, escapeData(fmt.Sprintf("There are %d more. `casebook check` on your own machine lists them all.", more)))
		return err
	}
	return nil
}

func (w *writer) annotation(p Problem) string {
	var b strings.Builder
	fmt.Fprintf(&b, "::%s ", annotationLevel(p.Severity))
	if p.File != "" {
		fmt.Fprintf(&b, "file=%s,", escapeProperty(w.path(p.File)))
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, "line=%d,", p.Line)
	}
	if p.Column > 0 {
		fmt.Fprintf(&b, "col=%d,", p.Column)
		if p.Length > 0 {
			fmt.Fprintf(&b, "endColumn=%d,", p.Column+p.Length)
		}
	}
	fmt.Fprintf(&b, "title=%s::%s", escapeProperty(p.Rule), escapeData(p.advice()))
	return b.String()
}

func annotationLevel(s Severity) string {
	if s == Note {
		return "notice"
	}
	return s.String()
}

// escapeData keeps a message from ending its command and beginning another:
// content that a stranger wrote must not steer the runner.
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(printableLines(s))
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(printable(s))
}

// printableLines is printable with the ends of lines kept.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = printable(strings.TrimSuffix(line, "\r"))
	}
	return strings.Join(lines, "\n")
}
