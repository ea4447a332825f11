package main

import (
	"context"
	"fmt"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/incident"
)

// A begun branch is what its files are compared with.
type begun struct {
	repo   *gitrepo.Repository
	branch *check.Branch
	before map[string]incident.Status // of reviews, by slug
}

func (b *begun) close() {
	if b != nil {
		b.repo.Close() // read only: what it has to say was said before
	}
}

// branchSince compares the files as they are with the commit at which HEAD and the
// revision went apart. The caller closes what it returns.
func branchSince(ctx context.Context, s *source, flags *bookFlags, revision string) (*begun, error) {
	repo, err := gitrepo.Open(s.dir)
	if err != nil {
		return nil, fmt.Errorf("compare with %q: %w", revision, err)
	}
	b := &begun{repo: repo}
	if err := b.compare(ctx, s, flags, revision); err != nil {
		repo.Close()
		return nil, err
	}
	return b, nil
}

func (b *begun) compare(ctx context.Context, s *source, flags *bookFlags, revision string) error {
	base, err := b.repo.MergeBase(revision, "HEAD")
	if err != nil {
		return err
	}
	tree, err := b.repo.Tree(base)
	if err != nil {
		return err
	}
	changes, err := b.repo.Changes(base, "HEAD")
	if err != nil {
		return err
	}
	was := make(map[string]string)
	for _, c := range changes {
		if c.Path != "" && c.Was != "" && c.Path != c.Was {
			was[c.Path] = c.Was
		}
	}
	b.branch = check.NewBranch(tree, s.files(), was)
	name, text, err := settingsOf(tree, flags.source.config)
	if err != nil {
		return err
	}
	settings, _ := config.Parse(name, text) // the head's are what is checked
	book, _, err := content.Load(ctx, tree, content.Options{Config: settings, Jobs: flags.jobs})
	if err != nil {
		return err
	}
	b.before = make(map[string]incident.Status, len(book.Reviews))
	for _, r := range book.Reviews {
		b.before[r.Slug] = r.Status
	}
	return nil
}
