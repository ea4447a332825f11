package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// exportCommand holds the commands that write what a casebook knows for other
// programs.
func (p *program) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write what the casebook knows for other programs",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usageError{fmt.Errorf("name what to write: see `%s --help`", cmd.CommandPath())}
		},
	}
	cmd.AddCommand(p.exportCodeownersCommand(), p.exportOpenSearchCommand(), p.exportValeCommand())
	return cmd
}
