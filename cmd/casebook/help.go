package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
)

// helpCommand says what a command does, or what a topic is about. Unlike cobra's
// own it does not take a name that is not there for the topic above it.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND | TOPIC]",
		Short: "Say what a command does, or what a topic is about",
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err == nil && len(rest) == 0 {
				return about.Help()
			}
			if err != nil {
				about, rest = root, args
			}
			return usageError{fmt.Errorf("there is no help on %q%s", strings.Join(args, " "), meant(about, rest[0]))}
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []cobra.Completion
			for _, c := range about.Commands() {
				if strings.HasPrefix(c.Name(), toComplete) && c.Name() != "help" {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// meant proposes the command or topic that a name was probably meant for.
func meant(above *cobra.Command, name string) string {
	var names []string
	for _, c := range above.Commands() {
		names = append(names, c.Name())
	}
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
