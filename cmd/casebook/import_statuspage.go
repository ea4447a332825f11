package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
	"github.com/casebook-dev/casebook/internal/incident"
)

func (p *program) importStatuspage() *cobra.Command {
	i := &importing{program: p}
	var wanted string
	var planned bool
	cmd := &cobra.Command{
		Use:   "statuspage FILE",
		Short: "A status page's incidents: its incidents.json, Atom or RSS",
		Long: `Make a draft of each incident of a status page that the book does not have, and
add what is new to those it has: they are known by the page's identifier, the
review's id. Run it again whenever the page has changed.

The file is what the page gives at /api/v2/incidents.json, /history.atom or
/history.rss.`,
		Example: "  curl -s https://status.example/history.atom > /tmp/history.atom\n  casebook import statuspage /tmp/history.atom",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := readInput(args[0])
			if err != nil {
				return err
			}
			list, err := importer.Statuspage(args[0], src)
			if err != nil {
				return err
			}
			return i.statuspage(cmd.Context(), list, wanted, planned)
		},
	}
	cmd.Flags().StringVar(&wanted, "incident", "", "only the incident of this `ID`")
	cmd.Flags().BoolVar(&planned, "planned", false, "announced maintenance too")
	return i.add(cmd)
}

func (i *importing) statuspage(ctx context.Context, list []importer.Evidence, wanted string, planned bool) error {
	b, redaction, waivers, err := i.open(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	var files []importer.File
	left := 0
	for _, e := range list {
		if wanted != "" && e.ID != wanted {
			continue
		}
		if e.Planned && !planned {
			left++
			continue
		}
		e.Name(b.People)
		found := e.Redact(redaction)
		i.tell(e, importer.Naming{}, found)
		made, err := i.incident(b, e, waivers)
		if err != nil {
			return err
		}
		files = append(files, made...)
	}
	if left > 0 {
		i.say("left out: %s; --planned takes it too", count(left, "maintenance window"))
	}
	return i.write(b.source, redaction, files)
}

// incident makes a draft of one incident, or adds to the review that has its id.
func (i *importing) incident(b *book, e importer.Evidence, waivers []incident.Waiver) ([]importer.File, error) {
	at := slices.IndexFunc(b.Reviews, func(r *incident.Review) bool { return r.ID == e.ID })
	if at < 0 {
		made, err := i.draft(b, e, waivers)
		return made.Files, err
	}
	files, err := i.merge(b, b.Reviews[at].Slug, e, waivers)
	if err != nil {
		return nil, fmt.Errorf("import %q: %w", e.Title, err)
	}
	return files, nil
}
