package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/output"
	"github.com/casebook-dev/casebook/internal/search"
)

func (p *program) exportOpenSearchCommand() *cobra.Command {
	var flags bookFlags
	dir := ""
	cmd := &cobra.Command{
		Use:   "opensearch",
		Short: "Write the reviews for OpenSearch or Elasticsearch",
		Long: `Write the reviews for an engine that speaks the interface of OpenSearch or
Elasticsearch, to search many casebooks where an organisation searches already.

  index.json            settings and mappings of the index
  bulk-0001.ndjson …    the reviews, as requests of _bulk, of 8 MB at most
  query.json            a query to begin with

  curl -X PUT $ENGINE/casebook -H 'Content-Type: application/json' --data-binary @index.json
  for f in bulk-*.ndjson; do
    curl -X POST $ENGINE/casebook/_bulk -H 'Content-Type: application/x-ndjson' --data-binary @$f
  done

A review's id in the index begins with the base_url of its casebook. One that is
no longer in the casebook stays in the index until it is deleted there.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.exportOpenSearch(cmd.Context(), &flags, dir) },
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&dir, "output", "opensearch", "the `DIR` to write, which is replaced as a whole")
	return cmd
}

func (p *program) exportOpenSearch(ctx context.Context, flags *bookFlags, dir string) error {
	began := p.now()
	book, err := flags.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	if book.broken() {
		book.problems.WriteText(p.err)
		fmt.Fprintf(p.err, "Nothing was written: mend %s\n", count(book.problems.Count(diag.Error), "error"))
		return errProblems
	}
	shown, err := book.shown()
	if err != nil {
		return err
	}
	out, err := output.Open(dir, book.source.dir)
	if err != nil {
		return err
	}
	defer out.Discard()
	n, err := search.OpenSearch(shown, book.searchOptions(), out)
	if err != nil {
		return err
	}
	if _, err := out.Commit(); err != nil {
		return err
	}
	if !p.quiet {
		fmt.Fprintf(p.out, "%s in %s in %s\n", count(n, "review"), dir, p.since(began))
	}
	return nil
}
