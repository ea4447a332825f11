package main

import "github.com/spf13/cobra"

func (p *program) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write what the casebook knows for other tools",
		Args:  cobra.NoArgs,
	}
	cmd.AddCommand(p.exportCodeownersCommand(), p.exportValeCommand())
	return cmd
}
