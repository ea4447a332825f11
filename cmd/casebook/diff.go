package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/pullrequest"
	"github.com/casebook-dev/casebook/internal/site"
)

// diffFormats are the forms of a report, and what a file of each is called.
func diffFormats() []diffFormat {
	return []diffFormat{{"text", "report.txt"}, {"markdown", "report.md"}, {"html", "index.html"}, {"json", "report.json"}}
}

type diffFormat struct{ name, file string }

// A diff is one run of the command.
type diff struct {
	*program
	branch  branchFlags
	formats []string
	output  string
}

func (p *program) diffCommand() *cobra.Command {
	d := &diff{program: p}
	cmd := &cobra.Command{
		Use:   "diff",
		Short: "Tell what a branch changes",
		Long: `Tell what a branch changes in the casebook, as a reader would see it: facts as
sentences, the story block by block and word by word, what it does to the book,
and who should read it.

The branch is held against the commit where it and the base went apart, as code
hosts do. The HTML is one file that opens from disk; in it n leads to the next
change and p to the one before. The JSON is described by casebook help report.`,
		Example: `  casebook diff --worktree
  casebook diff --base origin/main --format html,json --output report`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return d.run(cmd.Context()) },
	}
	d.branch.add(cmd)
	cmd.Flags().StringSliceVar(&d.formats, "format", []string{"text"}, "the `FORM` of the report: text, markdown, html or json; several with --output")
	cmd.Flags().StringVar(&d.output, "output", "", "the `DIR` to write to: report.txt, report.md, index.html, report.json (default: print it)")
	return cmd
}

func (d *diff) run(ctx context.Context) error {
	for _, name := range d.formats {
		if !slices.ContainsFunc(diffFormats(), func(f diffFormat) bool { return f.name == name }) {
			return usageError{fmt.Errorf("--format %q: text, markdown, html or json", name)}
		}
	}
	if len(d.formats) > 1 && d.output == "" {
		return usageError{fmt.Errorf("--format %s: several need a directory to be written to, by --output", strings.Join(d.formats, ","))}
	}
	b, err := d.branch.open()
	if err != nil {
		return err
	}
	defer b.close()
	report, err := b.compare(ctx, d.now())
	if err != nil {
		return err
	}
	look, err := b.look()
	if err != nil {
		return err
	}
	d.sayWorktree(b, report)
	if d.output == "" {
		return d.write(d.out, report, d.formats[0], look)
	}
	return d.save(b, report, look)
}

func (d *diff) write(w io.Writer, r *pullrequest.Report, format string, look pullrequest.Look) error {
	switch format {
	case "markdown":
		return r.WriteMarkdown(w)
	case "html":
		return r.WriteHTML(w, look)
	case "json":
		return r.WriteJSON(w)
	}
	return r.WriteText(w, coloured(w))
}

// coloured tells whether somebody reads w in a terminal that shows colours.
func coloured(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// save writes the report's files, all or none.
func (d *diff) save(b *branch, r *pullrequest.Report, look pullrequest.Look) error {
	out, err := output.Open(d.output, b.source.dir)
	if err != nil {
		return err
	}
	defer out.Discard()
	for _, f := range diffFormats() {
		if !slices.Contains(d.formats, f.name) {
			continue
		}
		var text bytes.Buffer
		if err := d.write(&text, r, f.name, look); err != nil {
			return err
		}
		if err := out.Write(f.file, text.Bytes()); err != nil {
			return err
		}
	}
	if _, err := out.Commit(); err != nil {
		return err
	}
	if !d.quiet {
		fmt.Fprintf(d.out, "The report lies in %s\n", filepath.ToSlash(d.output))
	}
	return nil
}

// look is how a report stands alone.
func (b *branch) look() (pullrequest.Look, error) {
	style, script, err := site.Loose(b.config.Theme)
	return pullrequest.Look{Style: style, Script: script, Language: b.config.Language, Generator: "casebook " + version()}, err
}
