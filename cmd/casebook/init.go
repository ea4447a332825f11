package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/scaffold"
)

func (p *program) initCommand() *cobra.Command {
	title := ""
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a casebook",
		Long: `Write a new casebook that builds at once, with one example of each sort of file.
No file that is there already is changed. For a casebook with two years in it, see
casebook demo.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return p.initCasebook(dir, title)
		},
	}
	cmd.Flags().StringVar(&title, "title", "Our casebook", "what the casebook is called")
	return cmd
}

func (p *program) initCasebook(dir, title string) error {
	files, err := scaffold.Init(title, p.now())
	if err != nil {
		return err
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
	return nil
}
