package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	demo "github.com/casebook-dev/casebook/content"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/scaffold"
)

func (p *program) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "demo DIR",
		Short: "Write the demo casebook, with its past",
		Long: `Write the demo: two years of an organisation that does not exist, as a Git
repository with drafts, pull requests and second thoughts. The directory must be
new, or empty. The same program always writes the same commits.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.demo(cmd.Context(), args[0]) },
	}
}

func (p *program) demo(ctx context.Context, dir string) error {
	commits, err := demoCommits(ctx)
	if err != nil {
		return err
	}
	if err := makeEmpty(dir); err != nil {
		return err
	}
	head, err := writeRepository(dir, commits)
	if err != nil {
		return err
	}
	if !p.quiet {
		fmt.Fprintf(p.out, "The demo lies in %s: %s, the last %.10s\n", dir, count(len(commits), "commit"), head)
		fmt.Fprintf(p.out, "See it: casebook serve --source %s\n", filepath.ToSlash(dir))
	}
	return nil
}

// demoCommits makes the demo's past of the embedded files.
func demoCommits(ctx context.Context) ([]gitrepo.Commit, error) {
	text, err := fs.ReadFile(demo.Files, "casebook.yaml")
	if err != nil {
		return nil, err
	}
	settings, _ := config.Parse("casebook.yaml", text)
	settings.Places = config.Places{ // the embedded files lie at the top
		Reviews: "reviews", People: "people", Teams: "teams", Services: "services", Tags: "tags",
		Factors: "factors", Calendar: "calendar", Patterns: "patterns", Pages: "pages",
	}
	book, _, err := content.Load(ctx, demo.Files, content.Options{Config: settings})
	if err != nil {
		return nil, err
	}
	texts, err := fs.Sub(demo.Files, "_history")
	if err != nil {
		return nil, err
	}
	list, problems, err := scaffold.Past(scaffold.PastOptions{
		Book: book, Files: demo.Files, Texts: texts, Under: "content", Extra: scaffold.DemoFiles(),
		URL: settings.Repository.URL, Mail: "ripieno.example",
	})
	if err != nil {
		return nil, err
	}
	if problems.Count(diag.Error) > 0 {
		return nil, fmt.Errorf("make the demo's past: %s", problems[0])
	}
	return gitCommits(list), nil
}

func gitCommits(list []scaffold.Commit) []gitrepo.Commit {
	commits := make([]gitrepo.Commit, len(list))
	for i, c := range list {
		commits[i] = gitrepo.Commit{
			Parents: c.Parents, Author: gitrepo.Signature(c.Author), Committer: gitrepo.Signature(c.Committer), Message: c.Message,
		}
		for _, f := range c.Files {
			commits[i].Files = append(commits[i].Files, gitrepo.File(f))
		}
	}
	return commits
}

// makeEmpty makes a directory, or takes one that has nothing in it.
func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %q: %w", dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = errors.New("the directory is not empty")
	}
	if err != nil {
		return fmt.Errorf("write the demo to %q: %w", dir, err)
	}
	return nil
}

// writeRepository writes the commits, and the files of the last of them.
func writeRepository(dir string, commits []gitrepo.Commit) (head string, err error) {
	source, err := (&sourceFlags{dir: dir}).open()
	if err != nil {
		return "", err
	}
	defer source.close()
	if head, err = gitrepo.Create(source.dir, commits); err != nil {
		return "", err
	}
	var files []scaffold.File
	for _, f := range commits[len(commits)-1].Files {
		files = append(files, scaffold.File(f))
	}
	if err := source.writeAll(files); err != nil {
		return "", errors.Join(err, os.RemoveAll(filepath.Join(source.dir, ".git")))
	}
	return head, nil
}
