package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/gitrepo"
	"github.com/casebook-dev/casebook/internal/incident"
	"github.com/casebook-dev/casebook/internal/insight"
)

// citationsFile holds what other repositories mention; it lies beside the
// settings, and is committed.
const citationsFile = "citations.json"

// maxCitations bounds it, in bytes.
const maxCitations = 16 << 20

func (p *program) citationsCommand() *cobra.Command {
	var flags bookFlags
	write, asJSON := false, false
	cmd := &cobra.Command{
		Use:   "citations REPO...",
		Short: "Count where other repositories mention reviews",
		Long: `Count where other repositories mention reviews by their slugs or ids: in the
messages of commits, and in the documents as they are now. A story that others
come back to has been read. Each REPO is a directory on this machine; nothing is
fetched.

With --write, citations.json beside the settings keeps the count for the site:
hashes and paths, and no words of anybody.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.citations(cmd.Context(), &flags, citationsOf{args, write, asJSON})
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&write, "write", false, "keep the count in citations.json")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the count as JSON")
	return cmd
}

// A citationsOf is which repositories are searched, and where the count goes.
type citationsOf struct {
	repositories []string
	write, json  bool
}

func (p *program) citations(ctx context.Context, flags *bookFlags, of citationsOf) error {
	book, shown, err := flags.openShown(ctx)
	if err != nil {
		return err
	}
	defer book.close()
	var all insight.Outside
	for _, dir := range of.repositories {
		found, err := mentionsIn(dir, shown)
		if err != nil {
			return err
		}
		all.Add(found)
		book.cited.Add(found)
	}
	if of.write {
		if err := book.writeCitations(); err != nil {
			return err
		}
	}
	if of.json {
		return encodeCitations(p.out, all)
	}
	return p.sayCitations(shown, all)
}

// mentionsIn searches one repository.
func mentionsIn(dir string, b *incident.Book) (insight.OutsideRepository, error) {
	repo, err := gitrepo.Open(dir)
	if err != nil {
		return insight.OutsideRepository{}, fmt.Errorf("search %q: %w", dir, err)
	}
	defer repo.Close()
	full, err := filepath.Abs(dir)
	if err != nil {
		return insight.OutsideRepository{}, fmt.Errorf("find %q: %w", dir, err)
	}
	out := insight.OutsideRepository{Name: filepath.Base(full), Reviews: []insight.OutsideReview{}}
	out.Head, err = repo.Head()
	if err != nil && !errors.Is(err, gitrepo.ErrUnborn) {
		return out, err
	}
	slugs := slugsByName(b)
	mentions, err := repo.Mentions(sortedNames(slugs))
	if err != nil {
		return out, fmt.Errorf("search %q: %w", dir, err)
	}
	for _, m := range mentions {
		out.Reviews = mentioned(out.Reviews, slugs[m.Name], m)
	}
	slices.SortFunc(out.Reviews, func(x, y insight.OutsideReview) int { return strings.Compare(x.Review, y.Review) })
	return out, nil
}

// slugsByName are the listed reviews by what they are called: slug and id.
func slugsByName(b *incident.Book) map[string]string {
	slugs := map[string]string{}
	for _, r := range b.Reviews {
		if r.Status.Listed() {
			slugs[r.Slug] = r.Slug
			if r.ID != "" {
				slugs[r.ID] = r.Slug
			}
		}
	}
	return slugs
}

func sortedNames(slugs map[string]string) []string {
	list := make([]string, 0, len(slugs))
	for name := range slugs {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// mentioned counts a mention, once for each commit and document.
func mentioned(list []insight.OutsideReview, slug string, m gitrepo.Mention) []insight.OutsideReview {
	i := slices.IndexFunc(list, func(r insight.OutsideReview) bool { return r.Review == slug })
	if i < 0 {
		i = len(list)
		list = append(list, insight.OutsideReview{Review: slug, Commits: []string{}, Documents: []string{}})
	}
	r := &list[i]
	if m.Commit != "" && !slices.Contains(r.Commits, m.Commit) {
		r.Commits = append(r.Commits, m.Commit)
	}
	if m.Path != "" && !slices.Contains(r.Documents, m.Path) {
		r.Documents = append(r.Documents, m.Path)
	}
	return list
}

func (p *program) sayCitations(b *incident.Book, all insight.Outside) error {
	for _, repository := range all.Repositories {
		if len(repository.Reviews) == 0 {
			fmt.Fprintf(p.out, "%s mentions no review.\n", repository.Name)
			continue
		}
		fmt.Fprintf(p.out, "%s mentions %s:\n", repository.Name, count(len(repository.Reviews), "review"))
		for _, r := range repository.Reviews {
			i := slices.IndexFunc(b.Reviews, func(known *incident.Review) bool { return known.Slug == r.Review })
			fmt.Fprintf(p.out, "  “%s”, in %s and %s", b.Reviews[i].Title, count(len(r.Commits), "commit"), count(len(r.Documents), "document"))
			if len(r.Documents) > 0 {
				fmt.Fprintf(p.out, ": %s", strings.Join(r.Documents[:min(len(r.Documents), 3)], ", "))
			}
			fmt.Fprintln(p.out)
		}
	}
	return nil
}

func encodeCitations(w io.Writer, all insight.Outside) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(all)
}

// citationsPath is where the file lies: beside the settings.
func (b *book) citationsPath() string {
	if b.config.File == "" || b.flags.source.config != "" {
		return citationsFile
	}
	return path.Join(path.Dir(b.config.File), citationsFile)
}

// readCitations reads what was written of other repositories. A file that cannot
// be read is a problem, and the figure goes without it.
func (b *book) readCitations() {
	name := b.citationsPath()
	data, err := fs.ReadFile(b.source.files(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil && len(data) > maxCitations {
		err = errors.New("it is larger than 16 MB")
	}
	if err == nil {
		err = json.Unmarshal(data, &b.cited)
	}
	if err != nil {
		b.cited = insight.Outside{}
		b.note(diag.List{{
			Position: diag.Position{File: name}, Rule: "bad-citations", Severity: diag.Warning,
			Message: "this cannot be read: " + err.Error(), Hint: "write it anew with `casebook citations REPO --write`",
		}})
	}
}

func (b *book) writeCitations() error {
	var out bytes.Buffer
	if err := encodeCitations(&out, b.cited); err != nil {
		return err
	}
	name := filepath.FromSlash(b.citationsPath())
	if err := b.source.root.WriteFile(name, out.Bytes(), os.FileMode(0o644)); err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
}
