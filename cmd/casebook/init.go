package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/scaffold"
)

func (p *program) initCommand() *cobra.Command {
	title, withDemo := "", false
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a casebook",
		Long: `Write a new casebook that builds at once, with one example of each sort of file.
With --demo, write the demo casebook instead: two years of an organisation that
does not exist. No file that is there already is changed.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return p.initCasebook(dir, title, withDemo)
		},
	}
	cmd.Flags().StringVar(&title, "title", "Our casebook", "what the casebook is called")
	cmd.Flags().BoolVar(&withDemo, "demo", false, "write the demo casebook")
	return cmd
}

func (p *program) initCasebook(dir, title string, withDemo bool) error {
	files, err := scaffold.Init(title, p.now())
	if withDemo {
		files, err = demoFiles()
	}
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

// demoFiles returns the embedded demo as it lies in a repository.
func demoFiles() ([]scaffold.File, error) {
	var files []scaffold.File
	err := fs.WalkDir(demo.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := demo.Files.ReadFile(name)
		files = append(files, scaffold.File{Path: "content/" + name, Data: data})
		return err
	})
	return files, err
}
