package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/pullrequest"
)

func (p *program) exportCodeownersCommand() *cobra.Command {
	flags := bookFlags{drafts: true}
	cmd := &cobra.Command{
		Use:   "codeowners",
		Short: "Write a CODEOWNERS file from services and teams",
		Long: `Write a CODEOWNERS file, by which a code host asks people for an approval when a
file changes: the owners of the services that a review touched, the people of a
team for its profile, each person for their own. It is printed; GitHub reads it
as .github/CODEOWNERS, GitLab as .gitlab/CODEOWNERS.`,
		Example: `  casebook export codeowners > .github/CODEOWNERS`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.exportCodeowners(cmd.Context(), &flags) },
	}
	flags.add(cmd)
	return cmd
}

func (p *program) exportCodeowners(ctx context.Context, flags *bookFlags) error {
	book, err := flags.open(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	if book.broken() {
		if err := book.problems.WriteText(p.err); err != nil {
			return err
		}
		return errProblems
	}
	text := pullrequest.Codeowners(book.Book, pullrequest.CodeownersOptions{Forge: book.config.Repository.Forge, Under: underTop(book.source.dir)})
	if _, err := p.out.Write(text); err != nil {
		return fmt.Errorf("write CODEOWNERS: %w", err)
	}
	return nil
}

// underTop is the folder of the casebook in its repository; empty at its top, and
// without one.
func underTop(dir string) string {
	repo, err := gitrepo.Open(dir)
	if err != nil {
		return ""
	}
	defer repo.Close()
	return repo.Under()
}
