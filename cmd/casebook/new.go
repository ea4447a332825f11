package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/scaffold"
)

func (p *program) newCommand() *cobra.Command {
	var source sourceFlags
	depth, date := "", ""
	var services []string
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Begin a review",
		Long: `Write a review to fill in, in the folder of its year. The questions worth asking
stand in it as comments, which no page shows. Reviews that tell of something alike
are named: somebody may have seen it before.`,
		Example: `  casebook new --depth light "Name lookups stopped during a routine reboot"`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, words []string) error {
			title := strings.Join(words, " ")
			if err := p.newReview(source, scaffold.Options{Title: title, Depth: depth, Services: keys(services)}, date); err != nil {
				return err
			}
			p.seenBefore(cmd.Context(), source, title, services)
			return nil
		},
	}
	source.add(cmd)
	cmd.Flags().StringVar(&depth, "depth", "standard", "how closely to look: "+strings.Join(incident.Depths, "|"))
	cmd.Flags().StringVar(&date, "date", "", "the `DATE` of the incident (default: today)")
	cmd.Flags().StringSliceVar(&services, "service", nil, "the `NAME` of a service that it touched")
	cmd.RegisterFlagCompletionFunc("depth", cobra.FixedCompletions(incident.Depths, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) newReview(flags sourceFlags, o scaffold.Options, date string) error {
	o.Day = p.now()
	if date != "" {
		var err error
		if o.Day, err = time.Parse(time.DateOnly, date); err != nil {
			return usageError{fmt.Errorf("--date %q: not a date such as 2026-03-14", date)}
		}
	}
	source, err := flags.open()
	if err != nil {
		return err
	}
	defer source.close()
	name, text, err := source.settings(flags.config)
	if err != nil {
		return err
	}
	settings, _ := config.Parse(name, text) // check reports what is wrong with them
	o.Reviews = settings.Places.Reviews
	file, err := scaffold.New(o)
	if err != nil {
		return usageError{err}
	}
	err = source.write(file)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write %q: a review of this name is there already; give another title or --date", file.Path)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, filepath.Join(source.dir, filepath.FromSlash(file.Path)))
	return nil
}

// keys are the keys of names.
func keys(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, incident.Key(name))
	}
	return list
}
