package main

import (
	"errors"
	"io/fs"
	"path"
	"reflect"

	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/gitrepo"
)

// A past is the history of a casebook, read once and kept until HEAD moves or the
// settings change.
type past struct {
	repo    *gitrepo.Repository
	history *gitrepo.History
	config  config.Config // by which it was read
}

func (p *past) close() {
	if p != nil && p.repo != nil {
		p.repo.Close()
	}
}

// readPast finds the repository around the source, and reads its history unless
// the one before is as good. There may be none: that is a problem for those who
// ask for it by --strict, and else no more than a book without authors.
func (b *book) readPast() error {
	if b.flags.noGit {
		return nil
	}
	repo, err := gitrepo.Open(b.source.dir)
	if errors.Is(err, gitrepo.ErrNoRepository) {
		return b.without("history-none", err, "`git init` makes it a repository; `--no-git` builds without")
	}
	if err != nil {
		return b.without("history-unreadable", err, "`--no-git` builds without")
	}
	head, err := repo.Head()
	if b.past != nil && err == nil && b.past.history.Head == head && reflect.DeepEqual(b.past.config, b.config) {
		return repo.Close()
	}
	b.past.close()
	b.past = nil
	if err == nil {
		var history *gitrepo.History
		if history, err = repo.History(b.config); err == nil {
			b.past = &past{repo, history, b.config}
			return nil
		}
	}
	repo.Close()
	if errors.Is(err, gitrepo.ErrUnborn) || errors.Is(err, gitrepo.ErrUncommitted) {
		return b.without("history-none", err, "commit the casebook; `--no-git` builds without")
	}
	return b.without("history-unreadable", err, "`git fsck` names what is wrong; `--no-git` builds without")
}

// headLog returns the file that changes when HEAD moves; empty without one.
func headLog(dir string) string {
	repo, err := gitrepo.Open(dir)
	if err != nil {
		return ""
	}
	defer repo.Close()
	return repo.HeadLog()
}

// without notes why there is no history. That there never was one is remarkable
// only to those who asked for it.
func (b *book) without(rule string, why error, hint string) error {
	b.past = nil
	if rule != "history-none" || b.flags.strict {
		b.note(diag.List{{Rule: rule, Severity: diag.Warning, Message: "nothing is known of who wrote what: " + why.Error(), Hint: hint}})
	}
	return nil
}

// tell adds to the options of reading a book what its history knows.
func (b *book) tell(o *content.Options) error {
	if b.past == nil {
		return nil
	}
	mailmap, err := b.past.repo.Mailmap()
	if err != nil {
		return err
	}
	pulls, problems, err := pullsOf(b.source.files())
	if err != nil {
		return err
	}
	ignored, err := b.ignoredRevisions()
	if err != nil {
		return err
	}
	b.note(problems)
	b.note(b.past.history.Problems())
	b.teller = b.past.history.With(gitrepo.Notes{Mailmap: mailmap, IgnoreRevs: ignored, Pulls: pulls})
	o.Head, o.Tell = b.teller.AsOf(), b.teller.Tell
	return nil
}

// pullsOf reads what is committed of the code host's pull requests.
func pullsOf(files fs.FS) (gitrepo.Pulls, diag.List, error) {
	for _, dir := range []string{"", "content"} {
		name := path.Join(dir, pullRequestsFile)
		text, err := fs.ReadFile(files, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return gitrepo.Pulls{}, nil, err
		}
		pulls, problems := gitrepo.ParsePulls(name, text)
		return pulls, problems, nil
	}
	return gitrepo.Pulls{}, nil, nil
}

func (b *book) ignoredRevisions() ([]byte, error) {
	name := b.config.IgnoreRevs
	if name == "" {
		return nil, nil
	}
	text, err := b.source.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		b.note(diag.List{{
			Position: diag.Position{File: b.config.File}, Rule: "unknown-file", Severity: diag.Warning,
			Message: "`ignore_revs` names " + name + ", which is not there", Hint: "write the file's path from the top of the casebook",
		}})
		return nil, nil
	}
	return text, err
}
