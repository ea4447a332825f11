package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/pullrequest"
)

const reportIntro = `What casebook diff --format json writes.

Every key is always there, but for those that are marked: a reader may refuse any
other. Lists are never null. All text is on one line and without markup, and it is
still its authors': escape it for the place where you show it. The form is version
%d, which "schema" says; another version may have other keys.
`

// reportTopic is a help topic, not a command: it has nothing to run.
func (p *program) reportTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "report",
		Short: "What casebook diff writes for programs",
		Long:  reportText(),
	}
}

// reportText describes every key of a report, from the types that write it.
func reportText() string {
	var b strings.Builder
	fmt.Fprintf(&b, reportIntro+"\n", pullrequest.Schema)
	writeKeys(&b, pullrequest.Describe(), "  ")
	return strings.TrimSuffix(b.String(), "\n")
}

func writeKeys(b *strings.Builder, keys []pullrequest.Key, indent string) {
	for _, k := range keys {
		about := k.About
		if k.Optional {
			about = strings.TrimSuffix("may be left out; "+about, "; ")
		}
		writeRow(b, indent, k.Name, k.Form, about)
		writeKeys(b, k.Keys, indent+"  ")
	}
}
