package main

import (
	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importPagerDuty() *cobra.Command {
	i := &importing{program: p}
	var wanted string
	cmd := &cobra.Command{
		Use:   "pagerduty FILE…",
		Short: "A pager's log: the incident, its log entries and notes, who was on call",
		Long: `Read the answers of PagerDuty's REST API, each in a file, in any order: the
incident, its log entries and notes, who was on call then, and users. They tell who
was called and when, who acknowledged, who handed over to whom, and when it ended.

  api=https://api.pagerduty.com; id=Q2F7
  get() { curl -s -H "Authorization: Token token=$PAGERDUTY_TOKEN" "$api/$1"; }
  get "incidents/$id"             > incident.json
  get "incidents/$id/log_entries?limit=100" > log_entries.json
  get "incidents/$id/notes"       > notes.json
  get "oncalls?since=2026-03-14T02:00:00Z&until=2026-03-14T05:00:00Z" > oncalls.json`,
		Example: "  casebook import pagerduty incident.json log_entries.json notes.json oncalls.json --into 2026-03-14-consul-dns",
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
