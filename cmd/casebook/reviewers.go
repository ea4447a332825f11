package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/compare"
	"github.com/casebook-dev/casebook/internal/pullrequest"
)

func (p *program) reviewersCommand() *cobra.Command {
	var flags branchFlags
	reasons := false
	cmd := &cobra.Command{
		Use:   "reviewers",
		Short: "Say who should read what a branch changes",
		Long: `Say who should read the reviews that a branch adds or changes: who was there and
has not yet said that the story holds, somebody of each team that owns a service
or was involved, and somebody from outside to facilitate. One handle a line, as
the code host of the settings knows them; who has none stands by their key.`,
		Example: `  casebook reviewers --base origin/main
  casebook reviewers --worktree --reasons`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.reviewers(cmd.Context(), &flags, reasons) },
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&reasons, "reasons", false, "say why, and for which review")
	return cmd
}

func (p *program) reviewers(ctx context.Context, flags *branchFlags, reasons bool) error {
	b, err := flags.open()
	if err != nil {
		return err
	}
	defer b.close()
	report, err := b.compare(ctx, p.now())
	if err != nil {
		return err
	}
	p.sayWorktree(b, report)
	var said []string
	for _, review := range report.Reviews {
		if review.Mark == compare.Removed {
			continue
		}
		if reasons {
			fmt.Fprintln(p.out, review.Path)
		}
		for _, r := range review.Readers {
			name := called(r)
			switch {
			case reasons:
				fmt.Fprintf(p.out, "  %s: %s\n", name, strings.Join(r.Reasons, "; "))
			case !slices.Contains(said, name):
				said = append(said, name)
				fmt.Fprintln(p.out, name)
			}
		}
	}
	return nil
}

// called is how somebody is asked: by their handle, else by their key.
func called(r pullrequest.Reader) string {
	if r.Handle == "" {
		return r.Who
	}
	return r.Handle
}
