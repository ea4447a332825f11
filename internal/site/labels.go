package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/casebook-dev/casebook/internal/index"
)

// A label is how pages speak of a taxonomy.
type label struct {
	one, many string
	intro     string
	paste     string // front matter that fills it
}

// short is the name for a menu.
func (l label) short() string {
	words := strings.Fields(l.one)
	first, size := utf8.DecodeRuneInString(words[len(words)-1])
	return string(unicode.ToUpper(first)) + words[len(words)-1][size:]
}

var labels = map[string]label{
	index.Services: {"Service", "Services",
		"What we run. Each has the stories it was part of, the people who know it, and the questions still open.",
		"services: [checkout, message-broker]\n"},
	index.Teams: {"Team", "Teams",
		"Who works together, and what they lived through.",
		"teams: [platform]\n"},
	index.People: {"Person", "People",
		"Who was there, and what you can ask them. A name here means somebody who knows more than the page says.",
		"participants:\n  - who: ariel\n    role: responder\n"},
	index.Factors: {"Contributing factor", "Contributing factors",
		"What made it possible, or likely, or hard to see. There is never one; a story has several.",
		"factors: [ownership-transfer, alert-noise]\n"},
	index.Tags: {"Tag", "Tags",
		"Words that writers found useful for finding things again.",
		"tags: [certificate]\n"},
	index.Technologies: {"Technology", "Technologies",
		"What it ran on.",
		"technologies: [dns, kafka]\n"},
	index.ExternalParties: {"External party", "External parties",
		"Vendors, customers and others outside the organisation who were part of a story.",
		"external_parties: [dns-host]\n"},
	index.Severities: {"Severity", "Severities",
		"How bad it was thought to be at the time. It says little about what there is to learn.",
		"severity: sev2\n"},
	index.Kinds: {"Kind", "Kinds",
		"Incidents, near misses, surprises and game days. A near miss is worth as much as an outage.",
		"kind: near-miss\n"},
}
