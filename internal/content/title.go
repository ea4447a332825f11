package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

// defaultTitle is the heading that names the review, unless every review has it;
// else words made of the file's name, or those with which the story begins.
func (d *draftReview) defaultTitle(r *reader) string {
	facts := knownFacts(r, d.Narrative)
	if t := titleHeading(d.Narrative, facts); t != "" {
		return t
	}
	if t := titleFromName(d.source.name()); t != "" {
		return t
	}
	if t := firstWords(d.Narrative); t != "" {
		return t
	}
	return d.source.name()
}

// firstHeading is the title of a document that is no review.
func firstHeading(n incident.Narrative) string { return titleHeading(n, nil) }

// titleHeading returns the heading that names a document: its only one of level
// 1, or the one that it begins with. Where several are of level 1, they are
// chapters, and only the first can be a title.
func titleHeading(n incident.Narrative, facts map[int]string) string {
	tops, headings := 0, []incident.Block{}
	for _, b := range n.Blocks {
		if b.Kind == incident.Heading && !b.Inner {
			headings = append(headings, b)
		}
		if b.Kind == incident.Heading && b.Level == 1 {
			tops++
		}
	}
	for i, b := range headings {
		begins := i == 0 && (b.Level == 1 || len(n.Blocks) > 0 && n.Blocks[0].Line == b.Line)
		if !begins && (b.Level != 1 || tops > 1) {
			continue
		}
		if value, isFact := facts[b.Line]; isFact {
			if b.Level == 1 && tops == 1 {
				return value
			}
			continue
		}
		if b.Section == incident.NoSection && !isPlaceholder(b.Text) {
			return withoutDate(b.Text)
		}
	}
	return ""
}

// leadingDate is a day before a title, as in «2017-10-17, Cluster full»: the page
// says the day by itself.
var leadingDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\s*[,:|–—-]\s*(\S)`)

func withoutDate(heading string) string {
	if m := leadingDate.FindStringSubmatchIndex(heading); m != nil {
		return heading[m[2]:]
	}
	return heading
}

// isPlaceholder tells whether a heading was left as some template had it.
func isPlaceholder(heading string) bool {
	words := []string{"title", "name", "metadata", "issue-name", "issue-title", "incident-name", "incident-title"}
	return strings.TrimSpace(heading) == "" || strings.HasSuffix(heading, ":") || slices.Contains(words, incident.Key(heading))
}

// knownFacts are the lines of the body that state a fact which casebook reads,
// and what they say.
func knownFacts(r *reader, n incident.Narrative) map[int]string {
	names := []string{"date", "owner", "author", "authors", "status"}
	for _, k := range r.known {
		names = append(names, fieldKey(k))
	}
	facts := make(map[int]string)
	for _, f := range n.Fields {
		if slices.Contains(names, fieldKey(f.Key)) {
			facts[f.Line] = f.Value
		}
	}
	return facts
}

// firstWords returns how the story begins, cut at the end of its sentence or
// after a dozen words.
func firstWords(n incident.Narrative) string {
	for _, b := range n.Blocks {
		if b.Kind != incident.Paragraph || b.Inner || strings.TrimSpace(b.Text) == "" {
			continue
		}
		sentence, _, _ := strings.Cut(b.Text, ". ")
		fields := strings.Fields(sentence)
		if len(fields) > 12 {
			return strings.TrimRight(strings.Join(fields[:12], " "), ",;:–—") + " …"
		}
		return strings.TrimSuffix(strings.Join(fields, " "), ".")
	}
	return ""
}
