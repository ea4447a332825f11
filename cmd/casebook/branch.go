package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/check"
	"github.com/casebook-dev/casebook/internal/config"
	"github.com/casebook-dev/casebook/internal/content"
	"github.com/casebook-dev/casebook/internal/edition"
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/pullrequest"
	"github.com/casebook-dev/casebook/internal/search"
)

// branchFlags say what is held against what.
type branchFlags struct {
	source   sourceFlags
	base     string
	head     string
	worktree bool
	jobs     int
}

func (f *branchFlags) add(cmd *cobra.Command) {
	f.source.add(cmd)
	cmd.Flags().StringVar(&f.base, "base", "", "the `REV` to hold the branch against, from where the two went apart (default: origin/main, else main)")
	cmd.Flags().StringVar(&f.head, "head", "HEAD", "the `REV` at the end of the branch")
	cmd.Flags().BoolVar(&f.worktree, "worktree", false, "the files as they are now instead of a revision")
	cmd.Flags().IntVar(&f.jobs, "jobs", 0, "read `N` files at once (default: one for each processor)")
	cmd.MarkFlagsMutuallyExclusive("head", "worktree")
}

// A branch is a repository with the base and the head of what is compared.
type branch struct {
	source *source
	repo   *gitrepo.Repository
	flags  branchFlags
	base   string        // the commit that the branch began at; empty: before the first
	name   string        // of the base, as people call it
	config config.Config // of the head, once it was read
	before *beforeFiles  // of the base, once it was read
}

// open finds the repository around the casebook, and where the branch began. The
// caller closes it.
func (f *branchFlags) open() (*branch, error) {
	source, err := f.source.open()
	if err != nil {
		return nil, err
	}
	b := &branch{source: source, flags: *f}
	if b.repo, err = gitrepo.Open(source.dir); err != nil {
		source.close()
		if errors.Is(err, gitrepo.ErrNoRepository) {
			err = fmt.Errorf("compare with a base: %q lies in no Git repository", source.dir)
		}
		return nil, err
	}
	if err := b.findBase(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *branch) close() {
	b.repo.Close() // read only: what it has to say was said before
	b.source.close()
}

// findBase finds the commit that the branch began at, as code hosts do: the last
// that it and the base have in common.
func (b *branch) findBase() error {
	tip := b.flags.head
	if b.flags.worktree {
		tip = "HEAD"
		if _, err := b.repo.Head(); errors.Is(err, gitrepo.ErrUnborn) {
			b.name = "nothing: there is no commit yet"
			return nil
		}
	}
	name, err := b.baseName()
	if err != nil {
		return err
	}
	if b.base, err = b.repo.MergeBase(name, tip); err != nil {
		return err
	}
	b.name = fmt.Sprintf("%s at %.8s", name, b.base)
	return nil
}

// baseName is the revision that branches are held against: the one that was
// named, else the repository's main branch, as its host has it or as it is here.
func (b *branch) baseName() (string, error) {
	if b.flags.base != "" {
		return b.flags.base, nil
	}
	candidates := []string{"origin/main", "main", "origin/master", "master"}
	for _, name := range candidates {
		if _, err := b.repo.Resolve(name); err == nil {
			return name, nil
		}
	}
	return "", usageError{fmt.Errorf("find the base: none of %s is a revision here; name one by --base", strings.Join(candidates, ", "))}
}

// sides reads the book twice, as the organisation may see it. Ages are counted
// from the same day in both.
func (b *branch) sides(ctx context.Context, now time.Time) (base, head pullrequest.Side, veil func(string) string, err error) {
	memory := new(content.Memory)
	if head, err = b.readHead(ctx, memory, now); err != nil {
		return base, head, nil, err
	}
	b.config = head.Config
	if base, err = b.readBase(ctx, head, memory, now); err != nil {
		return base, head, nil, err
	}
	check := checks(base.Book, b.before)
	check(&base)
	check(&head)
	return veiled(base, head)
}

// checks finds what is to be mended in a side, in the files that the branch
// touches.
func checks(base *incident.Book, before *beforeFiles) func(*pullrequest.Side) {
	was := make(map[string]incident.Status, len(base.Reviews))
	for _, r := range base.Reviews {
		was[r.Slug] = r.Status
	}
	return func(side *pullrequest.Side) {
		found := check.Run(side.Book, check.Options{
			Config: side.Config, Known: content.Rules(), Before: was,
			Changed: func(file string) bool { return !before.kept(file) },
		})
		side.Problems = slices.Concat(side.Problems, found)
		side.Problems.Sort()
	}
}

func (b *branch) readHead(ctx context.Context, memory *content.Memory, now time.Time) (pullrequest.Side, error) {
	name, files := "your files", b.source.files()
	if !b.flags.worktree {
		hash, err := b.repo.Resolve(b.flags.head)
		if err != nil {
			return pullrequest.Side{}, err
		}
		if files, err = b.repo.Tree(hash); err != nil {
			return pullrequest.Side{}, err
		}
		name = fmt.Sprintf("%s at %.8s", b.flags.head, hash)
	}
	side, err := b.side(name, files)
	if err != nil {
		return side, err
	}
	o := content.Options{Config: side.Config, Jobs: b.flags.jobs, Memory: memory, Now: now}
	if b.endsAtHead() {
		b.tell(&o, files)
	}
	err = read(ctx, &side, o)
	return side, err
}

// readBase reads the base beside the head, with what the reading of that one
// remembers.
func (b *branch) readBase(ctx context.Context, head pullrequest.Side, memory *content.Memory, now time.Time) (pullrequest.Side, error) {
	var files fs.FS = embed.FS{} // nothing
	if b.base != "" {
		var err error
		if files, err = b.repo.Tree(b.base); err != nil {
			return pullrequest.Side{}, err
		}
	}
	b.before = newBeforeFiles(files, head.Files)
	side, err := b.side(b.name, b.before)
	if err != nil {
		return side, err
	}
	side.Config.BaseURL = head.Config.BaseURL // the preview's own, where it is read for one
	day := incident.Moment{Time: head.Book.AsOf, Precision: incident.DayOnly}
	err = read(ctx, &side, content.Options{Config: side.Config, Jobs: b.flags.jobs, AsOf: day, Memory: memory, Now: now})
	side.Files = files // for later: what was left alone may not be for long
	return side, err
}

// side is one side before its book is read.
func (b *branch) side(name string, files fs.FS) (pullrequest.Side, error) {
	side := pullrequest.Side{Name: name, Files: files}
	file, text, err := settingsOf(files, b.flags.source.config)
	if err != nil {
		return side, err
	}
	side.Config, side.Problems = config.Parse(file, text)
	return side, nil
}

// read reads the book of a side. Everybody in it stands by their name yet.
func read(ctx context.Context, side *pullrequest.Side, o content.Options) error {
	book, problems, err := content.Load(ctx, side.Files, o)
	if err != nil {
		return err
	}
	side.Book = book
	side.Problems = append(side.Problems, problems...)
	return nil
}

// endsAtHead tells whether the branch is what is checked out, whose history can
// be read.
func (b *branch) endsAtHead() bool {
	if b.flags.worktree {
		return true
	}
	head, err := b.repo.Head()
	if err != nil {
		return false
	}
	hash, err := b.repo.Resolve(b.flags.head)
	return err == nil && hash == head
}

// tell adds what the history knows, and what the files say of the code host's
// pull requests: who wrote a review need not be asked to read it, and who approved
// it has said that the story holds. A report does without as well.
func (b *branch) tell(o *content.Options, files fs.FS) {
	history, err := b.repo.History(o.Config)
	if err != nil {
		return
	}
	mailmap, err := b.repo.Mailmap()
	if err != nil {
		return
	}
	pulls, _, err := pullsOf(files)
	if err != nil {
		return
	}
	teller := history.With(gitrepo.Notes{Mailmap: mailmap, Pulls: pulls})
	o.Head, o.Tell = teller.AsOf(), teller.Tell
}

// veiled are both sides as the organisation may see them: who asks, with the
// branch or without it, not to be named is named on neither, nor in what is said
// of the two: veil takes their names out of it. Conversations are in both, whatever
// the site leaves out: a report counts messages, and quotes none.
func veiled(base, head pullrequest.Side) (was, is pullrequest.Side, veil func(string) string, err error) {
	was, is = base, head
	whole := hiding(head.Book, base.Book.People)
	if was.Book, err = edition.Of(hiding(base.Book, head.Book.People), edition.Options{}); err == nil {
		is.Book, err = edition.Of(whole, edition.Options{})
	}
	return was, is, edition.Words(whole), err
}

// hiding is a book in which those hide who do among the people of another.
func hiding(book *incident.Book, others []*incident.Person) *incident.Book {
	out := *book
	out.People = slices.Clone(book.People)
	for _, other := range others {
		if other.Visibility != incident.Hidden && other.Visibility != incident.Pseudonym {
			continue
		}
		i, found := slices.BinarySearchFunc(out.People, other.Key, func(p *incident.Person, key string) int { return strings.Compare(p.Key, key) })
		if !found {
			out.People = slices.Insert(out.People, i, other)
			continue
		}
		if p := *out.People[i]; p.Visibility != incident.Hidden {
			p.Visibility = other.Visibility
			out.People[i] = &p
		}
	}
	return &out
}

// compare tells what the branch changes.
func (b *branch) compare(ctx context.Context, now time.Time) (*pullrequest.Report, error) {
	base, head, veil, err := b.sides(ctx, now)
	if err != nil {
		return nil, err
	}
	return pullrequest.Compare(base, head, pullrequest.Options{
		Same: b.before.kept, Blob: b.before.blob, Veil: veil, Figures: branchMeasures(head.Config), Suggest: suggestFacilitators(head.Book, head.Config),
		Likeness: b.likeness(ctx, head, now),
	}), nil
}

// sayWorktree says, where a branch changes nothing, that files which are in no
// commit yet were not looked at.
func (p *program) sayWorktree(b *branch, r *pullrequest.Report) {
	if !p.quiet && !b.flags.worktree && len(r.Reviews)+len(r.Others)+len(r.Problems) == 0 {
		fmt.Fprintf(p.err, "Nothing is changed in %s. What is in no commit yet was not looked at: --worktree looks at the files as they are.\n", r.Head)
	}
}

// likeness tells which reviews are alike, once a review asks.
func (b *branch) likeness(ctx context.Context, side pullrequest.Side, now time.Time) func(slug string) []incident.Likeness {
	read := sync.OnceValue(func() *search.Relatives {
		r, err := search.NewRelatives(ctx, side.Book, search.Options{Config: side.Config, Jobs: b.flags.jobs, Now: now}, nil)
		if err != nil {
			return nil // the command is being ended
		}
		return r
	})
	return func(slug string) []incident.Likeness {
		if r := read(); r != nil {
			return r.Of(slug)
		}
		return nil
	}
}
