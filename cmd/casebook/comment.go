package main

import (
	"fmt"
	"os"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/pullrequest"
)

func (p *program) commentCommand() *cobra.Command {
	link := ""
	cmd := &cobra.Command{
		Use:   "comment REPORT",
		Short: "Write the comment that stands below a pull request",
		Long: `Write the comment that stands below a pull request, from a report that casebook
diff --format json wrote. The report may come from anybody: it is taken only if it
has exactly the form that it should have, and all that it says is text in the
comment: it notifies nobody, links and loads nothing.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.comment(args[0], link) },
	}
	cmd.Flags().StringVar(&link, "link", "", "where the whole of it can be seen: `URL`")
	return cmd
}

// linkPattern keeps the one address of a comment from being anything else.
var linkPattern = regexp.MustCompile(`^https://[A-Za-z0-9./_~%-]+$`)

func (p *program) comment(file, link string) error {
	if link != "" && !linkPattern.MatchString(link) {
		return usageError{fmt.Errorf("--link %q: not a plain https address", link)}
	}
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read the report: %w", err)
	}
	defer f.Close()
	report, err := pullrequest.ReadJSON(f)
	if err != nil {
		return err
	}
	return report.WriteComment(p.out, link)
}
