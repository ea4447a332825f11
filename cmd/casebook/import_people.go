package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importPeople() *cobra.Command {
	i := &importing{program: p, writePeople: true}
	cmd := &cobra.Command{
		Use:   "people FILE",
		Short: "Profiles from a list of people: CSV, or Slack's users.json",
		Long: `Write a profile for each person whom the book does not know. The columns are those
of Jeli's import (name, email, location, title, team, manager, startDate) and tz,
left, slack_id, pagerduty_id, github, gitlab. E-mail addresses find who is known
already, and are not written; a location is no time zone.`,
		Example: "  casebook import people people.csv",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := readInput(args[0])
			if err != nil {
				return err
			}
			evidence, err := importer.Roster(args[0], src)
			if err != nil {
				return err
			}
			return i.people(cmd.Context(), evidence)
		},
	}
	return i.add(cmd)
}

// people writes profiles of those whom the book does not know.
func (i *importing) people(ctx context.Context, evidence importer.Evidence) error {
	b, redaction, _, err := i.open(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	naming := evidence.Name(b.People)
	found := evidence.Redact(redaction)
	i.tell(evidence, naming, found)
	i.say("%s known already", count(naming.Known, "name"))
	return i.write(b.source, redaction, importer.Profiles(evidence.People, b.config.Places.People))
}
