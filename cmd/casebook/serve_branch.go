package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/pullrequest"
	"github.com/casebook-dev/casebook/internal/site"
)

// Where the preview tells what the branch changes, and where pictures lie that
// are no longer what they were.
const (
	branchAddress = "pull-request/"
	beforeFolder  = "before/"
)

// A branchPage tells, among the pages of a preview, what the files change in the
// book since their branch began. The book of that time is read when somebody
// looks, and kept for as long as the branch begins there.
type branchPage struct {
	flags branchFlags

	mu   sync.Mutex
	from *branch // nil until somebody looked
	base pullrequest.Side
}

// guests is the page for one build of the book; none where there is no
// repository to ask.
func (p *branchPage) guests(ctx context.Context, b *book) []site.Guest {
	repo, err := gitrepo.Open(b.source.dir)
	if err != nil {
		return nil
	}
	repo.Close()
	return []site.Guest{{
		Address: branchAddress, Title: "This branch", Layout: "pull-request.html",
		Description: "What your files change in the book, as those will see it who are asked to read it.",
		Content:     sync.OnceValue(func() any { return p.page(ctx, b) }),
	}}
}

// page is what the page says.
func (p *branchPage) page(ctx context.Context, b *book) pullrequest.Page {
	report, err := p.report(ctx, b)
	if err != nil {
		return pullrequest.Page{Heading: "What this branch changes", Lede: "It cannot be told.", Empty: fmt.Sprintf("%v.", err)}
	}
	return report.Page()
}

func (p *branchPage) report(ctx context.Context, b *book) (*pullrequest.Report, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	head := pullrequest.Side{
		Name: "your files", Book: b.Book, Files: b.source.files(), Config: b.config,
		Problems: b.problems,
	}
	if err := p.look(ctx, head, b); err != nil {
		return nil, err
	}
	base, before := p.base, newBeforeFiles(p.from.before.base, head.Files)
	check := checks(base.Book, before)
	check(&base)
	check(&head)
	base, head, veil, err := veiled(base, head)
	if err != nil {
		return nil, err
	}
	return pullrequest.Compare(base, head, pullrequest.Options{
		Same: before.kept, Blob: before.blob, Veil: veil, Figures: branchMeasures(head.Config), Suggest: suggestFacilitators(head.Book, head.Config),
		Likeness: b.likeness, Address: fromBranchPage, Picture: pictureFromBranchPage,
	}), nil
}

// look reads the book as it was where the branch began, unless it is the one that
// was read before.
func (p *branchPage) look(ctx context.Context, head pullrequest.Side, b *book) error {
	now, err := p.flags.open()
	if err != nil {
		return err
	}
	if p.from != nil && p.from.base == now.base && p.base.Book.AsOf.Equal(head.Book.AsOf) {
		now.close()
		return nil
	}
	base, err := now.readBase(ctx, head, b.memory, b.now)
	if err == nil && !now.before.stand() {
		err = errors.New("files changed while they were read; the next moment will tell")
	}
	if err != nil {
		now.close()
		return err
	}
	p.close()
	p.from, p.base = now, base
	return nil
}

func (p *branchPage) close() {
	if p.from != nil {
		p.from.close()
	}
}

func fromBranchPage(address string) string { return "../" + address }

func pictureFromBranchPage(side int, file string) string {
	parts := strings.Split(file, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	file = strings.Join(parts, "/")
	if side == 0 {
		return beforeFolder + file
	}
	return fromBranchPage(incident.PictureAddress(file))
}

// with lays the pictures of before among the files of a site.
func (p *branchPage) with(planned searchedSite) fs.FS { return besideBranch{planned, p} }

// besideBranch is a planned site with pictures as they were.
type besideBranch struct {
	searchedSite
	page *branchPage
}

// ReadFile renders a file of the site, or reads a picture.
func (s besideBranch) ReadFile(name string) ([]byte, error) {
	file, ok := strings.CutPrefix(name, path.Join(branchAddress, beforeFolder)+"/")
	if !ok {
		return s.searchedSite.ReadFile(name)
	}
	s.page.mu.Lock()
	defer s.page.mu.Unlock()
	if s.page.from != nil && slices.ContainsFunc(s.page.base.Book.Pictures, func(p incident.Picture) bool { return p.Path == file }) {
		return fs.ReadFile(s.page.base.Files, file)
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}
