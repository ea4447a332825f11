package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
			if list, err = i.chosen(list, wanted, planned); err != nil {
				return err
			}
			return i.statuspage(cmd.Context(), list)
		},
	}
	cmd.Flags().StringVar(&wanted, "incident", "", "only the incident of this `ID`")
	cmd.Flags().BoolVar(&planned, "planned", false, "announced maintenance too")
	cmd.Flags().StringVar(&i.into, "into", "", "add one incident to the `REVIEW` of this slug")
	return i.add(cmd)
}

// statuspage makes or changes a review of each incident.
func (i *importing) statuspage(ctx context.Context, list []importer.Evidence) error {
	b, redaction, waivers, err := i.open(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	var files []importer.File
	for _, e := range list {
		e.Name(b.People)
		found := e.Redact(redaction)
		i.tell(e, importer.Naming{}, found)
		made, err := i.incident(b, e, waivers)
		if err != nil {
			return fmt.Errorf("import %q: %w", e.Title, err)
		}
		files = append(files, made...)
	}
	return i.write(b.source, redaction, files)
}

// chosen are the incidents that are asked for: all but announced maintenance, or
// the one that is named. A review takes one.
func (i *importing) chosen(list []importer.Evidence, wanted string, planned bool) ([]importer.Evidence, error) {
	if wanted != "" {
		at := slices.IndexFunc(list, func(e importer.Evidence) bool { return e.ID == wanted })
		if at < 0 {
			return nil, usageError{fmt.Errorf("--incident %q: not on the page, which has %s", wanted, idsOf(list))}
		}
		return list[at : at+1], nil
	}
	if !planned {
		all := len(list)
		list = slices.DeleteFunc(list, func(e importer.Evidence) bool { return e.Planned })
		if left := all - len(list); left > 0 {
			i.say("left out: %s; --planned takes it too", count(left, "maintenance window"))
		}
	}
	if i.into != "" && len(list) > 1 {
		return nil, usageError{fmt.Errorf("--into %q: the page has several incidents; name one by --incident: %s", i.into, idsOf(list))}
	}
	return list, nil
}

// idsOf lists incidents for whoever has to choose one.
func idsOf(list []importer.Evidence) string {
	var ids []string
	for _, e := range list {
		ids = append(ids, fmt.Sprintf("%s (%s)", e.ID, e.Title))
	}
	return strings.Join(ids, ", ")
}

// incident adds one incident to the review of --into or of its id, or makes a draft
// of it.
func (i *importing) incident(b *book, e importer.Evidence, waivers []incident.Waiver) ([]importer.File, error) {
	if i.into != "" {
		return i.merge(b, i.into, e, waivers)
	}
	at := slices.IndexFunc(b.Reviews, func(r *incident.Review) bool { return r.ID == e.ID })
	if at < 0 {
		made, err := i.draft(b, e, waivers)
		return made.Files, err
	}
	return i.merge(b, b.Reviews[at].Slug, e, waivers)
}
