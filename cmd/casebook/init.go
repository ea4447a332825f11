package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/scaffold"
)

func (p *program) initCommand() *cobra.Command {
	title, forge := "", ""
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a casebook",
		Long: `Write a new casebook that builds at once, with one example of each sort of file.
No file that is there already is changed. For a casebook with two years in it, see
casebook demo.

Files for the code host are written as well: checks and a preview of each branch,
the questions a pull request asks, a form for what surprised somebody, and a
workflow that publishes the site when somebody starts it, once the settings allow
it. --forge none leaves them out.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return p.initCasebook(dir, title, forge)
		},
	}
	cmd.Flags().StringVar(&title, "title", "Our casebook", "what the casebook is called")
	forges := append(scaffold.Forges(), "none")
	cmd.Flags().StringVar(&forge, "forge", "github", "the code host to write files for: "+strings.Join(forges, "|"))
	cmd.RegisterFlagCompletionFunc("forge", cobra.FixedCompletions(forges, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) initCasebook(dir, title string, forge string) error {
	files, err := scaffold.Init(title, forge, p.now())
	if err != nil {
		return err
	}
	if forge != "none" {
		more, err := scaffold.ForForge(forge, installable(version()))
		if err != nil {
			return usageError{err}
		}
		files = append(files, more...)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %q: %w", dir, err)
	}
	source, err := (&sourceFlags{dir: dir}).open()
	if err != nil {
		return err
	}
	defer source.close()
	if err := source.writeAll(files); err != nil {
		return err
	}
	if p.quiet {
		return nil
	}
	fmt.Fprintf(p.out, "A casebook of %s lies in %s\n", count(len(files), "file"), source.dir)
	fmt.Fprintf(p.out, "See it: casebook serve --source %s\n", filepath.ToSlash(dir))
	if forge != "none" {
		fmt.Fprintln(p.out, "Once it is pushed, every branch is checked and shown; README.md says how.")
		fmt.Fprintln(p.out, "Nothing is published by itself: the pages of a private repository may be public. Look who can read them before the settings allow it.")
	}
	return nil
}

// installable is the version of the program that a code host can install: this
// one, where it was made of a commit that others can get.
func installable(version string) string {
	if !strings.HasPrefix(version, "v") || strings.Contains(version, "+") {
		return "latest"
	}
	return version
}
