package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
	"github.com/casebook-dev/casebook/internal/redact"
)

func (p *program) importPullRequests() *cobra.Command {
	i := &importing{program: p}
	cmd := &cobra.Command{
		Use:   "pull-requests FILE",
		Short: "Who approved what, from the code host",
		Long: `Write pull-requests.json of what a code host knows and Git does not: above all,
who approved. It is committed beside the settings, and read by every build, which
asks nobody. Run it again whenever pull requests were merged.`,
		Example: "  gh pr list --state merged --limit 1000 --json number,mergedBy,commits,reviews > /tmp/pulls.json\n  casebook import pull-requests /tmp/pulls.json",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return i.pullRequests(args[0])
		},
	}
	i.book.source.add(cmd)
	cmd.Flags().BoolVar(&i.dryRun, "dry-run", false, "say what would be written, and write nothing")
	return cmd
}

const pullRequestsFile = "pull-requests.json"

func (i *importing) pullRequests(name string) error {
	src, err := readInput(name)
	if err != nil {
		return err
	}
	source, err := i.book.source.open()
	if err != nil {
		return err
	}
	defer source.close()
	before, err := source.root.ReadFile(pullRequestsFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %q: %w", pullRequestsFile, err)
	}
	data, err := importer.PullRequests(name, src, before)
	if err != nil {
		return err
	}
	finder, err := redact.New(redact.Options{})
	if err != nil {
		return err
	}
	var files []importer.File
	if !bytes.Equal(data, before) {
		files = append(files, importer.File{Path: pullRequestsFile, Data: data})
	}
	return i.write(source, importer.Redaction{Finder: finder}, files)
}
