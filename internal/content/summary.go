package content

import (
	"bytes"
	"math"
	"regexp"
	"strings"

	"github.com/casebook-dev/casebook/internal/incident"
)

var (
	// footnoteMark is a reference to a footnote, which has no meaning away from
	// its page.
	footnoteMark = regexp.MustCompile(`\[\^[^\]\s]+\]`)
	pictureMark  = regexp.MustCompile(`!\[[^\]]*\](?:\([^)]*\))?`)
)

// defaultSummary is the first paragraph under Summary, else the first of the
// narrative that is not part of a list of times or facts. Inner parts are never
// taken: a summary goes everywhere.
func defaultSummary(n incident.Narrative) string {
	first := ""
	for i, b := range n.Blocks {
		if b.Kind != incident.Paragraph || b.Inner || isField(n, b.Line) || first != "" && b.Section != incident.SectionSummary {
			continue
		}
		p := paragraph(n, i)
		switch {
		case strings.TrimSpace(pictureMark.ReplaceAllString(p, "")) == "":
		case b.Section == incident.SectionSummary:
			return p
		case tells(b.Section):
			first = p
		}
	}
	return first
}

// tells tells whether paragraphs of a section can stand for the whole story.
func tells(s incident.Section) bool {
	switch s {
	case incident.NoSection, incident.SectionImpact, incident.SectionBackground, incident.SectionNarrative:
		return true
	}
	return false
}

// paragraph returns the Markdown of the i-th block, a paragraph, on one line.
func paragraph(n incident.Narrative, i int) string {
	from, to := n.Blocks[i].Line, math.MaxInt
	if i+1 < len(n.Blocks) {
		to = n.Blocks[i+1].Line
	}
	var parts []string
	at := n.Line - 1
	for source := range bytes.Lines(n.Source) {
		if at++; at < from {
			continue
		}
		line := string(bytes.TrimSpace(source))
		if line == "" || at >= to {
			break
		}
		parts = append(parts, strings.TrimSuffix(line, "\\"))
	}
	return strings.TrimSpace(footnoteMark.ReplaceAllString(strings.Join(parts, " "), ""))
}
