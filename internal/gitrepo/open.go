package gitrepo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// ErrNoRepository says that a directory lies in no Git repository.
var ErrNoRepository = errors.New("no Git repository")

// A Repository is a Git repository, read only. Its methods may be called from
// several goroutines at once. What is committed after it was opened may not be
// seen: open it again when HEAD has moved.
type Repository struct {
	top    string           // directory of the work tree
	prefix string           // of the source in it, slash-separated; empty at its top
	git    billy.Filesystem // the .git directory, as this work tree sees it
	own    string           // the .git directory of this work tree
	common string           // the one that all work trees share; often the same

	mu     sync.Mutex // the object storages are not made for several at once
	stores []*filesystem.ObjectStorage

	shallow map[plumbing.Hash]bool // commits whose parents this clone leaves out
	partial bool                   // a clone that leaves out objects
}

// Open opens the repository around the directory of a casebook. Paths given to
// and returned by the repository are slash-separated, from that directory. The
// caller closes it. Without a repository the error is ErrNoRepository.
func Open(dir string) (*Repository, error) {
	top, gitDir, err := find(dir)
	if err != nil {
		return nil, err
	}
	r := &Repository{top: top, git: osfs.New(gitDir), own: gitDir, common: gitDir}
	if text, err := os.ReadFile(filepath.Join(gitDir, "commondir")); err == nil {
		r.common = join(gitDir, strings.TrimSpace(string(text)))
		r.git = dotgit.NewRepositoryFilesystem(r.git, osfs.New(r.common))
	}
	if r.prefix, err = within(top, dir); err != nil {
		return nil, err
	}
	if err := r.readConfig(); err != nil {
		return nil, err
	}
	if err := r.openStores(); err != nil {
		return nil, err
	}
	if r.shallow, err = r.readShallow(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// Close lets go of the repository's files.
func (r *Repository) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []error
	for _, s := range r.stores {
		all = append(all, s.Close())
	}
	return errors.Join(all...)
}

// reopen looks anew at which objects there are.
func (r *Repository) reopen() error {
	err := r.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stores = nil
	return errors.Join(err, r.openStores())
}

// find looks for .git in a directory and those above it: a directory, or a file
// that says where it is.
func find(dir string) (top, gitDir string, err error) {
	if dir, err = real(dir); err != nil {
		return "", "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, ".git")
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir() && isGitDir(name):
			return dir, name, nil
		case err == nil && info.Mode().IsRegular():
			gitDir, err := pointed(name)
			return dir, gitDir, err
		case dir == filepath.Dir(dir):
			return "", "", ErrNoRepository
		}
	}
}

// isGitDir tells a repository from a directory that merely has the name.
func isGitDir(name string) bool {
	_, err := os.Stat(filepath.Join(name, "HEAD"))
	return err == nil
}

// pointed reads a .git file, as linked work trees and submodules have.
func pointed(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("open the repository: %w", err)
	}
	target, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
	if !ok {
		return "", fmt.Errorf("open the repository: %q does not say where the repository is", file)
	}
	gitDir := join(filepath.Dir(file), target)
	if !isGitDir(gitDir) {
		return "", fmt.Errorf("open the repository: %q leads to %q, where there is none", file, gitDir)
	}
	return gitDir, nil
}

// join is filepath.Join, unless the second path is absolute.
func join(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// real returns a directory's absolute path without symbolic links: Git's files
// are found from there.
func real(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return "", fmt.Errorf("open the repository: %w", err)
	}
	return abs, nil
}

func within(top, dir string) (string, error) {
	dir, err := real(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(top, dir)
	if err != nil {
		return "", fmt.Errorf("open the repository: %w", err)
	}
	if rel == "." {
		return "", nil
	}
	return filepath.ToSlash(rel), nil
}

// cacheSize bounds the objects kept in memory: a delta is applied to one of
// them, and without its base each object would be read many times.
const cacheSize = 16 * cache.MiByte

// openStores opens the object directory and those it borrows from. go-git would
// look into the latter too, but reads their index anew for every object.
func (r *Repository) openStores() error {
	dirs, err := borrowed(filepath.Join(r.common, "objects"), nil)
	if err != nil {
		return err
	}
	shared := cache.NewObjectLRU(cacheSize)
	for _, dir := range dirs {
		if filepath.Base(dir) != "objects" {
			return fmt.Errorf("open the repository: it borrows objects from %q, which is not called objects; run `git repack -a -d` to have them here", dir)
		}
		git := withoutAlternates{osfs.New(filepath.Dir(dir))}
		r.stores = append(r.stores, filesystem.NewObjectStorageWithOptions(
			dotgit.NewWithOptions(git, dotgit.Options{ExclusiveAccess: true}), shared,
			filesystem.Options{KeepDescriptors: true, ExclusiveAccess: true, LargeObjectThreshold: maxBlob},
		))
	}
	return nil
}

// borrowed returns an object directory and, in the order in which Git would look
// there, those named in its info/alternates, and in theirs.
func borrowed(objects string, list []string) ([]string, error) {
	const most = 20
	for _, known := range list {
		if known == objects {
			return list, nil
		}
	}
	if len(list) == most {
		return nil, fmt.Errorf("open the repository: it borrows objects from more than %d others", most)
	}
	list = append(list, objects)
	text, err := os.ReadFile(filepath.Join(objects, "info", "alternates"))
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the repository: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if list, err = borrowed(filepath.Clean(join(objects, line)), list); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// withoutAlternates keeps go-git from looking for borrowed objects itself.
type withoutAlternates struct{ billy.Filesystem }

func (f withoutAlternates) Open(name string) (billy.File, error) {
	if filepath.Base(name) == "alternates" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.Filesystem.Open(name)
}

// Mailmap returns the text of the .mailmap at the top of the work tree, as it is
// today; none without one. A symbolic link is not followed.
func (r *Repository) Mailmap() ([]byte, error) {
	root, err := os.OpenRoot(r.top)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", ".mailmap", err)
	}
	defer root.Close()
	info, err := root.Lstat(".mailmap")
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil
	}
	f, err := root.Open(".mailmap")
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", ".mailmap", err)
	}
	defer f.Close()
	text, err := readAtMost(f, 1<<20)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", ".mailmap", err)
	}
	return text, nil
}

// readShallow returns the commits at which this clone was cut off.
func (r *Repository) readShallow() (map[plumbing.Hash]bool, error) {
	text, err := r.read("shallow")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	cut := map[plumbing.Hash]bool{}
	for line := range strings.Lines(text) {
		if h, ok := parseHash(strings.TrimSpace(line)); ok {
			cut[h] = true
		}
	}
	return cut, nil
}

// read returns one of the repository's own small files.
func (r *Repository) read(name string) (string, error) {
	f, err := r.git.Open(name)
	if err != nil {
		return "", fmt.Errorf("read the repository's %q: %w", name, err)
	}
	defer f.Close()
	text, err := readAtMost(f, 16<<20)
	if err != nil {
		return "", fmt.Errorf("read the repository's %q: %w", name, err)
	}
	return string(text), nil
}
