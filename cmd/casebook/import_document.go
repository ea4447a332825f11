package main

import (
	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importDocument() *cobra.Command {
	i := &importing{program: p}
	cmd := &cobra.Command{
		Use:   "document FILE",
		Short: "A written review: Markdown, HTML or .docx",
		Long: `Make a review of a document that is written already: Markdown as it is, HTML and
Word's .docx as Markdown, with their headings. Its own day, in its name or front
matter, is the incident's; pictures are not carried over, and counted.`,
		Example: `  casebook import document postmortem.docx --title "Name lookups stopped"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := readInput(args[0])
			if err != nil {
				return err
			}
			evidence, err := importer.Document(args[0], src)
			if err != nil {
				return err
			}
			return i.review(cmd.Context(), evidence)
		},
	}
	cmd.Flags().StringVar(&i.title, "title", "", "the review's title (default: the document's)")
	return i.add(cmd)
}
