package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/language"
)

func (p *program) exportValeCommand() *cobra.Command {
	flags, output := bookFlags{}, ""
	cmd := &cobra.Command{
		Use:   "vale",
		Short: "Write the rules about language as a style for Vale",
		Long: `Write the rules about language as a style for Vale, a linter of prose that many
editors know, with the people of this casebook by name.

Vale sees words, and not what a sentence is about: of the two, casebook check is
wrong less often, and leaves quotations, other people's accounts and follow-ups
alone.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.exportVale(cmd.Context(), &flags, output) },
	}
	flags.source.add(cmd)
	cmd.Flags().StringVar(&output, "output", "styles", "the `DIR` of Vale's styles")
	return cmd
}

func (p *program) exportVale(ctx context.Context, flags *bookFlags, output string) error {
	flags.edition = "internal"
	book, err := flags.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	var people []string
	for _, person := range book.People {
		people = append(people, person.Key, person.Name)
	}
	help := ""
	if book.config.BaseURL != "" {
		help = book.config.BaseURL + "help/rules/"
	}
	files := language.Vale(language.Options{People: people}, help)
	for _, f := range files {
		if err := replaceFile(filepath.Join(output, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return err
		}
	}
	if !p.quiet {
		fmt.Fprintf(p.err, "%s lie in %s. In .vale.ini:\n", count(len(files), "rule"), filepath.Join(output, "Casebook"))
		fmt.Fprintf(p.out, "StylesPath = %s\nMinAlertLevel = suggestion\nSkippedScopes = script, style, pre, figure, blockquote\n\n[*.md]\nBasedOnStyles = Casebook\n", filepath.ToSlash(output))
	}
	return nil
}

// replaceFile writes a file as a whole, in the place of one that may be there.
func replaceFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make %q: %w", filepath.Dir(name), err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".casebook-*")
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
}
