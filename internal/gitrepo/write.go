package gitrepo

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// A Commit is one to write. Its hash follows from what stands in it alone.
type Commit struct {
	Parents   []int // places in the list of those it follows
	Author    Signature
	Committer Signature
	Message   string
	Files     []File // all of them
}

// A Signature says who made a commit and when, by their own clock.
type Signature struct {
	Name, Email string
	When        time.Time
}

// A File of a commit. Those of several commits that share their Data are stored
// once.
type File struct {
	Path string // slash-separated
	Data []byte
}

// Create makes a repository in a directory that has none: the commits, the branch
// main at the last of them, and the index that Git expects beside the files. The
// files themselves the caller writes. What was made is taken away again when not
// all of it could be.
func Create(dir string, commits []Commit) (head string, err error) {
	if len(commits) == 0 {
		return "", errors.New("make a repository: there are no commits")
	}
	git := filepath.Join(dir, ".git")
	if _, err := os.Lstat(git); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("make a repository in %q: there is one already", dir)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(git)
		}
	}()
	store := filesystem.NewStorageWithOptions(osfs.New(git), cache.NewObjectLRU(cache.MiByte), filesystem.Options{ExclusiveAccess: true})
	if err := store.Init(); err != nil {
		return "", fmt.Errorf("make a repository in %q: %w", dir, err)
	}
	w := writer{store: store, blobs: map[*byte]plumbing.Hash{}, stored: map[plumbing.Hash]bool{}}
	hashes := make([]plumbing.Hash, len(commits))
	for i, c := range commits {
		if hashes[i], err = w.commit(c, hashes[:i]); err != nil {
			return "", fmt.Errorf("write commit %d, %q: %w", i, firstLine(c.Message), err)
		}
	}
	tip := hashes[len(hashes)-1]
	if err := w.index(commits[len(commits)-1].Files); err != nil {
		return "", fmt.Errorf("write the index: %w", err)
	}
	for name, text := range map[string]string{
		"HEAD":            "ref: refs/heads/main\n",
		"config":          "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n",
		"refs/heads/main": tip.String() + "\n",
		"logs/HEAD":       "", // Git goes on with it, and a preview watches it
	} {
		name = filepath.Join(git, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			return "", fmt.Errorf("make a repository in %q: %w", dir, err)
		}
	}
	return tip.String(), nil
}

// A writer stores objects, each once.
type writer struct {
	store  *filesystem.Storage
	blobs  map[*byte]plumbing.Hash // by the first byte of their data
	stored map[plumbing.Hash]bool
}

func (w writer) commit(c Commit, before []plumbing.Hash) (plumbing.Hash, error) {
	files := slices.Clone(c.Files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	tree, err := w.tree(files)
	if err != nil {
		return tree, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "tree %s\n", tree)
	for _, p := range c.Parents {
		if p < 0 || p >= len(before) {
			return tree, fmt.Errorf("it follows commit %d, which is not before it", p)
		}
		fmt.Fprintf(&b, "parent %s\n", before[p])
	}
	fmt.Fprintf(&b, "author %s\ncommitter %s\n\n%s", c.Author, c.Committer, c.Message)
	return w.put(plumbing.CommitObject, b.Bytes())
}

// String returns the signature as it stands in a commit.
func (s Signature) String() string {
	clean := strings.NewReplacer("<", "", ">", "", "\n", " ", "\x00", "")
	return fmt.Sprintf("%s <%s> %d %s", clean.Replace(s.Name), clean.Replace(s.Email), s.When.Unix(), s.When.Format("-0700"))
}

// tree stores files, sorted and named from one directory, as a tree.
func (w writer) tree(files []File) (plumbing.Hash, error) {
	type named struct {
		entry
		file plumbing.Hash
	}
	var list []named
	for len(files) > 0 {
		name, _, isDir := strings.Cut(files[0].Path, "/")
		if name == "" || name == "." || name == ".." || strings.EqualFold(name, ".git") {
			return plumbing.ZeroHash, fmt.Errorf("no file can be called %q", files[0].Path)
		}
		e := named{entry: entry{mode: modeFile, name: []byte(name)}}
		var err error
		n := 1
		if isDir {
			e.mode = modeTree
			var below []File
			for n = 0; n < len(files) && strings.HasPrefix(files[n].Path, name+"/"); n++ {
				below = append(below, File{files[n].Path[len(name)+1:], files[n].Data})
			}
			e.file, err = w.tree(below)
		} else {
			e.file, err = w.blob(files[0].Data)
		}
		if err != nil {
			return plumbing.ZeroHash, err
		}
		list = append(list, e)
		files = files[n:]
	}
	slices.SortFunc(list, func(a, b named) int { return a.order(b.entry) })
	var b bytes.Buffer
	for _, e := range list {
		fmt.Fprintf(&b, "%o %s\x00", e.mode, e.name)
		b.Write(e.file[:])
	}
	return w.put(plumbing.TreeObject, b.Bytes())
}

func (w writer) blob(data []byte) (plumbing.Hash, error) {
	if len(data) == 0 {
		return w.put(plumbing.BlobObject, nil)
	}
	if h, ok := w.blobs[&data[0]]; ok {
		return h, nil
	}
	h, err := w.put(plumbing.BlobObject, data)
	w.blobs[&data[0]] = h
	return h, err
}

func (w writer) put(t plumbing.ObjectType, data []byte) (plumbing.Hash, error) {
	h := plumbing.ComputeHash(t, data)
	if w.stored[h] {
		return h, nil
	}
	w.stored[h] = true
	o := &plumbing.MemoryObject{}
	o.SetType(t)
	if _, err := o.Write(data); err != nil {
		return h, err
	}
	return w.store.SetEncodedObject(o)
}

// index writes what Git compares the files with. It has no times: Git looks once
// and fills them in.
func (w writer) index(files []File) error {
	idx := &index.Index{Version: 2}
	for _, f := range files {
		h, err := w.blob(f.Data)
		if err != nil {
			return err
		}
		idx.Entries = append(idx.Entries, &index.Entry{Hash: h, Name: f.Path, Mode: filemode.Regular, Size: uint32(len(f.Data))})
	}
	slices.SortFunc(idx.Entries, func(a, b *index.Entry) int { return cmp.Compare(a.Name, b.Name) })
	return w.store.SetIndex(idx)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
