package main

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/importer"
)

func (p *program) importSlack() *cobra.Command {
	i := &importing{program: p}
	var channel string
	var window windowFlags
	cmd := &cobra.Command{
		Use:   "slack EXPORT",
		Short: "A channel of a Slack export: its folder, or the zip",
		Long: `Read one channel of a workspace's export: the zip that Slack makes for an owner
of the workspace (Settings & administration, Workspace settings, Import/Export
Data), or the folder that it unpacks to. Public channels are in every export.

Taken are messages with their threads, edits and reactions, who joined and left,
bots and alerts, the names of files, and who was in a huddle; of users.json, the
zone and the first day of those who were there. Links to files are left out, since
they may let anybody in who has them.`,
		Example: "  casebook import slack export.zip --channel inc-142 --from 2026-03-14 --to 2026-03-15",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := window.window()
			if err != nil {
				return err
			}
			files, done, err := openExport(args[0])
			if err != nil {
				return err
			}
			defer done()
			progress := p.progress("days")
			evidence, err := importer.Slack(files, importer.SlackOptions{Channel: channel, Window: w, Progress: progress.show})
			progress.end()
			if err != nil {
				return fmt.Errorf("import %q: %w", args[0], err)
			}
			return i.review(cmd.Context(), evidence)
		},
	}
	cmd.Flags().StringVar(&channel, "channel", "", "the `NAME` of the channel")
	window.add(cmd)
	return i.addReview(cmd)
}

// openExport opens a folder, or a zip archive, as files.
func openExport(name string) (files fs.FS, done func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %q: %w", name, err)
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, fmt.Errorf("open %q: %w", name, err)
		}
		return root.FS(), func() { root.Close() }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %q: %w", name, err)
	}
	files, err = importer.Archive(f, info.Size())
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("import %q: %w", name, err)
	}
	return files, func() { f.Close() }, nil
}
