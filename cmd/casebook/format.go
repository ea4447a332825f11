package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
)

const formatIntro = `What the files of a casebook may hold.

Nothing is required: what is missing is unknown, and reads as unknown. A key that
is not listed here is kept, and check reports it with the nearest one that is.

A time is 2026-03-14T02:04:00Z, 2026-03-14 02:04 +01:00, 2026-03-14 02:04 Europe/Lisbon,
a date alone, ~ before what is approximate, or unknown. Without a zone it is in
the casebook's own.
`

// formatTopic is a help topic, not a command: it has nothing to run.
func (p *program) formatTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "format",
		Short: "What the files of a casebook may hold",
		Long:  formatText(),
	}
}

// formatText describes every key, from the lists by which they are read.
func formatText() string {
	var b strings.Builder
	b.WriteString(formatIntro)
	b.WriteString("\nREVIEWS (content/reviews/2026/2026-03-14-consul-dns.md, or a folder of that name with an index.md)\n")
	writeFields(&b, incident.Fields(), "  ")
	for _, profile := range incident.Profiles() {
		fmt.Fprintf(&b, "\n%s (%s)\n", strings.ToUpper(profile.Name), profile.Doc)
		writeFields(&b, profile.Fields, "  ")
	}
	b.WriteString("\nSETTINGS (casebook.yaml at the top, or in content/)\n")
	for _, key := range config.Keys() {
		form, doc := key.Form, key.Doc
		if words := strings.Split(form, "|"); len(words) > 2 {
			form, doc = "word", strings.Join(words, ", ")+"; "+doc
		}
		writeRow(&b, "  ", key.Name, form, doc)
	}
	b.WriteString("\nHISTORY (from Git; of what it cannot know, these files tell)\n")
	for _, row := range historyFiles() {
		writeRow(&b, "  ", row[0], row[1], row[2])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// historyFiles are the files that history is read with.
func historyFiles() [][3]string {
	return [][3]string{
		{".mailmap", "file", "at the top of the repository: who is meant by names and addresses in commits, as for git itself; check proposes lines"},
		{"pull-requests.json", "file", `beside the settings: {"pull_requests": [{…}, …]}, what the code host knows and Git does not`},
		{"  number", "number", "the pull request's"},
		{"  approved", "[{\"by\": WHO}, …]", "who approved it: their name on the code host, as their profile's handles have it, or their key"},
		{"  merged_by", "WHO", "default: whoever made the merge"},
		{"  commits", "[HASH, …]", "in full, where no merge tells that they are of the pull request"},
		{"citations.json", "file", "beside the settings: where other repositories mention reviews, as `casebook citations REPO --write` found"},
	}
}

// writeFields writes a row for each field, and those inside it below it.
func writeFields(b *strings.Builder, fields []incident.Field, indent string) {
	for _, f := range fields {
		doc := f.Doc
		if len(f.Values) > 0 {
			doc = strings.Join(f.Values, ", ") + "; " + doc
		}
		writeRow(b, indent, f.Key, string(f.Form), doc)
		writeFields(b, f.Fields, indent+"  ")
	}
}

// writeRow writes what a key is in columns, its description within the width of
// a page.
func writeRow(b *strings.Builder, indent, key, form, doc string) {
	const margin, width = 44, 100
	row := fmt.Sprintf("%-24s  %-16s  ", indent+key, form)
	at := utf8.RuneCountInString(row)
	if doc == "" {
		row = strings.TrimRight(row, " ")
	}
	b.WriteString(row)
	for i, word := range strings.Fields(doc) {
		switch {
		case i == 0:
		case at+1+utf8.RuneCountInString(word) > width:
			b.WriteString("\n" + strings.Repeat(" ", margin))
			at = margin
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += utf8.RuneCountInString(word)
	}
	b.WriteString("\n")
}
