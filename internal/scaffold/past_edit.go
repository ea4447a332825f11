package scaffold

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// An edit is one change to a file: lines that stood there, and lines that stand
// there after it.
type edit struct {
	line     int
	was, now []string
}

// gap stands, in what an edit added, for everything between.
const gap = " [...] "

// undo returns the text before the edit, given the text after it.
func (e edit) undo(after string) (string, error) {
	if len(e.now) == 0 {
		return "", errors.New("a change needs a line with +: where would what was there go?")
	}
	from, to, err := find(after, strings.Join(e.now, "\n"))
	if err != nil {
		return "", err
	}
	if len(e.was) == 0 {
		return without(after, from, to), nil
	}
	return after[:from] + strings.Join(e.was, "\n") + after[to:], nil
}

// find returns where a text stands in another, which must be one place.
func find(in, what string) (from, to int, err error) {
	head, tail, open := strings.Cut(what, gap)
	switch n := strings.Count(in, head); {
	case n == 0:
		return 0, 0, fmt.Errorf("%s does not stand in the file as this commit left it", abridged(head))
	case n > 1:
		return 0, 0, fmt.Errorf("%s stands there %d times; write more of it", abridged(head), n)
	}
	from = strings.Index(in, head)
	to = from + len(head)
	if open {
		end := strings.Index(in[to:], tail)
		if end < 0 {
			return 0, 0, fmt.Errorf("%s does not stand in the file after %s", abridged(tail), abridged(head))
		}
		to += end + len(tail)
	}
	return from, to, nil
}

func abridged(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// without takes a piece out of a text: whole lines with an empty line that then
// stands twice, part of a line with one space.
func without(text string, from, to int) string {
	before, after := text[:from], text[to:]
	whole := (before == "" || strings.HasSuffix(before, "\n")) && (after == "" || after[0] == '\n')
	switch {
	case whole:
		after = strings.TrimPrefix(after, "\n")
		if (before == "" || strings.HasSuffix(before, "\n\n")) && strings.HasPrefix(after, "\n") {
			after = after[1:]
		}
	case strings.HasPrefix(after, " ") && (before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "\n")):
		after = after[1:]
	case strings.HasSuffix(before, " ") && (after == "" || after[0] == '\n'):
		before = before[:len(before)-1]
	}
	return before + after
}

// The lines of front matter that say how far a review has come, in YAML, TOML
// and JSON.
var (
	statusLine    = regexp.MustCompile(`(?m)^([ \t]*"?status"?[ \t]*[:=][ \t]*"?)[a-z-]+("?,?)`)
	publishedLine = regexp.MustCompile(`(?m)^[ \t]*"?published"?[ \t]*[:=].*\n`)
	titleLine     = regexp.MustCompile(`(?m)^title:.*\n`)
)

// withStatus returns a review as it was when it had come so far: what is being
// written has no day on which it was published.
func withStatus(text, status string) string {
	if statusLine.MatchString(text) {
		text = statusLine.ReplaceAllString(text, "${1}"+status+"${2}")
	} else if at := titleLine.FindStringIndex(text); at != nil && strings.HasPrefix(text, "---\n") {
		text = text[:at[1]] + "status: " + status + "\n" + text[at[1]:]
	}
	if at := publishedLine.FindStringIndex(text); at != nil && status != "published" {
		text = text[:at[0]] + text[at[1]:]
	}
	return text
}
