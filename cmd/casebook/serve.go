package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/preview"
	"github.com/casebook-dev/casebook/internal/site"
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
	if file := headLog(source.dir); file != "" && !flags.noGit {
		watch = append(watch, file) // a commit tells who wrote what
	}
	b := &previewBuild{program: p, flags: *flags, source: source, relatives: &previewRelatives{ctx: ctx}}
	b.branch = branchPage{flags: branchFlags{source: flags.source, worktree: true, jobs: flags.jobs}}
	defer b.branch.close()
	if dir, err := indexDir(source.dir, flags); err == nil { // without a cache, nothing answers
		b.search = &previewSearch{ctx: ctx, dir: dir}
		defer b.search.close()
	}
	return preview.Serve(ctx, preview.Options{
		Build:  b.build,
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

// A previewBuild makes one site after another, and keeps of each what the next
// can take over.
type previewBuild struct {
	*program
	flags  bookFlags
	source *source
	memory content.Memory
	past   *past
	last   *site.Planned
	branch branchPage
	search *previewSearch // nil: there is no place for an index

	relatives *previewRelatives
}

// build reads the casebook, without the files that are broken, and plans its
// site: pages are rendered when somebody looks at them.
func (b *previewBuild) build(ctx context.Context, url string) (preview.Site, error) {
	began := b.now()
	flags := b.flags
	if flags.baseURL == "" {
		flags.baseURL = url // the settings' own address is another site
	}
	book := &book{source: b.source, flags: &flags, memory: &b.memory, past: b.past, now: began}
	stamp, err := b.source.stamp(&flags, began)
	if err != nil {
		stamp = "" // the index is compared with the book instead
	}
	err = book.read(ctx)
	b.past = book.past
	if err != nil {
		return preview.Site{Problems: book.problems}, err
	}
	book.likeness = b.relatives.of(book)
	book.guests = b.branch.guests(ctx, book)
	planned, err := book.plan(b.last)
	if err != nil {
		return preview.Site{Problems: book.problems}, err
	}
	b.last = planned
	if !b.quiet {
		stats := planned.Stats()
		fmt.Fprintf(b.err, "%s and %s in %s\n", count(stats.Reviews, "review"), count(stats.Pages, "page"), b.since(began))
	}
	shown := preview.Site{Files: b.branch.with(book.searched(planned)), Problems: book.problems, Check: book.checked}
	if b.search != nil {
		shown.Search = b.search.ask
		err = b.search.show(book, stamp)
	}
	return shown, err
}
