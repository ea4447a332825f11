package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
)

func (p *program) checkCommand() *cobra.Command {
	flags := bookFlags{drafts: true}
	asJSON := false
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find what should be mended",
		Long: `Find what should be mended in a casebook, and build nothing.

Every problem has a place, a rule, and a hint what to do; a review silences a
rule with a reason: waive: {rule: "the reason"}. check ends with 3 when it finds
errors or warnings; notes are only worth knowing.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.check(cmd.Context(), &flags, asJSON) },
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON")
	return cmd
}

func (p *program) check(ctx context.Context, flags *bookFlags, asJSON bool) error {
	began := p.now()
	book, err := flags.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	book.check()
	progress := p.progress("pages")
	_, err = book.print(ctx, nowhere{}, progress.show)
	progress.end()
	if err != nil {
		return err
	}
	if asJSON {
		err = book.problems.WriteJSON(p.out)
	} else {
		err = book.problems.WriteText(p.out)
	}
	if err != nil {
		return err
	}
	if !p.quiet && !asJSON {
		fmt.Fprintf(p.err, "%s, %s in %s\n", count(len(book.Reviews), "review"), count(len(book.problems), "problem"), p.since(began))
	}
	if book.problems.Count(diag.Error)+book.problems.Count(diag.Warning) > 0 {
		return errProblems
	}
	return nil
}

// nowhere takes a site that nobody wants to see: only planning and rendering it
// shows the problems that are between pages.
type nowhere struct{}

func (nowhere) Write(string, []byte) error { return nil }
