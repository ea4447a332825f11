package main

import (
	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importPagerDuty() *cobra.Command {
	i := &importing{program: p}
	var wanted string
	cmd := &cobra.Command{
		Use:     "pagerduty FILE…",
		Short:   "A pager's log: the incident, its log entries and notes, who was on call",
		Long:    "Read the answers of PagerDuty's REST API, version 2: an incident, its log entries and notes, on-calls and users, each in a file.",
		Example: "  casebook import pagerduty incident.json log_entries.json notes.json oncalls.json users.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var files []importer.File
			for _, name := range args {
				src, err := readInput(name)
				if err != nil {
					return err
				}
				files = append(files, importer.File{Path: name, Data: src})
			}
			evidence, err := importer.PagerDuty(files, wanted)
			if err != nil {
				return err
			}
			return i.review(cmd.Context(), evidence)
		},
	}
	cmd.Flags().StringVar(&wanted, "incident", "", "the `ID` of the incident, where the files hold several")
	return i.addReview(cmd)
}
