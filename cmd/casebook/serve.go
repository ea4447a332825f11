package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/preview"
)

func (p *program) serveCommand() *cobra.Command {
	flags := bookFlags{drafts: true}
	addr, open := "", false
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site while you write",
		Long: `Serve the site on this machine, drafts included, and build it anew after each
change. Pages follow by themselves. Problems appear in the terminal and on the
page; a file that cannot be read never ends the preview.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), &flags, addr, open) },
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&addr, "addr", preview.DefaultAddr, "a loopback `HOST:PORT`; when the port is taken, the next free one")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	return cmd
}

func (p *program) serve(ctx context.Context, flags *bookFlags, addr string, open bool) error {
	if err := flags.validate(); err != nil {
		return err
	}
	source, err := flags.source.open()
	if err != nil {
		return err
	}
	defer source.close()
	flags.source.dir = source.dir
	watch := []string{source.dir}
	if file := source.settingsFile(flags.source.config); file != "" {
		watch = append(watch, file)
	}
	return preview.Serve(ctx, preview.Options{
		Build: func(ctx context.Context, url string) (fs.FS, diag.List, error) {
			return p.buildPreview(ctx, *flags, url)
		},
		Addr:   addr,
		Watch:  watch,
		Ignore: []string{filepath.Join(source.dir, "public"), filepath.Join(source.dir, "bin")},
		Log:    p.err,
		Ready: func(url string) {
			if open {
				p.openBrowser(ctx, url)
			}
		},
	})
}

// buildPreview makes the site in memory, without the files that are broken.
func (p *program) buildPreview(ctx context.Context, flags bookFlags, url string) (fs.FS, diag.List, error) {
	began := p.now()
	if flags.baseURL == "" {
		flags.baseURL = url // the settings' own address is another site
	}
	book, err := flags.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer book.source.close()
	book.check()
	var sink output.Memory
	stats, err := book.print(ctx, &sink, nil)
	if err != nil {
		return nil, book.problems, err
	}
	if !p.quiet {
		fmt.Fprintf(p.err, "%s, %s, %s in %s\n", count(stats.Reviews, "review"), count(stats.Pages, "page"), count(len(book.problems), "problem"), p.since(began))
	}
	return sink.FS(), book.problems, nil
}
